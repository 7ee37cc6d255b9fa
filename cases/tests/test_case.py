"""The page of a case: each fact with its certainty, sources, versions."""

import json
import re
from typing import Any

from cases import importing
from cases.models import Case
from cases.publishing import publish
from cases.tests.world import case_data, load_world
from cjo.test import BaseTestCase


class CaseTests(BaseTestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        super().setUpTestData()
        load_world(cls.mei)

    def correct(self) -> None:
        case = Case.objects.get(slug="ma-v-company")
        case.texts.filter(language="en").update(title="Ticked in advance")
        publish(case, by=self.mei, change="correction", note="A better title.")

    def test_it_prints_names_theme_court_and_number(self) -> None:
        response = self.client.get("/cases/ma-v-company")
        self.assertContains(response, "<h1>Ma v a company</h1>")
        self.assertContains(response, "<title>\nMa v a company · 马某与某公司案\n")
        self.assertContains(response, '<p class="theme">Pre-ticked consent</p>')
        self.assertContains(response, "/courts/internet-court")
        self.assertContains(response, "(2023)京0491民初1号")

    def test_the_chinese_page_has_the_chinese_name_first(self) -> None:
        response = self.client.get("/zh-hans/cases/ma-v-company")
        self.assertContains(response, "<h1>马某与某公司案</h1>")
        self.assertContains(response, '<p class="theme">自动勾选同意</p>')

    def test_each_fact_prints_its_certainty_and_sources(self) -> None:
        response = self.client.get("/cases/ma-v-company")
        self.assertContains(response, '<p class="certainty confirmed">')
        self.assertContains(response, "https://court.example/briefing")

    def test_each_mark_leads_to_the_entry_of_its_source(self) -> None:
        response = self.client.get("/cases/ma-v-company")
        for number in (1, 2):
            mark = f'<a href="#sources-{number}" aria-label="Source {number}">'
            self.assertContains(response, f"{mark}{number}</a>", 1)
            self.assertContains(response, f'<li id="sources-{number}">', 1)

    def test_a_copy_is_named_and_not_linked(self) -> None:
        response = self.client.get("/cases/ma-v-company")
        self.assertContains(response, "A copy of the report")
        self.assertNotContains(response, "copies.example")

    def test_what_is_unknown_is_said_to_be(self) -> None:
        response = self.client.get("/cases/wei-v-guo")
        self.assertContains(response, "Date of judgment unknown")
        self.assertContains(response, "Case number unknown")
        facts = {fact.key: fact for fact in response.context["case"].facts}
        self.assertEqual(facts["provisions"].lines, [])
        self.assertContains(response, '<p class="muted">Unknown</p>')

    def test_a_case_without_a_holding_is_described_by_its_facts(self) -> None:
        for address, description in (
            # a short holding follows the name
            (
                "/cases/ma-v-company",
                "Ma v a company · 马某与某公司案 · A ticked box is no consent.",
            ),
            ("/cases/wei-v-guo", "Stolen papers · Liable."),
            (
                "/cases/yang-v-lin",
                "Hiring list; Internet Court; 20 Jun 2024; (2023)京0491民初1号: "
                "the known facts of this decision, how sure each is, and its source.",
            ),
        ):
            meta = f'property="og:description" content="{description}"'
            self.assertContains(self.client.get(address), meta)

    def test_provisions_related_by_us_stand_apart_from_what_the_court_applied(
        self,
    ) -> None:
        applied = {"law": "pipl", "article": "14", "role": "applied"}
        pointer = {"law": "pipl", "article": "13", "item": "1", "role": "pointer"}
        data = case_data(provisions=[applied, pointer])
        importing.load_case(data, self.mei)
        response = self.client.get("/cases/ma-v-company")
        facts = {fact.key: fact for fact in response.context["case"].facts}
        self.assertEqual(
            facts["provisions"].laws[0].articles, [("Art. 14", "/laws/pipl/14")]
        )
        self.assertEqual(
            facts["pointers"].laws[0].articles, [("Art. 13 (1)", "/laws/pipl/13")]
        )
        self.assertEqual(facts["pointers"].label, "Related by us")
        self.assertContains(response, '<a href="/laws/pipl/14">Art. 14</a>')

    def test_where_sources_disagree_both_are_printed(self) -> None:
        provenance = [
            {"field": "outcome", "certainty": "confirmed", "sources": ["court-site"]},
            {
                "field": "outcome",
                "certainty": "unconfirmed",
                "agrees": False,
                "sources": ["paper"],
                "texts": {"en": {"note": "One page speaks of a fine."}},
            },
        ]
        importing.load_case(case_data(provenance=provenance), self.mei)
        response = self.client.get("/cases/ma-v-company")
        self.assertContains(response, "Other sources disagree")
        self.assertContains(response, "One page speaks of a fine.")

    def test_what_has_no_source_on_record_says_so(self) -> None:
        sentence = "No source is on record for this"
        response = self.client.get("/cases/ma-v-company")
        without = [
            fact.key for fact in response.context["case"].facts if fact.is_unsourced
        ]
        self.assertEqual(
            without, ["court", "case_number", "decided_on", "name", "holding"]
        )
        self.assertContains(response, sentence, len(without))
        provenance = [
            {"field": field, "certainty": "confirmed", "sources": ["court-site"]}
            for field in [*without, "facts"]
        ]
        importing.load_case(case_data(provenance=provenance), self.mei)
        self.assertNotContains(self.client.get("/cases/ma-v-company"), sentence)

    def test_it_prints_amounts_and_procedure(self) -> None:
        sure = {"certainty": "unconfirmed", "sources": ["copy"]}
        data = case_data(
            amounts=[{"value": 3500, "currency": "CNY", **sure}],
            proceedings=[
                {
                    "instance": "second",
                    "court": "fourth-court",
                    "texts": {"en": {"result": "Upheld."}},
                }
            ],
        )
        importing.load_case(data, self.mei)
        response = self.client.get("/cases/ma-v-company")
        self.assertContains(response, "CN¥3,500")
        self.assertContains(response, "Second instance · Fourth Court")
        self.assertContains(response, "Upheld.")

    def test_it_says_in_which_sets_it_stands(self) -> None:
        response = self.client.get("/cases/ma-v-company")
        self.assertContains(response, "This case is number 1 of")
        response = self.client.get("/cases/wei-v-guo")
        self.assertContains(response, "This case is probably one of")
        response = self.client.get("/cases/yang-v-lin")
        self.assertContains(response, "is not counted in it")

    def test_in_chinese_missing_facts_are_english_and_marked(self) -> None:
        response = self.client.get("/zh-hans/cases/ma-v-company")
        self.assertContains(response, "<h1>马某与某公司案</h1>")
        self.assertContains(response, '<p lang="en">A box was ticked')
        self.assertContains(response, 'class="mark-of"')

    def test_it_lists_the_articles_that_show_it(self) -> None:
        self.make_published(body="See:\n\n[[case:ma-v-company]]", title="On consent")
        response = self.client.get("/cases/ma-v-company")
        self.assertContains(response, 'href="/a/court-opens">On consent</a>')

    def test_it_shows_no_draft_that_speaks_of_it(self) -> None:
        self.make_edition(body="[[case:ma-v-company]]", title="On consent")
        response = self.client.get("/cases/ma-v-company")
        self.assertNotContains(response, "On consent")

    def test_an_old_version_stays_as_it_was(self) -> None:
        self.correct()
        self.assertContains(
            self.client.get("/cases/ma-v-company"), ">Ticked in advance</p>"
        )
        old = self.client.get("/cases/ma-v-company/v/1")
        self.assertContains(old, '<p class="theme">Pre-ticked consent</p>')
        self.assertContains(old, "A newer version exists.")
        self.assertContains(old, '<link rel="canonical"')

    def test_the_newest_version_says_that_it_is(self) -> None:
        response = self.client.get("/cases/ma-v-company/v/1")
        self.assertContains(response, "It is the newest")

    def test_a_correction_is_told(self) -> None:
        self.correct()
        response = self.client.get("/cases/ma-v-company")
        self.assertContains(response, ":</strong> A better title.")

    def test_what_was_never_published_is_not_found(self) -> None:
        Case.objects.create(slug="draft")
        for path in ("/cases/draft", "/cases/nowhere", "/cases/ma-v-company/v/2"):
            self.assertEqual(self.client.get(path).status_code, 404, path)

    def test_ten_queries_are_enough_for_a_changed_case_in_a_set(self) -> None:
        with self.assertPageQueries(7):
            self.client.get("/cases/ma-v-company")
        importing.load_case(case_data(outcome_kind="dismissed"), self.mei)
        with self.assertPageQueries(9):
            self.client.get("/cases/ma-v-company")
        with self.assertPageQueries(9):
            self.client.get("/cases/ma-v-company/v/1")

    def test_it_names_its_surrogate_keys(self) -> None:
        response = self.client.get("/cases/ma-v-company")
        self.assertIn("case-ma-v-company", response.headers["Surrogate-Key"])


class CaseForMachinesTests(BaseTestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        super().setUpTestData()
        load_world(cls.mei)

    def data(self, path: str = "/cases/ma-v-company") -> dict[str, Any]:
        html = self.client.get(path).content.decode()
        match = re.search(
            r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL
        )
        assert match is not None
        data: dict[str, Any] = json.loads(match[1])
        return data

    def test_machines_are_told_of_a_page_about_a_decision(self) -> None:
        data = self.data()
        self.assertEqual(data["@type"], "WebPage")
        self.assertTrue(data["url"].endswith("/cases/ma-v-company/v/1"))
        chinese = self.data("/zh-hans/cases/ma-v-company")
        self.assertTrue(chinese["url"].endswith("/zh-hans/cases/ma-v-company/v/1"))
        self.assertIn("马某与某公司案，", chinese["creditText"])
        about = data["about"]
        self.assertEqual(about["@type"], "CreativeWork")
        self.assertEqual(about["dateCreated"], "2024-06-20")
        self.assertEqual(about["identifier"]["value"], "(2023)京0491民初1号")
        self.assertEqual(about["author"]["@type"], "GovernmentOrganization")

    def test_machines_are_told_no_name_that_a_machine_made(self) -> None:
        self.assertEqual(self.data()["about"]["alternateName"], "马某与某公司案")
        texts = case_data()["texts"]
        texts["zh-hans"]["names_method"] = "machine"
        importing.load_case(case_data(texts=texts), self.mei, note="Names.")
        self.assertNotIn("alternateName", self.data()["about"])
        chinese = self.data("/zh-hans/cases/ma-v-company")["about"]
        self.assertEqual(chinese["name"], "Ma v a company")
        self.assertNotIn("alternateName", chinese)

    def test_machines_are_told_no_more_than_is_known(self) -> None:
        about = self.data("/cases/wei-v-guo")["about"]
        self.assertNotIn("dateCreated", about)
        self.assertNotIn("identifier", about)

    def test_machines_are_led_to_no_source_that_is_not_linked(self) -> None:
        self.assertEqual(self.data()["isBasedOn"], ["https://court.example/briefing"])

    def test_it_leads_to_all_cases_with_its_outcome(self) -> None:
        importing.load_case(case_data(outcome_kind="dismissed"), self.mei)
        response = self.client.get("/cases/ma-v-company")
        self.assertContains(response, 'href="/cases/?outcome=dismissed"')
