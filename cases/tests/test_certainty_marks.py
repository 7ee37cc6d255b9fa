"""Marks of certainty lead to the definition of their time, and can be counted."""

from io import StringIO
from typing import Any

from django.core.management import call_command
from django.core.management.base import CommandError

from articles.extensions.registries import embeds
from cases import importing
from cases.extensions.embed_record import RecordEmbed
from cases.models import Source
from cases.tests.world import (
    LAWS,
    SOURCES,
    WorldTestCase,
    case_data,
    overview_data,
    statistic,
)

NOW, BEFORE = 'href="/p/certainty">', 'href="/p/certainty/v/1">'


def stated(certainty: str, field: str = "holding") -> dict[str, Any]:
    statement = {"field": field, "certainty": certainty, "sources": ["paper"]}
    return {"provenance": [statement]}


class DefinitionTests(WorldTestCase):
    def load_before(self) -> None:
        importing.load_case(
            case_data("old-case", **stated("probable")),
            self.mei,
            as_published_before=True,
        )

    def test_each_mark_of_a_case_leads_to_the_definition(self) -> None:
        page = self.client.get("/cases/ma-v-company")
        self.assertContains(page, f"<a {NOW}Confirmed</a>")
        self.assertNotContains(page, BEFORE)
        chinese = self.client.get("/zh-hans/cases/ma-v-company")
        self.assertContains(chinese, '<a href="/zh-hans/p/certainty">已证实</a>')

    def test_a_grade_of_the_past_leads_to_the_definition_of_its_time(self) -> None:
        self.load_before()
        page = self.client.get("/cases/old-case")
        self.assertContains(page, f"<a {BEFORE}Probable</a>")
        self.assertContains(
            self.client.get("/cases/"),
            f'<a class="certainty probable" {BEFORE}Probable</a>',
        )

    def test_so_does_every_other_mark_of_that_version_after_a_correction(self) -> None:
        self.load_before()
        importing.load_case(
            case_data("old-case", **stated("reported")),
            self.mei,
            change="correction",
            note="Graded by its sources.",
        )
        self.assertContains(self.client.get("/cases/old-case"), f"<a {NOW}Reported</a>")
        former = self.client.get("/cases/old-case/v/1")
        self.assertContains(former, f"<a {BEFORE}Probable</a>")
        self.assertContains(former, f"<a {BEFORE}How sure a fact is</a>")

    def test_a_place_in_a_collection_leads_to_it_too(self) -> None:
        page = self.client.get("/cases/collections/typical-2024")
        self.assertContains(page, f"<a {NOW}Probably in the collection</a>")
        case = self.client.get("/cases/wei-v-guo")
        self.assertContains(case, f"{NOW}Probably in the collection</a>")

    def test_so_do_figures_on_their_page_and_in_a_text(self) -> None:
        figures = [statistic("accepted", 113, certainty="reported")]
        importing.load_overview(overview_data(statistics=figures), self.mei)
        mark = f'<a class="certainty reported" {NOW}Reported</a>'
        page = self.client.get("/cases/overviews/figures-2024")
        self.assertContains(page, mark)
        embed = embeds["overview"]
        assert isinstance(embed, RecordEmbed)
        state = embed.newest("figures-2024")
        assert state is not None
        self.assertIn(mark, embed.html(state, "figures-2024", "en"))

    def test_so_does_a_law(self) -> None:
        fact = {"field": "in_force_on", "certainty": "reported", "sources": ["paper"]}
        importing.load_laws([{**LAWS[0], "provenance": [fact]}], self.mei)
        page = self.client.get("/laws/pipl")
        self.assertContains(page, f"<a {NOW}Reported</a>")

    def test_a_case_in_a_text_says_how_sure_its_holding_is(self) -> None:
        importing.load_case(case_data(**stated("reported")), self.mei)
        embed = embeds["case"]
        state = embed.newest("ma-v-company")
        assert state is not None
        html = embed.html(state, "ma-v-company", "en")
        self.assertIn('<p class="certainty reported">', html)
        self.assertIn(f"<a {NOW}Reported</a>", html)

    def test_a_feed_says_it_too(self) -> None:
        importing.load_case(case_data(**stated("reported")), self.mei)
        feed = self.client.get("/cases/feed.json").content.decode()
        self.assertIn("/p/certainty", feed)

    def test_machines_are_told_where_the_grades_are_defined(self) -> None:
        data = self.client.get("/cases/overviews/figures-2024.json").json()
        self.assertTrue(data["certainty_defined_at"].endswith("/p/certainty"))


