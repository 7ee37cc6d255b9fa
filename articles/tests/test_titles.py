"""Titles of the archive: one quiet list, and nowhere among the texts."""

import re

from articles.models import Category, CategoryText, Edition, ListCount
from articles.publishing import update_article
from articles.publishing.list_counts import count_titles_once
from articles.tests.feed_reading import find, read
from cjo.test import BaseTestCase

ORIGINAL = "https://example.org/a/old"
LISTING = {"kind": "listing", "dated": "2018-06-01", "dated_precision": "day"}


class TitlesTests(BaseTestCase):
    category: Category
    listing: Edition

    @classmethod
    def setUpTestData(cls) -> None:
        super().setUpTestData()
        this = cls()
        cls.category = Category.objects.create(slug="trends")
        CategoryText.objects.create(category=cls.category, language="en", name="Trends")
        person = this.make_contributor("du", "Du")
        article = this.make_article("old", **LISTING)
        article.contributions.create(contributor=person)
        cls.listing = this.make_title("old", "Old title", f"[Old title]({ORIGINAL})")
        this.make_published("new", work={"dated": "2026-11-30"}, title="New text")
        for slug in ("old", "new"):
            update_article(
                this.edition(slug).article, by=this.mei, categories=[cls.category]
            )

    def edition(self, slug: str) -> Edition:
        return Edition.objects.get(article__slug=slug, language="en")

    def make_title(self, slug: str, title: str, source: str = "") -> Edition:
        sources = f"- {source}" if source else ""
        work = {"kind": "listing"}
        return self.make_published(
            slug, work=work, title=title, abstract="", body="", sources=sources
        )

    def words(self, path: str) -> str:
        html = self.client.get(path).content.decode()
        return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", "", html))

    def test_the_archive_names_each_with_person_date_and_one_link_out(self) -> None:
        page = self.client.get("/archive/titles")
        self.assertContains(page, "From the archive of China Justice Observer")
        self.assertContains(page, f'<a href="{ORIGINAL}" rel="external">')
        self.assertContains(page, 'datetime="2018-06-01"')
        self.assertContains(page, 'href="/contributors/du"')
        self.assertNotContains(page, 'href="/a/old')
        self.assertNotContains(page, "New text")

    def test_the_foot_of_every_page_leads_there(self) -> None:
        for path in ("/", "/a/new", "/search"):
            foot = self.client.get(path).content.decode().rpartition("<footer")[2]
            self.assertIn('<a href="/archive/titles">From the archive', foot)

    def test_undated_titles_follow_from_a_to_z(self) -> None:
        for slug, title in (("b", "Beta"), ("a", "alpha"), ("c", "Gamma")):
            self.make_title(slug, title)
        page = self.words("/archive/titles")
        titles = ("Old title", "alpha", "Beta", "Gamma")
        places = [page.index(title) for title in titles]
        self.assertEqual(places, sorted(places))

    def test_a_link_to_another_page_is_not_taken_for_the_original(self) -> None:
        self.make_title("b", "Beta", "Beta, on [the front page](https://example.org/)")
        page = self.client.get("/archive/titles")
        self.assertContains(page, "<span>Beta</span>")

    def test_the_chinese_archive_shows_english_titles_as_such(self) -> None:
        page = self.client.get("/zh-hans/archive/titles")
        self.assertContains(page, "中司观察旧文目录")
        self.assertContains(page, 'rel="external" lang="en">Old title</a>')

    def test_the_chinese_archive_names_people_in_chinese(self) -> None:
        team = self.listing.article.contributions.get().contributor
        page = self.client.get("/zh-hans/archive/titles")
        self.assertContains(page, 'lang="en">Du</a>')
        team.texts.create(language="zh-hans", name="杜国栋")
        page = self.client.get("/zh-hans/archive/titles?again")
        self.assertContains(page, ">杜国栋</a>")
        self.assertNotContains(page, 'lang="zh-Hans">杜')

    def test_it_is_no_part_of_latest_which_leads_there(self) -> None:
        page = self.client.get("/latest")
        self.assertNotContains(page, "Old title")
        self.assertContains(page, "1 entry")
        self.assertContains(page, 'href="/archive/titles"')
        self.assertNotContains(self.client.get("/"), "Old title")
        entries = find(read(self.client, "/feed.atom"), "a:entry/a:title")
        self.assertEqual(entries, ["New text"])

    def test_lists_of_a_section_a_person_and_a_year_name_it_apart(self) -> None:
        for path in ("/t/trends", "/contributors/du", "/archive/2018"):
            page = self.client.get(path)
            main = page.content.decode().partition("<main")[2]
            apart = main.partition('id="titles"')
            self.assertNotIn("Old title", apart[0], path)
            self.assertIn("Old title", apart[2], path)
            self.assertIn("Title only", apart[2], path)
        self.assertContains(self.client.get("/contributors/"), "Du")

    def test_its_page_answers_and_offers_no_file_and_no_neighbours(self) -> None:
        page = self.client.get("/a/old")
        self.assertContains(page, f'href="{ORIGINAL}"')
        for words in ("Save as PDF", "Cite", "Original text", "Markdown", "ld+json"):
            self.assertNotContains(page, words)
        self.assertNotContains(page, 'rel="next"')
        self.assertNotContains(page, "You might also like")
        self.assertNotContains(self.client.get("/a/new"), "Old title")
        self.assertNotContains(self.client.get("/a/old/history"), ".pdf")
        for path in ("/a/old.pdf", "/a/old.md", "/a/old/v/1", "/a/old/v/1.json"):
            self.assertEqual(self.client.get(path).status_code, 200, path)

    def test_the_search_says_that_it_is_a_title_and_leads_to_its_row(self) -> None:
        page = self.client.get("/search?q=Old+title")
        self.assertContains(page, 'href="/archive/titles#old"')
        self.assertContains(page, "1 Jun 2018 · Title only")

    def test_a_listing_that_becomes_an_article_moves(self) -> None:
        update_article(self.listing.article, by=self.mei, kind="article")
        self.assertContains(self.client.get("/latest"), "Old title")
        self.assertNotContains(self.client.get("/archive/titles"), "Old title")
        self.assertContains(self.client.get("/latest"), "2 entries")

    def test_the_counts_of_an_older_site_are_made_anew_once(self) -> None:
        ListCount.objects.all().delete()
        ListCount.objects.create(list="latest", language="en", number=2)
        count_titles_once()
        self.assertContains(self.client.get("/latest"), "1 entry")

    def test_the_archive_asks_six_queries_for_one_and_for_many(self) -> None:
        for number in range(12):
            if number in (0, 11):
                with self.assertPageQueries(5):
                    self.client.get("/archive/titles")
            self.make_title(f"n{number}", f"Title {number}")
