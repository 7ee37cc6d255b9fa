"""The front page: what it shows, never twice, and nothing that is empty."""

import datetime as dt
from typing import Any

from lxml import html

from articles.models import Article, Category, CategoryText, Edition
from articles.publishing import withdraw
from cases import importing
from cases.models import Case, Overview
from cases.publishing import withdraw as withdraw_record
from cases.tests.world import (
    case_data,
    load_reference,
    load_world,
    overview_data,
    statistic,
)
from cjo.test import BaseTestCase

FRONT_QUERIES = 16  # twelve for menu and articles, two for records and a correction
EARLIER: dict[str, Any] = {
    "period": {"start": "2018-01-01", "end": "2023-01-01", "precision": "year"},
    "texts": {"en": {"label": "Earlier cases accepted"}},
}
HEADLINE = "More cases in a year, 113, than in the five before, 58"


class FrontPageTestCase(BaseTestCase):
    def page(self, path: str = "/") -> html.HtmlElement:
        return html.document_fromstring(self.client.get(path).content.decode())

    def headings(self, path: str = "/") -> list[str]:
        found = self.page(path).xpath("//main//*[self::h2 or self::h3]")
        return [" ".join(heading.text_content().split()) for heading in found]

    def make_dated(
        self, slug: str, day: int, *, categories: tuple[Category, ...] = ()
    ) -> Edition:
        article = self.make_article(
            slug, dated=dt.date(2024, 1, day), dated_precision="day"
        )
        article.categories.add(*categories)
        return self.make_published(slug, title=f"On {slug}")

    def make_category(self, slug: str, position: int) -> Category:
        category = Category.objects.create(slug=slug, position=position)
        CategoryText.objects.create(category=category, language="en", name=slug.title())
        return category


class EmptySiteTests(FrontPageTestCase):
    def test_a_new_site_offers_the_case_numbers_and_no_empty_part(self) -> None:
        for path, heading in (
            ("/", "What does this case number say?"),
            ("/zh-hans/", "这个案号说明什么？"),
        ):
            self.assertEqual(self.headings(path), [heading])
            self.assertEqual(self.client.get(path).status_code, 200)

    def test_its_promise_leads_to_pages_that_exist(self) -> None:
        links = self.page().xpath("//p[@class='promise']/a/@href")
        self.assertEqual(links, ["/cases/sources", "/corrections", "/cases/"])
        for link in links:
            self.assertEqual(self.client.get(link).status_code, 200)

    def test_an_article_alone_is_the_lead_and_nothing_else(self) -> None:
        self.make_dated("courts", 1)
        self.assertEqual(
            self.headings(), ["On courts", "What does this case number say?"]
        )

    def test_records_alone_fill_the_page(self) -> None:
        load_reference(self.mei)
        importing.load_overview(overview_data(), self.mei)
        self.assertEqual(
            self.headings(), ["Figures of 2024", "What does this case number say?"]
        )
        self.assertTrue(self.page().xpath("//section[contains(@class, 'full')]"))


class ArticlesTests(FrontPageTestCase):
    def test_no_piece_is_there_twice(self) -> None:
        news, law = self.make_category("news", 1), self.make_category("law", 2)
        for day in range(1, 12):
            self.make_dated(f"n{day}", day, categories=(news, law))
        titles = [title for title in self.headings() if title.startswith("On ")]
        self.assertEqual(len(titles), len(set(titles)))
        self.assertEqual(
            titles,
            [f"On n{day}" for day in (11, 10, 9, 8, 7, 6, 5, 4, 3)],
        )

    def test_a_section_with_a_single_piece_left_is_not_opened(self) -> None:
        news = self.make_category("news", 1)
        for day in range(1, 7):
            self.make_dated(f"n{day}", day, categories=(news,))
        headings = self.headings()
        self.assertNotIn("News", headings)
        # what the section would have shown is among the latest
        self.assertIn("On n1", headings)

    def test_a_section_shows_two_pieces_that_are_nowhere_else(self) -> None:
        news, law = self.make_category("news", 1), self.make_category("law", 2)
        for day in range(1, 4):
            self.make_dated(f"law{day}", day, categories=(law,))
        for day in range(10, 16):
            self.make_dated(f"n{day}", day, categories=(news,))
        headings = self.headings()
        start = headings.index("Law")
        self.assertEqual(headings[start + 1 : start + 3], ["On law3", "On law2"])

    def test_listings_and_withdrawn_texts_are_never_shown(self) -> None:
        self.make_dated("kept", 1)
        self.make_article("entry", kind="listing")
        self.make_published("entry", title="A title only")
        self.make_dated("gone", 3)
        article = Article.objects.get(slug="gone")
        withdraw(article, by=self.mei, note="It was wrong.")
        headings = self.headings()
        self.assertIn("On kept", headings)
        self.assertNotIn("A title only", headings)
        self.assertNotIn("On gone", headings)

    def test_an_article_of_unknown_date_is_not_called_late(self) -> None:
        self.make_dated("lead", 2)
        self.make_dated("dated", 1)
        self.make_published("undated", title="Of no known date")
        page = self.client.get("/")
        self.assertNotContains(page, "Of no known date")
        self.assertNotContains(page, "Date unknown")

    def test_what_is_wrong_on_the_site_is_told_in_a_line(self) -> None:
        wrong, gone = self.make_dated("wrong", 3), self.make_dated("gone", 4)
        note = "It named the wrong court. It was another."
        self.republish(wrong, "correction", note, body="Another court.")
        # a text that nobody can read any more is named in the log alone
        withdraw(gone.article, by=self.mei, note="It is gone.")
        (line,) = self.page().xpath("//p[contains(@class, 'correction')]")
        words = " ".join(line.text_content().split())
        self.assertIn("It named the wrong court.", words)
        self.assertEqual(line.xpath("a/@href")[-1], "/corrections")