class SourceListTests(WorldTestCase):
    def test_a_source_is_named_with_its_kind_and_state(self) -> None:
        page = self.client.get("/cases/ma-v-company")
        self.assertContains(page, ">official text</small>)")
        self.assertContains(
            page, ">press, damaged or reworded copy; on record, not linked</small>)"
        )

    def test_an_address_that_nobody_opened_is_marked(self) -> None:
        importing.load_sources([{**SOURCES[0], "address_checked": False}], self.mei)
        for page in ("/cases/ma-v-company", "/cases/sources"):
            response = self.client.get(page)
            self.assertContains(response, "address as cited, not checked")

    def test_a_source_without_an_address_says_why(self) -> None:
        reason = {"en": "In print only.", "zh-hans": "仅有纸质版。"}
        printed = {**SOURCES[0], "url": "", "no_address": reason}
        importing.load_sources([printed], self.mei)
        for page in ("/cases/ma-v-company", "/cases/sources"):
            self.assertContains(self.client.get(page), "In print only.")
            self.assertContains(self.client.get(f"/zh-hans{page}"), "仅有纸质版。")

    def test_a_copy_names_the_source_whose_text_it_is(self) -> None:
        importing.load_sources([{**SOURCES[2], "copy_of": "paper"}], self.mei)
        page = self.client.get("/cases/sources")
        self.assertContains(page, 'href="#source-paper"')


class CommandTests(WorldTestCase):
    def check(self, *options: str) -> str:
        out = StringIO()
        call_command("check_certainty", *options, stdout=out)
        return out.getvalue()

    def test_it_prints_fact_grade_and_sources(self) -> None:
        table = self.check()
        self.assertIn(
            "case:ma-v-company · facts · confirmed · court-site, copy "
            "(allowed: confirmed)",
            table,
        )
        self.assertIn("collection:typical-2024 · items 2 · probable", table)
        self.assertIn("0 broken.", table)

    def test_it_fails_if_a_mark_claims_more_than_its_sources_allow(self) -> None:
        Source.objects.filter(key="court-site").update(text_of="blog")
        importing.load_sources([SOURCES[0]], self.mei)
        importing.load_sources([{**SOURCES[0], "text_of": "blog"}], self.mei)
        out = StringIO()
        with self.assertRaisesMessage(CommandError, "marks are broken"):
            call_command("check_certainty", "--broken", stdout=out)
        self.assertIn(
            "BROKEN case:ma-v-company · facts · confirmed · court-site, copy: "
            "at most unconfirmed.",
            out.getvalue(),
        )
        self.assertNotIn("unidentified", out.getvalue())

    def test_a_version_from_before_the_grades_is_counted_as_broken(self) -> None:
        importing.load_case(
            case_data("old-case", **stated("probable")),
            self.mei,
            as_published_before=True,
        )
        with self.assertRaises(CommandError):
            self.check()

    def test_laws_and_courts_are_checked_too(self) -> None:
        fact = {"field": "in_force_on", "certainty": "confirmed", "sources": ["paper"]}
        law = {**LAWS[0], "provenance": [fact]}
        importing.load_laws([law], self.mei, as_published_before=True)
        with self.assertRaisesMessage(CommandError, "1 of"):
            self.check()
