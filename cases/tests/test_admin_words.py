"""What readers would see without a name is not published."""

from typing import Any

from django.urls import reverse

from cases import importing
from cases.models import CauseOfAction, Court, Law, Record
from cases.tests.desk import TOLD, DeskTestCase, name_of, page_of, send, value_of
from cases.tests.world import overview_data, statistic

UNNAMED = "Give it a name in one language."


class WordsTests(DeskTestCase):
    def without_words(self, record: Record, **wanted: str) -> Any:
        """Take away all words of the row in which these fields have these values."""
        page = self.open(record)
        row = name_of(page, **wanted)
        count = int(value_of(page, f"{row}-texts-TOTAL_FORMS"))
        gone = {f"{row}-texts-{place}-DELETE": True for place in range(count)}
        return send(page, **{**TOLD, **gone})

    def test_a_figure_without_words_is_refused_beside_it(self) -> None:
        answer = self.without_words(self.overview, key="companies")
        self.assertContains(answer, "companies does not say what was counted", count=1)
        self.assertEqual(self.newest(self.overview).number, 1)

    def test_a_group_without_words_is_refused_beside_it(self) -> None:
        answer = self.without_words(self.overview, key="caseload")
        self.assertContains(answer, "caseload has no heading", count=1)
        self.assertEqual(self.newest(self.overview).number, 1)

    def test_courts_laws_and_causes_keep_a_name(self) -> None:
        importing.load_causes(
            [{"slug": "contract", "texts": {"en": {"name": "Contract"}}}], self.mei
        )
        for row in (
            Court.objects.all()[0],
            Law.objects.get(),
            CauseOfAction.objects.get(),
        ):
            with self.subTest(row=row):
                page = self.open(row)
                count = int(value_of(page, "texts-TOTAL_FORMS"))
                gone = {f"texts-{place}-DELETE": True for place in range(count)}
                answer = send(page, **{**TOLD, **gone})
                self.assertContains(answer, UNNAMED, count=1)
                self.assertEqual(row.texts.count(), count)

    def test_a_new_court_needs_a_name(self) -> None:
        address = reverse("admin:cases_court_add")
        court = {"record-slug": "new-court", "record-level": "primary"}
        answer = self.save(address, **court)
        self.assertContains(answer, UNNAMED, count=1)
        named = {**court, "texts-0-language": "en", "texts-0-name": "New Court"}
        answer = self.save(address, **named)
        self.assert_leads_to(answer, page_of(Court.objects.get(slug="new-court")))

    def test_a_file_without_words_is_told_what_is_missing(self) -> None:
        nameless = [statistic("accepted", 113, texts={})]
        groups = [{"key": "caseload"}]
        court = {"slug": "x", "level": "primary"}
        loads: tuple[tuple[Any, Any, str], ...] = (
            (
                importing.load_overview,
                overview_data(statistics=nameless),
                "accepted does not say what was counted",
            ),
            (
                importing.load_overview,
                overview_data(groups=groups),
                "caseload has no heading",
            ),
            (importing.load_courts, [court], "Give it a name in one language."),
            (importing.load_laws, [{"slug": "x"}], "Give it a name in one language."),
            (importing.load_causes, [{"slug": "x"}], "Give it a name in one language."),
        )
        for load, data, told in loads:
            with self.subTest(told=told):
                with self.assertRaises(importing.WrongFact) as refused:
                    load(data, self.mei)
                self.assertIn(told, str(refused.exception))
