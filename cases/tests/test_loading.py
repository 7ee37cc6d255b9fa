"""Loading records from plain data: twice the same, and nothing by halves."""

from copy import deepcopy
from typing import Any

from cases import importing
from cases.models import (
    Case,
    Collection,
    Court,
    Overview,
    Provenance,
    Provision,
    RecordVersion,
    Statistic,
)
from cases.tests.world import (
    COURTS,
    SOURCES,
    case_data,
    collection_data,
    load_reference,
    load_world,
    overview_data,
    statistic,
)
from cjo.test import BaseTestCase


class LoadingTests(BaseTestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        super().setUpTestData()
        load_reference(cls.mei)

    def assert_refused(self, load: Any, data: Any, *words: str) -> None:
        """Assert that it says what is wrong, and that no row has changed."""
        before = RecordVersion.objects.count(), Case.objects.count()
        with self.assertRaises(importing.WrongFact) as refused:
            load(data, self.mei)
        for word in words:
            self.assertIn(word, str(refused.exception))
        after = RecordVersion.objects.count(), Case.objects.count()
        self.assertEqual(before, after)

    def test_twice_gives_the_same_rows_and_no_new_version(self) -> None:
        load_world(self.mei)
        rows = list(Provenance.objects.values_list("pk", flat=True))
        figures = list(Statistic.objects.values_list("pk", flat=True))
        versions = RecordVersion.objects.count()
        self.assertIsNone(load_world(self.mei))
        self.assertEqual(rows, list(Provenance.objects.values_list("pk", flat=True)))
        self.assertEqual(figures, list(Statistic.objects.values_list("pk", flat=True)))
        self.assertEqual(RecordVersion.objects.count(), versions)

    def test_a_whole_article_is_kept_as_it_was_before_items_were_told_apart(
        self,
    ) -> None:
        whole = {"law": "pipl", "article": "14", "role": "applied"}
        item = {"law": "pipl", "article": "13", "item": "1", "role": "pointer"}
        version = importing.load_case(case_data(provisions=[whole, item]), self.mei)
        assert version is not None
        first, second = version.snapshot["provisions"]
        self.assertNotIn("item", first)
        self.assertEqual((second["paragraph"], second["item"]), ("", "1"))

    def test_a_changed_figure_makes_a_version_of_the_overview(self) -> None:
        importing.load_overview(overview_data(), self.mei)
        figures = [statistic("accepted", 114), statistic("companies", 95, "accepted")]
        version = importing.load_overview(
            overview_data(statistics=figures),
            self.mei,
            change="correction",
            note="One more case was accepted.",
        )
        assert version is not None
        self.assertEqual((version.number, version.change_type), (2, "correction"))
        self.assertEqual(Statistic.objects.get(key="accepted").value, 114)

    def test_a_parent_may_stand_below_its_lower_court(self) -> None:
        court = Court.objects.get(slug="internet-court")
        self.assertEqual(str(court.parent), "fourth-court")

    def test_courts_in_a_circle_are_refused(self) -> None:
        courts = deepcopy(COURTS)
        courts[1]["parent"] = "internet-court"
        self.assert_refused(importing.load_courts, courts, "above itself")
        self.assertIsNone(Court.objects.get(slug="fourth-court").parent)

    def test_it_names_an_unknown_source(self) -> None:
        wrong = [{"field": "facts", "certainty": "confirmed", "sources": ["nowhere"]}]
        data = case_data(provenance=wrong)
        self.assert_refused(importing.load_case, data, "“nowhere”", "ma-v-company")

    def test_it_names_an_unknown_field(self) -> None:
        self.assert_refused(importing.load_case, case_data(verdict="won"), "verdict")

    def test_it_names_a_statement_on_a_field_that_does_not_exist(self) -> None:
        wrong = [{"field": "verdict", "certainty": "confirmed"}]
        self.assert_refused(importing.load_case, case_data(provenance=wrong), "verdict")

    def test_it_names_a_certainty_that_does_not_exist(self) -> None:
        wrong = [{"field": "facts", "certainty": "sure"}]
        self.assert_refused(importing.load_case, case_data(provenance=wrong), "“sure”")

    def test_it_names_a_date_that_is_none(self) -> None:
        data = case_data(decided_on="20 June 2024")
        self.assert_refused(importing.load_case, data, "decided_on", "20 June 2024")

    def test_it_names_a_court_that_is_not_known(self) -> None:
        self.assert_refused(importing.load_case, case_data(court="moon"), "“moon”")

    def test_it_names_a_base_that_is_not_there(self) -> None:
        data = overview_data(statistics=[statistic("companies", 95, "all")])
        self.assert_refused(importing.load_overview, data, "base", "“all”")
        self.assertFalse(Overview.objects.exists())

    def test_a_share_of_nought_changes_nothing(self) -> None:
        figures = [statistic("accepted", 0), statistic("companies", 0, "accepted")]
        data = overview_data(statistics=figures)
        self.assert_refused(importing.load_overview, data, "nought")
        self.assertFalse(Overview.objects.exists())

    def test_a_key_used_twice_is_refused(self) -> None:
        figures = [statistic("accepted", 1), statistic("accepted", 2)]
        data = overview_data(statistics=figures)
        self.assert_refused(importing.load_overview, data, "Another figure")

    def test_a_case_cannot_be_in_a_collection_and_related_to_it(self) -> None:
        load_world(self.mei)
        data = collection_data(related=[{"case": "wei-v-guo"}])
        self.assert_refused(importing.load_collection, data, "related to it too")
        self.assertEqual(Collection.objects.get().related_decisions.count(), 1)

    def test_a_place_with_a_case_is_not_unidentified(self) -> None:
        load_world(self.mei)
        items = [{"position": 1, "case": "wei-v-guo", "certainty": "unidentified"}]
        data = collection_data(items=items, size=1)
        self.assert_refused(importing.load_collection, data, "certainty")

    def test_what_is_no_mapping_is_refused(self) -> None:
        for data in (None, "text", ["list"], 7):
            self.assert_refused(importing.load_case, data)

    def test_sources_that_disagree_need_a_note(self) -> None:
        wrong = {
            "field": "outcome",
            "certainty": "unconfirmed",
            "sources": ["copy"],
            "agrees": False,
        }
        data = case_data(provenance=[wrong])
        self.assert_refused(importing.load_case, data, "Say in a note")
        said = {**wrong, "texts": {"en": {"note": "One page speaks of a fine."}}}
        version = importing.load_case(case_data(provenance=[said]), self.mei)
        assert version is not None
        self.assertFalse(version.snapshot["provenance"][0]["agrees"])

    def test_a_provision_may_have_been_put_in_later(self) -> None:
        applied = {"law": "pipl", "article": "120-1", "role": "applied"}
        importing.load_case(case_data(provisions=[applied]), self.mei)
        self.assertTrue(Provision.objects.filter(number=120, suffix=1).exists())

    def test_a_source_that_stops_being_public_loses_its_link_everywhere(self) -> None:
        load_world(self.mei)
        sources = deepcopy(SOURCES)
        sources[0]["public"] = False
        importing.load_sources(sources, self.mei)
        version = RecordVersion.objects.newest("overview", "figures-2024")
        assert version is not None
        self.assertEqual(version.number, 2)
        self.assertEqual(version.snapshot["sources"]["court-site"]["url"], "")
