"""The sitemap: what search engines may show, each with its other languages."""

import datetime as dt
from typing import Any
from unittest import mock

import time_machine
from django.test import override_settings
from lxml import etree

from articles.models import Category, CategoryText, Contribution, Series
from articles.publishing import withdraw
from articles.views.sitemaps import SITEMAPS, SiteSitemap
from cjo.lib.locales import CHINA
from cjo.test import BaseTestCase

SITE = "http://127.0.0.1:8000"
NAMES = {
    "s": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "x": "http://www.w3.org/1999/xhtml",
}


class SitemapTests(BaseTestCase):
    def read(self, path: str) -> Any:
        response = self.client.get(path)
        self.assertEqual(response.status_code, 200)
        self.assertEqual(response.headers["Content-Type"], "application/xml")
        return etree.fromstring(response.content)

    def addresses(self, part: str) -> list[str]:
        found = self.read_sitemap(part).xpath("//s:loc", namespaces=NAMES)
        return [loc.text.removeprefix(SITE) for loc in found]

    def test_the_index_names_each_part_that_holds_anything(self) -> None:
        self.make_published()
        index = self.read("/sitemap.xml")
        found = [loc.text for loc in index.xpath("//s:loc", namespaces=NAMES)]
        self.assertTrue(
            any(each.startswith(f"{SITE}/sitemap-articles.xml") for each in found)
        )
        self.assertIn(f"{SITE}/sitemap-entrances.xml", found)
        self.assertNotIn(f"{SITE}/sitemap-pages.xml", found)

    def test_every_part_can_be_read_even_when_empty(self) -> None:
        for part in ("entrances", *SITEMAPS, "cases", "collections", "overviews"):
            with self.subTest(part=part):
                self.read(f"/sitemap-{part}.xml")
        self.assertEqual(self.client.get("/sitemap-unknown.xml").status_code, 404)

    def test_an_article_stands_in_it_once_for_each_language_it_has(self) -> None:
        self.make_published("english")
        self.make_published("both")
        self.make_published("both", "zh-hans")
        self.assertEqual(
            self.addresses("articles"),
            ["/a/english", "/a/both", "/zh-hans/a/both"],
        )
        root = self.read_sitemap("articles")
        for url in root.xpath("s:url[contains(s:loc, 'both')]", namespaces=NAMES):
            links = url.xpath("x:link", namespaces=NAMES)
            self.assertEqual(
                {link.get("hreflang"): link.get("href") for link in links},
                {
                    "en": f"{SITE}/a/both",
                    "zh-Hans": f"{SITE}/zh-hans/a/both",
                    "x-default": f"{SITE}/a/both",
                },
            )

    def test_it_has_no_default_where_there_is_no_english(self) -> None:
        self.make_published("chinese", "zh-hans")
        root = self.read_sitemap("articles")
        found = root.xpath("//x:link/@hreflang", namespaces=NAMES)
        self.assertEqual(found, ["zh-Hans"])

    def test_it_hides_drafts_listings_and_what_was_withdrawn(self) -> None:
        self.make_edition("draft")
        self.make_published("listing", work={"kind": "listing"})
        gone = self.make_published("gone")
        withdraw(gone.article, by=self.mei, note="It was wrong.")
        self.make_published("page", work={"kind": "page"})
        self.assertEqual(self.addresses("articles"), [])
        self.assertEqual(self.addresses("pages"), ["/p/page"])

    def test_it_dates_by_what_a_reader_would_notice(self) -> None:
        with time_machine.travel(dt.datetime(2026, 11, 24, 9, tzinfo=CHINA)):
            edition = self.make_published()
        with time_machine.travel(dt.datetime(2026, 11, 25, 9, tzinfo=CHINA)):
            self.republish(edition, "typo", body="The court opened.")
        root = self.read_sitemap("articles")
        found = root.xpath("//s:lastmod/text()", namespaces=NAMES)
        self.assertEqual(found, ["2026-11-24"])

    def test_lists_stand_in_it_where_they_hold_something(self) -> None:
        category = Category.objects.create(slug="insights")
        CategoryText.objects.create(category=category, language="en", name="Insights")
        Category.objects.create(slug="empty")
        series = Series.objects.create(slug="judges")
        edition = self.make_edition(work={"series": series})
        edition.article.categories.add(category)
        Contribution.objects.create(
            article=edition.article, contributor=self.make_contributor("du", "Du")
        )
        self.republish(edition, "first")
        self.assertEqual(self.addresses("categories"), ["/t/insights"])
        self.assertEqual(self.addresses("series"), ["/t/judges"])
        self.assertEqual(self.addresses("contributors"), ["/contributors/du"])

    def test_entrances_lead_into_each_ready_language(self) -> None:
        found = self.addresses("entrances")
        self.assertIn("/", found)
        self.assertIn("/zh-hans/feeds", found)
        self.assertNotIn("/fr/feeds", found)

    def test_a_list_is_an_entrance_where_it_is_not_empty(self) -> None:
        lists = ("latest", "contributors/", "corrections", "cases/", "laws/")
        found = self.addresses("entrances")
        for name in lists:
            self.assertNotIn(f"/{name}", found)
        edition = self.make_published()
        self.republish(edition, "correction", "It was autumn.", body="In autumn.")
        found = self.addresses("entrances")
        self.assertIn("/latest", found)
        self.assertIn("/corrections", found)
        self.assertNotIn("/zh-hans/latest", found)
        self.assertNotIn("/zh-hans/corrections", found)

    def test_a_large_part_comes_in_pages(self) -> None:
        for number in range(3):
            self.make_published(f"article-{number}")
        with mock.patch.object(SiteSitemap, "limit", 2):
            index = self.read("/sitemap.xml")
            found = [loc.text for loc in index.xpath("//s:loc", namespaces=NAMES)]
            pages = [each for each in found if "articles" in each]
            self.assertEqual(len(pages), 2)
            for page in pages:
                part = self.read(page.removeprefix(SITE))
                size = len(part.xpath("//s:url", namespaces=NAMES))
                self.assertIn(size, (1, 2))
            self.assertEqual(len(self.addresses("articles")), 3)
            for page in ("99999", "x", "9" * 5000):
                response = self.client.get(f"/sitemap-articles.xml?p={page}")
                self.assertEqual(response.status_code, 404)

    def test_it_asks_the_same_few_queries_however_many_there_are(self) -> None:
        for number in range(5):
            self.make_published(f"article-{number}")
        with self.assertNumQueries(3):
            self.client.get("/sitemap-articles.xml")

    @override_settings(SITE_URL="https://observer.example")
    def test_it_takes_addresses_from_the_settings_never_from_the_host(self) -> None:
        self.make_published()
        for path in ("/sitemap.xml", "/sitemap-articles.xml", "/robots.txt"):
            response = self.client.get(path, headers={"host": "localhost"})
            self.assertNotContains(response, "localhost")
            self.assertContains(response, "https://observer.example/")
