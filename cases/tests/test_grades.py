"""The grade of a fact follows from its sources: for forms, importer and versions."""

from typing import Any

from django.test import SimpleTestCase

from cases import importing
from cases.models import Certainty, Evidence, Provenance, Source, allowed_grade
from cases.models.grades import Allowed
from cases.publishing import change_slug
from cases.tests.world import (
    SOURCES,
    WorldTestCase,
    case_data,
    collection_data,
)


def source(text_of: str, origin: str = "", **changes: Any) -> Evidence:
    facts: dict[str, Any] = {
        "carrier": "original",
        "has_address": True,
        "address_checked": True,
        **changes,
    }
    return Evidence(text_of=text_of, origin=origin or text_of, **facts)


class RuleTests(SimpleTestCase):
    def allowed(self, *sources: Evidence) -> str:
        return allowed_grade(sources).grade

    def test_the_document_of_a_court_confirms(self) -> None:
        self.assertEqual(self.allowed(source("court")), "confirmed")
        copied = source("court", carrier="whole_copy")
        self.assertEqual(self.allowed(copied), "confirmed")

    def test_a_damaged_copy_supports_nothing_more_than_unconfirmed(self) -> None:
        for author in ("court", "press", "firm"):
            damaged = source(author, carrier="damaged_copy")
            self.assertEqual(self.allowed(damaged), "unconfirmed")
        both = [source(each, carrier="damaged_copy") for each in ("court", "press")]
        self.assertEqual(self.allowed(*both), "unconfirmed")

    def test_two_publications_of_standing_confirm_and_one_reports(self) -> None:
        paper, firm = source("press"), source("firm")
        self.assertEqual(self.allowed(paper, firm), "confirmed")
        self.assertEqual(self.allowed(paper), "reported")
        self.assertEqual(self.allowed(firm), "reported")

    def test_two_copies_of_one_text_are_one_publication(self) -> None:
        first = source("press", "agency")
        second = source("press", "agency", carrier="whole_copy")
        self.assertEqual(self.allowed(first, second), "reported")

    def test_a_portal_reports_and_confirms_nothing(self) -> None:
        portals = [source("portal", "one"), source("portal", "two")]
        self.assertEqual(self.allowed(*portals), "reported")
        self.assertEqual(self.allowed(source("portal"), source("press")), "reported")

    def test_a_blog_and_a_source_of_unknown_kind_confirm_nothing(self) -> None:
        for author in ("blog", ""):
            self.assertEqual(self.allowed(source(author)), "unconfirmed")
        self.assertEqual(self.allowed(), "unknown")

    def test_a_fact_that_nobody_can_look_up_is_not_confirmed(self) -> None:
        printed: dict[str, Any] = {"has_address": False}
        self.assertEqual(self.allowed(source("court", **printed)), "reported")
        papers = [source(each, **printed) for each in ("press", "firm")]
        self.assertEqual(self.allowed(*papers), "reported")
        self.assertEqual(self.allowed(papers[0], source("firm")), "confirmed")

    def test_a_cited_address_counts_like_one_publication(self) -> None:
        cited = source("court", address_checked=False)
        self.assertEqual(self.allowed(cited), "reported")
        self.assertEqual(self.allowed(cited, source("press")), "confirmed")

    def test_a_weaker_claim_is_always_allowed(self) -> None:
        reported = Allowed(Certainty.REPORTED, "")
        permitted = {grade.value: reported.permits(grade) for grade in Certainty}
        self.assertEqual(
            permitted,
            {
                "confirmed": False,
                "reported": True,
                "probable": False,
                "unconfirmed": True,
                "unknown": True,
            },
        )


def with_facts(certainty: str, *sources: str) -> dict[str, Any]:
    statement = {"field": "facts", "certainty": certainty, "sources": list(sources)}
    return case_data(provenance=[statement])


