"""What prints something of a court, law, cause or source: each once, sets last."""

from typing import Any
from unittest import mock

from cases import importing
from cases.models import Case, CauseOfAction, Court, Law, Overview, Record, Source
from cases.publishing.affected import of_cause, of_court, of_law, of_record, of_sources
from cases.tests.world import WorldTestCase, case_data

CASES = ["case:ma-v-company", "case:wei-v-guo", "case:yang-v-lin"]
SETS = ["collection:typical-2024"]


def names(records: list[Record]) -> list[str]:
    return [f"{one.kind}:{one.slug}" for one in records]


class DependantsTests(WorldTestCase):
    def test_a_court_is_printed_by_what_is_under_it_too(self) -> None:
        every = [*CASES, "overview:figures-2024", *SETS]
        for slug in ("internet-court", "fourth-court"):
            with self.subTest(slug):
                found = of_court(Court.objects.get(slug=slug))
                self.assertEqual(names(found), every)

    def test_a_law_is_printed_by_its_cases_and_they_by_their_sets(self) -> None:
        found = of_law(Law.objects.get(slug="pipl"))
        self.assertEqual(names(found), [*CASES, *SETS])

    def test_a_cause_is_printed_by_its_cases_and_they_by_their_sets(self) -> None:
        cause = CauseOfAction.objects.create(slug="privacy")
        self.assertEqual(of_cause(cause), [])
        Case.objects.filter(slug="yang-v-lin").update(cause=cause)
        self.assertEqual(names(of_cause(cause)), ["case:yang-v-lin", *SETS])

    def test_a_record_is_printed_by_its_sets_and_not_by_itself(self) -> None:
        self.assertEqual(names(of_record(self.case())), SETS)
        self.assertEqual(names(of_record(Overview.objects.get())), SETS)

    def test_what_is_not_published_prints_nothing(self) -> None:
        Case.objects.filter(slug="wei-v-guo").update(current_version=None)
        found = names(of_law(Law.objects.get(slug="pipl")))
        self.assertNotIn("case:wei-v-guo", found)

    def test_a_source_is_found_wherever_it_is_named(self) -> None:
        said = {"certainty": "reported", "sources": ["paper"]}
        step = {"instance": "first", "provenance": [{"field": "court", **said}]}
        places: dict[str, dict[str, Any]] = {
            "itself": {"provenance": [{"field": "facts", **said}]},
            "step": {"proceedings": [step]},
            "sum": {"amounts": [{"value": "5", "currency": "CNY", **said}]},
        }
        for slug, place in places.items():
            importing.load_case(
                case_data(slug, **{"provenance": [], **place}), self.mei
            )
        found = names(of_sources([Source.objects.get(key="paper")]))
        printed = ["overview:figures-2024", *SETS]
        self.assertEqual(found, ["case:itself", "case:step", "case:sum", *printed])
        found = names(of_sources(Source.objects.filter(key="court-site")))
        self.assertEqual(found, [*CASES, *printed])

    def test_what_names_a_source_many_times_is_read_once(self) -> None:
        said = {"certainty": "reported", "sources": ["paper", "copy"]}
        step = {"instance": "first", "provenance": [{"field": "court", **said}] * 3}
        sums = [{"value": str(n), "currency": "CNY", **said} for n in range(1, 4)]
        facts = [{"field": "facts", **said}] * 3
        many = case_data(proceedings=[step] * 3, amounts=sums, provenance=facts)
        importing.load_case(many, self.mei)
        sources = Source.objects.filter(key__in=["paper", "copy"])
        with mock.patch.object(Case, "from_db", wraps=Case.from_db) as read:
            found = names(of_sources(sources))
        self.assertIn("case:ma-v-company", found)
        self.assertEqual(read.call_count, 3)
