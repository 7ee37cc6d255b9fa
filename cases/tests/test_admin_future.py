"""Dates of records in the future are asked about before readers see them."""

from typing import Any

from cases.models import Case, Law, Proceeding, Source
from cases.tests.desk import TOLD, DeskTestCase, send, value_of

FAR = "2999-05-03"


class FutureTests(DeskTestCase):
    def test_each_kind_of_date_is_asked_about(self) -> None:
        cases: tuple[tuple[Any, str, dict[str, str]], ...] = (
            (self.case, "record-decided_on", {}),
            (self.overview, "record-released_on", {"record-released_precision": "day"}),
            (Law.objects.get(), "record-in_force_on", {}),
            (Source.objects.get(key="paper"), "record-seen_on", {}),
        )
        for row, field, more in cases:
            with self.subTest(field):
                typed = {**TOLD, **more, field: FAR}
                refused = send(self.open(row), **typed)
                self.assertContains(refused, "In the future")
                self.assertEqual(value_of(refused, field), FAR)
                saved = send(refused, **{"record-future": True})
                self.assertEqual(saved.status_int, 302, saved)
                row.refresh_from_db()
                date = getattr(row, field.removeprefix("record-"))
                self.assertEqual(date.isoformat(), FAR)

    def test_it_names_no_day_of_a_date_known_to_the_year(self) -> None:
        for row, field in (
            (self.case, "record-decided"),
            (self.overview, "record-released"),
        ):
            with self.subTest(field):
                typed = {f"{field}_on": "2999-01-01", f"{field}_precision": "year"}
                refused = send(self.open(row), **TOLD, **typed)
                self.assertContains(refused, ": 2999. Correct")

    def test_a_date_of_a_step_of_the_procedure_too(self) -> None:
        page = send(self.open(self.case), add="proceedings")
        refused = send(
            page,
            **TOLD,
            **{
                "proceedings-0-instance": "first",
                "proceedings-0-decided_on": FAR,
                "proceedings-0-decided_precision": "day",
            },
        )
        self.assertContains(refused, "In the future")
        self.assertFalse(Proceeding.objects.exists())
        self.assertEqual(send(refused, **{"record-future": True}).status_int, 302)
        self.assertEqual(Proceeding.objects.get().decided_on.isoformat(), FAR)  # type: ignore[union-attr]

    def test_a_date_that_was_confirmed_is_not_asked_about_again(self) -> None:
        Case.objects.filter(pk=self.case.pk).update(decided_on=FAR)
        answer = self.save(self.case, **TOLD, **{"record-case_number_latin": "No. 1"})
        self.assertEqual(answer.status_int, 302)