class LoadingTests(WorldTestCase):
    def refused(self, words: str, data: dict[str, Any]) -> None:
        with self.assertRaisesMessage(importing.WrongFact, words):
            importing.load_case(data, self.mei)

    def test_a_claim_above_the_allowed_grade_is_refused_with_the_reason(self) -> None:
        self.refused(
            "at most “reported”. It is one publication of standing",
            with_facts("confirmed", "paper"),
        )
        self.refused("at most “unconfirmed”", with_facts("reported", "copy"))
        self.refused("No source is named.", with_facts("unconfirmed"))

    def test_no_new_fact_is_probable(self) -> None:
        self.refused("“probable” is no grade", with_facts("probable", "court-site"))

    def test_a_probable_place_gives_its_reason(self) -> None:
        items = collection_data()["items"]
        items[1].pop("texts")
        with self.assertRaisesMessage(importing.WrongFact, "why it is probable"):
            importing.load_collection(collection_data(items=items), self.mei)

    def test_a_confirmed_place_needs_a_source_of_standing(self) -> None:
        items = collection_data()["items"]
        for sources in ([], ["copy"]):
            items[0]["sources"] = sources
            with self.assertRaisesMessage(importing.WrongFact, "A place is confirmed"):
                importing.load_collection(collection_data(items=items), self.mei)
        items[0]["sources"] = ["paper"]
        importing.load_collection(collection_data(items=items), self.mei)

    def test_a_new_version_says_what_kind_its_sources_are_of(self) -> None:
        version = self.case().current_version
        assert version is not None
        self.assertEqual(version.document["schema"], 3)
        shape = version.snapshot["sources"]["copy"]
        kinds = {name: shape[name] for name in ("text_of", "carrier", "copy_of")}
        self.assertEqual(
            kinds, {"text_of": "press", "carrier": "damaged_copy", "copy_of": ""}
        )
        # although the address itself is not told
        self.assertEqual((shape["address"], shape["url"]), ("checked", ""))

    def test_a_copy_names_the_text_that_it_carries_in_the_end(self) -> None:
        copied = {**SOURCES[2], "copy_of": "paper"}
        second = {**SOURCES[2], "key": "second", "copy_of": "copy"}
        importing.load_sources([copied, second], self.mei)
        version = importing.load_case(with_facts("unconfirmed", "second"), self.mei)
        assert version is not None
        self.assertEqual(version.snapshot["sources"]["second"]["copy_of"], "paper")

    def test_a_source_without_an_address_says_why_in_the_version(self) -> None:
        printed = {**SOURCES[1], "url": "", "no_address": {"en": "In print only."}}
        importing.load_sources([printed], self.mei)
        version = importing.load_case(with_facts("reported", "paper"), self.mei)
        assert version is not None
        shape = version.snapshot["sources"]["paper"]
        self.assertEqual(shape["address"], "none")
        self.assertEqual(shape["texts"]["en"]["no_address"], "In print only.")


class EarlierStateTests(WorldTestCase):
    def load_earlier(self, data: dict[str, Any], **options: Any) -> Any:
        return importing.load_case(data, self.mei, as_published_before=True, **options)

    def test_an_earlier_state_has_the_grades_and_the_schema_of_its_time(self) -> None:
        data = {**with_facts("probable", "copy"), "slug": "old-case"}
        version = self.load_earlier(data)
        self.assertEqual(version.document["schema"], 2)
        self.assertEqual(version.snapshot["provenance"][0]["certainty"], "probable")
        self.assertNotIn("text_of", version.snapshot["sources"]["copy"])
        self.assertIsNone(self.load_earlier(data))
        graded = {**with_facts("unconfirmed", "copy"), "slug": "old-case"}
        newer = importing.load_case(
            graded, self.mei, change="correction", note="Graded by its sources."
        )
        assert newer is not None
        self.assertEqual((newer.number, newer.document["schema"]), (2, 3))

    def test_a_version_that_only_follows_keeps_the_schema_of_its_grades(self) -> None:
        data = {**with_facts("probable", "copy"), "slug": "old-case"}
        self.load_earlier(data)
        importing.load_sources([{**SOURCES[2], "title": "The copy"}], self.mei)
        case = type(self.case()).objects.get(slug="old-case")
        assert case.current_version is not None
        self.assertEqual(case.current_version.number, 2)
        self.assertEqual(case.current_version.document["schema"], 2)
        self.assertTrue(Provenance.objects.filter(certainty="probable").exists())

    def test_so_does_one_that_moved(self) -> None:
        self.load_earlier({**with_facts("probable", "copy"), "slug": "old-case"})
        case = type(self.case()).objects.get(slug="old-case")
        change_slug(case, "moved-case", by=self.mei)
        assert case.current_version is not None
        self.assertEqual(case.current_version.document["schema"], 2)

    def test_sources_of_that_time_are_not_described(self) -> None:
        row = {**SOURCES[1], "key": "old", "text_of": "", "carrier": ""}
        importing.load_sources([row], self.mei, as_published_before=True)
        self.assertEqual(Source.objects.get(key="old").text_of, "")