class RecordsTests(FrontPageTestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        super().setUpTestData()
        load_world(cls.mei)

    def load_windows(self, later: int = 113, earlier: int = 58, **period: Any) -> None:
        window = {**EARLIER, "period": {**EARLIER["period"], **period}}
        figures = [
            statistic("accepted", later, headline=True),
            statistic("concluded", 50, "accepted", headline=True),
            statistic("accepted-earlier", earlier, **window),
        ]
        data = overview_data(statistics=figures)
        importing.load_overview(data, self.mei, note="More were counted.")

    def test_the_finding_is_a_headline_over_two_bars(self) -> None:
        self.load_windows()
        self.assertIn(HEADLINE, self.headings())
        (table,) = self.page().xpath("//table")
        cells = [
            [" ".join(cell.text_content().split()) for cell in row]
            for row in table.xpath(".//tr")
        ]
        self.assertEqual([cell[-1] for cell in cells], ["113", "58"])
        self.assertTrue(cells[0][0].startswith("October"))
        self.assertEqual(table.xpath(".//rect/@width"), ["100.00%", "51.33%"])
        self.assertEqual(table.findtext("caption"), "Cases accepted")
        for link in table.xpath(".//td/a/@href"):
            address, row = link.split("#")
            self.assertContains(self.client.get(address), f'id="{row}"')

    def test_it_warns_that_the_windows_may_overlap_and_names_the_source(self) -> None:
        self.load_windows()
        page = self.client.get("/")
        self.assertContains(page, "may overlap: their figures are never added")
        self.assertContains(page, "Source: The court, “Briefing”")

    def test_windows_that_cannot_overlap_need_no_warning(self) -> None:
        self.load_windows(end="2022-12-31", start="2018-01-01", precision="day")
        self.assertNotContains(self.client.get("/"), "overlap")

    def test_it_claims_nothing_that_the_rows_do_not_say(self) -> None:
        for changes in (
            {"later": 58, "earlier": 113},
            {"later": 58, "earlier": 58},
            {"end": "2018-01-01"},  # one year, not several
            {"start": "2010-01-01", "end": "2015-01-01"},  # years long before
        ):
            self.load_windows(**changes)
            with self.subTest(changes):
                self.assertNotIn("More cases", " ".join(self.headings()))
                self.assertIn("Figures of 2024", self.headings())

    def test_it_is_told_in_chinese(self) -> None:
        self.load_windows()
        self.assertIn("一年收案113件，此前五年58件", self.headings("/zh-hans/"))

    def test_three_cases_are_shown_with_their_certainty(self) -> None:
        sure = [
            {"field": "holding", "certainty": "confirmed", "sources": ["court-site"]}
        ]
        importing.load_case(
            case_data("sure", provenance=sure, decided_on="2025-01-01"), self.mei
        )
        cards = self.page().xpath("//li[contains(@class, 'card')]")
        self.assertEqual(len(cards), 3)
        marks = [" ".join(card.text_content().split())[-9:] for card in cards]
        self.assertEqual(marks[0], "Confirmed")
        self.assertTrue(marks[1].endswith("Unknown"))

    def test_a_withdrawn_case_is_gone_from_it(self) -> None:
        texts = {"en": {"title": "A new case"}}
        data = case_data("new", decided_on="2025-01-01", texts=texts)
        importing.load_case(data, self.mei)
        self.assertIn("A new case", self.headings())
        withdraw_record(Case.objects.get(slug="new"), by=self.mei, note="Wrong.")
        self.assertNotIn("A new case", self.headings())

    def test_the_box_explains_the_number_of_a_case_shown(self) -> None:
        (form,) = self.page().xpath("//form[contains(@class, 'ask')]")
        self.assertEqual(form.get("action"), "/cases/number")
        (example,) = form.xpath("following-sibling::p/a")
        self.assertEqual(example.text, "(2023)京0491民初1号")
        answer = self.client.get(example.get("href"))
        self.assertContains(answer, "Pre-ticked consent")
        meanings = form.xpath("following-sibling::dl//dd/text()")
        self.assertIn("Beijing Internet Court", meanings)

    def test_it_is_made_anew_when_anything_on_it_changes(self) -> None:
        keys = self.client.get("/").headers["Surrogate-Key"].split()
        self.assertEqual(keys, ["latest-en", "overviews", "cases", "corrections"])

    def test_it_asks_few_queries_however_much_there_is(self) -> None:
        self.load_windows()
        importing.load_overview(overview_data(slug="other"), self.mei)
        categories = [self.make_category(f"c{place}", place) for place in range(4)]
        for day in range(1, 25):
            self.make_dated(f"n{day}", day, categories=(categories[day % 4],))
        withdraw_record(Overview.objects.get(slug="other"), by=self.mei, note="Wrong.")
        self.client.get("/")
        with self.assertPageQueries(FRONT_QUERIES):
            self.client.get("/")
