"""Warnings to an editor about the numbers and dates of a case."""

import datetime as dt
from typing import Any

import time_machine

from cases import importing
from cases.models import Case, Court
from cases.publishing.case_warnings import warnings_about
from cases.tests.desk import TOLD, DeskTestCase, page_of, send
from cases.tests.world import case_data


@time_machine.travel("2026-11-27T12:00:00+08:00", tick=False)
class WarningTests(DeskTestCase):
    def warnings(self, **changes: Any) -> str:
        importing.load_case(case_data("doubtful", **changes), self.mei)
        return " ".join(warnings_about(Case.objects.get(slug="doubtful")))

    def assert_silent(self, **changes: Any) -> None:
        self.assertEqual(self.warnings(**changes), "")

    def test_a_number_that_cannot_be_read_is_named_with_a_way_to_see_why(self) -> None:
        for number in ("garbage <b>", "(2023)京0491", "28", "(1023)京0491民初1号"):
            with self.subTest(number=number):
                warnings = self.warnings(case_number=number)
                self.assertIn("cannot be read as a case number", warnings)
                self.assertIn('href="/cases/number?q=', warnings)
                self.assertNotIn("<b>", warnings)

    def test_an_old_number_is_of_its_time(self) -> None:
        self.assert_silent(case_number="(2015)沪一中民终字第5号")
        warnings = self.warnings(case_number="(2019)沪一中民终字第5号")
        self.assertIn("cannot be read", warnings)

    def test_a_year_that_has_not_begun_is_named(self) -> None:
        warnings = self.warnings(case_number="(2099)京0491民初1号")
        self.assertEqual(warnings, "The year of (2099)京0491民初1号 has not begun yet.")
        self.assert_silent(case_number="(2026)京0491民初1号")

    def test_the_code_of_another_court_known_here_is_named(self) -> None:
        Court.objects.filter(slug="fourth-court").update(code="京04")
        warnings = self.warnings(case_number="(2023)京04民初1号")
        self.assertEqual(
            warnings,
            "By its code, (2023)京04民初1号 is of Fourth Court, not of Internet Court.",
        )
        self.assert_silent(case_number="(2023)京04民初1号", court="fourth-court")
        self.assert_silent(case_number="(2023)京04民初1号", court="")

    def test_a_code_that_is_no_courts_here_is_not_the_courts_own(self) -> None:
        warnings = self.warnings(case_number="(2023)京73民初1号")
        self.assertIn("has not the code of Internet Court, 京0491", warnings)
        # nobody noted a code of this court
        self.assert_silent(case_number="(2023)京73民初1号", court="fourth-court")

    def test_two_writings_are_of_one_number(self) -> None:
        latin = "(2023) Jing 0491 Min Chu No. 2"
        warnings = self.warnings(case_number_latin=latin)
        self.assertEqual(
            warnings, f"{latin} is another number than (2023)京0491民初1号."
        )
        self.assert_silent(case_number_latin="2023 Jing 0491 Min Chu 1")

    def test_a_date_that_no_judgment_has_is_named(self) -> None:
        for date, message in (
            ("2026-11-28", "in the future"),
            ("9999-12-31", "in the future"),
            ("0001-01-01", "before 1949"),
            ("1948-12-31", "before 1949"),
        ):
            with self.subTest(date=date):
                self.assertIn(message, self.warnings(decided_on=date))
        self.assert_silent(decided_on="2026-11-27")

    def test_the_steps_of_the_procedure_are_looked_at_too(self) -> None:
        step = {"instance": "first", "court": "internet-court"}
        steps = [{**step, "case_number": "garbage", "decided_on": "2099-01-01"}]
        warnings = self.warnings(proceedings=steps)
        self.assertIn("“garbage” cannot be read", warnings)
        self.assertIn("2099-01-01 is in the future", warnings)

    def test_it_is_published_and_said_at_the_desk(self) -> None:
        changes = {
            **TOLD,
            "record-case_number": "garbage <b>",
            "record-decided_on": "2199-01-01",
        }
        asked = self.save(self.case, **changes)
        answer = send(asked, **{"record-future": True})
        self.assert_leads_to(answer, page_of(self.case))
        page = self.open(self.case)
        self.assertContains(page, "“garbage &lt;b&gt;” cannot be read")
        self.assertContains(page, "The date 2199-01-01 is in the future.")
        self.case.refresh_from_db()
        self.assertEqual(self.case.decided_on, dt.date(2199, 1, 1))
