"""Embeds: records in a text, in each language, from frozen states."""

import re

from django.test import override_settings

from articles.extensions.registries import embeds
from articles.extensions.types import RecordState
from articles.pdf.blocks import text_of
from articles.pdf.from_html import from_html
from cases import importing
from cases.tests.world import collection_data, load_world, overview_data, statistic
from cjo.test import BaseTestCase

STYLE = re.compile(r"\sstyle=|<script|<style|\son\w+=", re.IGNORECASE)


class EmbedTests(BaseTestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        super().setUpTestData()
        load_world(cls.mei)

    def state(self, name: str, argument: str) -> RecordState:
        state = embeds[name].newest(argument)
        assert state is not None
        return state

    def html(self, name: str, argument: str, language: str = "en") -> str:
        html = embeds[name].html(self.state(name, argument), argument, language)
        self.assertNotRegex(html, STYLE)
        return str(html)

    def test_all_four_are_registered(self) -> None:
        self.assertLessEqual({"overview", "collection", "case", "figure"}, set(embeds))

    def test_an_unknown_record_is_none(self) -> None:
        for name in ("overview", "collection", "case"):
            self.assertIsNone(embeds[name].newest("nowhere"))
        for argument in ("figures-2024", "figures-2024/nothing", "nowhere/accepted"):
            self.assertIsNone(embeds["figure"].newest(argument))

    def test_a_state_that_never_was_is_a_key_error(self) -> None:
        with self.assertRaises(KeyError):
            embeds["overview"].at("figures-2024", 2)

    def test_the_panel_is_a_figure_with_a_real_table(self) -> None:
        html = self.html("overview", "figures-2024")
        self.assertIn('<figure class="overview"', html)
        self.assertIn("<figcaption", html)
        self.assertIn('<th scope="row" role="rowheader">', html)
        self.assertIn('<tr role="row" id="figures-2024-companies">', html)
        self.assertIn("<b>113</b> Cases accepted", html)

    def test_a_list_that_prints_its_own_numbers_has_no_others(self) -> None:
        # a reader's own style sheet, or none, numbers the items of an `ol`
        for name, argument in (
            ("overview", "figures-2024"),
            ("collection", "typical-2024"),
            ("case", "ma-v-company"),
        ):
            self.assertNotIn("<ol", self.html(name, argument))

    def test_a_row_has_base_share_and_bar(self) -> None:
        html = self.html("overview", "figures-2024")
        self.assertIn("84.1%<small>of 113</small>", html)
        self.assertIn('<rect width="84.1%" height="100%"/>', html)

    @override_settings(LANGUAGES_READY=["en", "fr"])
    def test_the_length_of_a_bar_is_a_number_of_html_in_every_language(self) -> None:
        html = self.html("overview", "figures-2024", "fr")
        self.assertIn('<rect width="84.1%" height="100%"/>', html)

    def test_a_printed_share_stands_beside_only_if_it_differs(self) -> None:
        html = self.html("overview", "figures-2024")
        self.assertIn("over 80%", html)
        self.assertEqual(html.count(">84.1%<"), 1)

    def test_a_share_is_as_a_source_in_the_language_of_the_page_prints_it(self) -> None:
        chinese = self.html("overview", "figures-2024", "zh-hans")
        # the Chinese paper prints 84.1%, which is the computed share
        self.assertNotIn("over 80%", chinese)
        printed = [
            {"text": "over 80%", "language": "en", "source": "court-site"},
            {"text": "八成多", "language": "zh-hans", "source": "paper"},
        ]
        figures = [
            statistic("accepted", 113),
            statistic("companies", 95, "accepted", printed=printed),
        ]
        importing.load_overview(overview_data(statistics=figures), self.mei)
        chinese = self.html("overview", "figures-2024", "zh-hans")
        self.assertIn("八成多", chinese)
        self.assertNotIn("over 80%", chinese)
        english = self.html("overview", "figures-2024")
        self.assertIn("over 80%", english)
        self.assertNotIn("八成多", english)

    def test_a_printed_share_that_cannot_be_right_is_said_to_be_so(self) -> None:
        printed = [{"text": "48.1%", "language": "en", "source": "paper"}]
        figures = [
            statistic("accepted", 113),
            statistic("companies", 95, "accepted", printed=printed),
        ]
        importing.load_overview(overview_data(statistics=figures), self.mei)
        html = self.html("overview", "figures-2024")
        self.assertIn("48.1%", html)
        self.assertIn("does not follow from the figures", html)

    def test_words_that_are_our_translation_are_said_to_be_on_paper_too(self) -> None:
        printed = [{"text": "over 80%", "language": "en", "source": "paper"}]
        figures = [
            statistic("accepted", 113),
            statistic("companies", 95, "accepted", printed=printed),
        ]
        importing.load_overview(overview_data(statistics=figures), self.mei)
        html = self.html("overview", "figures-2024")
        (*_others, table) = from_html(html, base_url="https://site.example/")["blocks"]
        assert table["type"] == "table"
        printed_share = text_of(table["rows"][-1]["cells"][-1])
        self.assertEqual(printed_share, "over 80% [2] our translation")

    def test_the_panel_links_its_sources_and_downloads(self) -> None:
        html = self.html("overview", "figures-2024")
        self.assertIn('href="https://court.example/briefing"', html)
        self.assertIn('href="/cases/overviews/figures-2024/v/1.csv"', html)
        self.assertIn('href="/cases/overviews/figures-2024/v/1.json"', html)

    def test_each_mark_leads_to_the_entry_of_its_source(self) -> None:
        html = self.html("overview", "figures-2024")
        entry = "overview-figures-2024-sources-1"
        self.assertIn(f'<a href="#{entry}" aria-label="Source 1">1</a>', html)
        self.assertEqual(html.count(f'<li id="{entry}">'), 1)

    def test_a_group_says_by_how_much_its_parts_miss_the_base(self) -> None:
        groups = [
            {"key": "caseload", "texts": {"en": {"label": "Caseload"}}},
            {"key": "who", "parts": True, "texts": {"en": {"label": "Who"}}},
        ]
        figures = [
            statistic("accepted", 113),
            statistic("companies", 95, "accepted", group="who"),
            statistic("persons", 7, "accepted", group="who"),
        ]
        data = overview_data(groups=groups, statistics=figures)
        importing.load_overview(data, self.mei)
        html = self.html("overview", "figures-2024")
        self.assertIn("The parts differ from their base by 11.", html)

    def test_in_chinese_what_is_not_translated_is_english_and_says_so(self) -> None:
        html = self.html("overview", "figures-2024", "zh-hans")
        self.assertIn("2024年数据", html)
        self.assertIn("企业", html)
        self.assertIn('<span lang="en">Cases accepted</span>', html)
        self.assertIn('href="/zh-hans/cases/overviews/figures-2024"', html)

    def test_a_figure_is_the_number_in_the_table(self) -> None:
        html = self.html("figure", "figures-2024/companies")
        self.assertIn(">95</a>", html)
        self.assertIn("/cases/overviews/figures-2024/v/1#figures-2024-companies", html)
        self.assertIn('</a><span role="note">', html)
        self.assertIn("95 of 113, 84.1%", html)

    def test_a_figure_can_be_its_share(self) -> None:
        self.assertIn(">84.1%</a>", self.html("figure", "figures-2024/companies/share"))
        self.assertIsNone(embeds["figure"].newest("figures-2024/accepted/share"))

    def test_a_figure_keeps_the_state_that_a_version_froze(self) -> None:
        frozen = self.state("figure", "figures-2024/accepted")
        importing.load_overview(
            overview_data(statistics=[statistic("accepted", 114)]), self.mei
        )
        old = embeds["figure"].at("figures-2024/accepted", frozen.number)
        html = embeds["figure"].html(old, "figures-2024/accepted", "en")
        self.assertIn(">113</a>", html)
        self.assertEqual(old.hash, frozen.hash)

    def test_the_cards_say_how_sure_each_case_is(self) -> None:
        html = self.html("collection", "typical-2024")
        self.assertIn("1 of 3 confirmed, 1 probable", html)
        self.assertIn('<li class="card confirmed">', html)
        self.assertIn("Probably in the collection", html)
        self.assertNotIn("card unidentified", html)
        # the page of the collection asks for sources
        self.assertNotIn("write to us", html)
        page = self.client.get("/cases/collections/typical-2024")
        self.assertContains(page, "write to us")

    def test_the_places_without_a_case_are_one_line_with_their_numbers(self) -> None:
        html = self.html("collection", "typical-2024")
        line = '<p class="certainty unidentified">Not yet identified: 1 of 3</p>'
        self.assertIn(line, html)
        items = collection_data()["items"]
        items[1] |= {"certainty": "confirmed", "sources": ["court-site"]}
        items[1]["official_number"] = 2
        importing.load_collection(collection_data(items=items), self.mei)
        line = "Not yet identified: 1 of 3 (number 3)"
        self.assertIn(line, self.html("collection", "typical-2024"))
        items[1] = {"position": 2, "certainty": "unidentified"}
        importing.load_collection(collection_data(items=items), self.mei)
        html = self.html("collection", "typical-2024", "zh-hans")
        self.assertIn("尚未查明：3件中的2件（第2和3号）", html)

    def test_a_probable_place_says_why_in_a_text_too(self) -> None:
        html = self.html("collection", "typical-2024")
        self.assertIn('<p class="reason">The facts match the briefing.</p>', html)
        self.assertEqual(html.count("Probably in the collection"), 1)
        page = self.client.get("/cases/collections/typical-2024")
        self.assertContains(page, "The facts match the briefing.")

    def test_a_single_case_is_one_card_with_its_facts(self) -> None:
        html = self.html("case", "ma-v-company")
        (cards,) = from_html(html, base_url="https://site.example/")["blocks"]
        assert cards["type"] == "cards"
        (card,) = cards["items"]
        self.assertIn("Holding", text_of(card["text"]))
        self.assertNotIn("</ul>", html.partition("Holding")[0])

    def test_numbered_come_first_and_unidentified_last(self) -> None:
        html = self.html("collection", "typical-2024")
        places = [
            html.index(word) for word in ("Pre-ticked", "Stolen papers", "Not yet")
        ]
        self.assertEqual(places, sorted(places))

    def test_decisions_beside_the_set_are_never_counted(self) -> None:
        html = self.html("collection", "typical-2024")
        related = html.index("Related decisions")
        self.assertGreater(html.index("Hiring list"), related)

    def test_a_card_carries_the_second_language(self) -> None:
        english = self.html("collection", "typical-2024")
        self.assertIn('<p lang="zh-Hans">自动勾选同意</p>', english)
        chinese = self.html("collection", "typical-2024", "zh-hans")
        self.assertIn('<p lang="en">Pre-ticked consent</p>', chinese)

    def test_a_source_that_is_not_public_is_never_linked(self) -> None:
        for name, argument in (
            ("case", "ma-v-company"),
            ("collection", "typical-2024"),
            ("overview", "figures-2024"),
        ):
            self.assertNotIn("copies.example", self.html(name, argument))

    def test_notes_and_sources_of_cards_stand_on_the_page_of_the_set(self) -> None:
        html = self.html("collection", "typical-2024")
        self.assertNotIn("Fits the theme.", html)
        self.assertIn('href="/cases/collections/typical-2024"', html)
        page = self.client.get("/cases/collections/typical-2024")
        self.assertContains(page, "Fits the theme.")
        self.assertContains(page, "https://court.example/briefing")

    def test_a_card_on_paper_has_its_number_and_its_certainty(self) -> None:
        html = self.html("collection", "typical-2024")
        cards, unidentified, related = from_html(
            html, base_url="https://site.example/"
        )["blocks"]
        assert cards["type"] == "cards"
        assert unidentified["type"] == "quote"
        assert related["type"] == "cards"
        self.assertEqual([card["mark"] for card in cards["items"]], ["1", "◐"])
        self.assertEqual(
            [card.get("certainty", "") for card in cards["items"]],
            ["Confirmed", "Probably in the collection"],
        )
        self.assertEqual(text_of(cards["items"][0]["title"]), "Pre-ticked consent")
        self.assertEqual(text_of(related["items"][0]["title"]), "Hiring list")
        self.assertIn("Not counted", text_of(related.get("intro", [])))

    def test_figures_on_paper_end_at_one_edge(self) -> None:
        html = self.html("overview", "figures-2024")
        numerals, table = from_html(html, base_url="https://site.example/")["blocks"]
        assert numerals["type"] == "numerals"
        assert table["type"] == "table"
        self.assertEqual(
            numerals["items"][0], {"value": "113", "label": "Cases accepted"}
        )
        label, number, share, *_others = table["rows"][-1]["cells"]
        self.assertEqual(text_of(label), "Companies [1]")
        self.assertEqual((text_of(number), text_of(share)), ("95", "84.1% of 113"))

    def test_it_names_the_subjects_it_speaks_of(self) -> None:
        case = embeds["case"].subjects(self.state("case", "ma-v-company"))
        self.assertEqual(case[0], ("case", "ma-v-company"))
        self.assertIn(("provision", "pipl/13"), case)
        collection = embeds["collection"]
        named = collection.subjects(self.state("collection", "typical-2024"))
        self.assertIn(("case", "wei-v-guo"), named)
        self.assertIn(("court", "internet-court"), named)
