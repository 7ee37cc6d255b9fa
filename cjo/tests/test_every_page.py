"""Every address of the demo's sitemap, and each kind of page that it does not list."""

import re
from collections import Counter

from django.conf import settings
from django.test import Client

from cjo.demo.loading import load
from cjo.test import BaseTestCase
from cjo.tests.crawl import UNLISTED, Page, get, kinds_of_pages, sitemap

LARGEST_FIRST_VIEW = 14 * 1024  # bytes: what a server sends before it waits
WITH_WEEKDAY = re.compile(r"\b(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d|\d日(周|星期)")
TIME = re.compile(r"\d:[0-5]\d(?!\d)")
TIME_WITH_ZONE = re.compile(r"\d:\d\d Beijing time|北京时间\d+年\d+月\d+日 \d+:\d\d")
LONGEST_DATE = len("Wed, 18 Sept 2024")
TEAM = "/contributors/cjo-staff-contributors-team"


class EveryPageTests(BaseTestCase):
    pages: list[Page]
    listed: dict[str, dict[str, str]]

    @classmethod
    def setUpTestData(cls) -> None:
        super().setUpTestData()
        assert load().refused == []
        client = Client()
        cls.listed = sitemap(client)
        unlisted = [prefix + path for prefix in ("", "/zh-hans") for path in UNLISTED]
        # a language that is not ready has the help page
        paths = [*cls.listed, *unlisted, "/ar/latest"]
        cls.pages = [get(client, path) for path in paths]

    def test_the_first_view_is_small_and_waits_for_one_sheet(self) -> None:
        for page in self.pages:
            with self.subTest(page=page.path):
                self.assertEqual(len(page.sheets), 1)
                self.assertLessEqual(page.first_view, LARGEST_FIRST_VIEW)

    def test_a_page_loads_nothing_from_elsewhere_and_runs_no_script(self) -> None:
        policy = self.client.get("/").headers["Content-Security-Policy"]
        rules = dict(rule.split(maxsplit=1) for rule in policy.split("; "))
        self.assertEqual(set(rules.values()), {"'none'", "'self'"})
        self.assertEqual(rules["default-src"], "'none'")
        self.assertNotIn("script-src", rules)
        # a tool reads robots.txt from within the page
        self.assertEqual(rules["connect-src"], "'self'")

    def test_readers_get_the_same_bytes_each_time(self) -> None:
        gzipped = {"Accept-Encoding": "gzip"}
        for path in ("/", "/zh-hans/latest", "/cases/", "/p/about"):
            answers = {self.client.get(path, headers=gzipped).content for _ in "123456"}
            self.assertEqual(len(answers), 1, path)

    def test_the_desk_hides_the_lengths_of_its_pages(self) -> None:
        self.client.force_login(self.mei)
        lengths = {
            len(self.client.get("/admin/", headers={"Accept-Encoding": "gzip"}).content)
            for _ in range(8)
        }
        self.assertGreater(len(lengths), 1)

    def test_what_search_engines_may_list_says_in_short_what_it_is(self) -> None:
        for page in self.indexable():
            with self.subTest(page=page.path):
                shortest = 12 if page.language == "zh-Hans" else 40
                self.assertGreaterEqual(len(page.description), shortest)
                self.assertLessEqual(len(page.description), 500)

    def test_a_link_to_any_page_shows_a_title_and_what_the_page_is(self) -> None:
        for path in kinds_of_pages():
            for prefix in ("", "/zh-hans"):
                page = get(self.client, prefix + path)
                with self.subTest(page=page.path):
                    self.assertEqual(page.status, 200)
                    title, description = page.shared_as
                    self.assertTrue(title)
                    self.assertEqual(description, page.description)
                    self.assertNotIn(description, {"", title})

    def test_no_two_pages_have_the_same_title_or_description(self) -> None:
        for language in ("en", "zh-Hans"):
            pages = [page for page in self.indexable() if page.language == language]
            for texts in (
                Counter(page.title for page in pages),
                Counter(page.description for page in pages),
            ):
                self.assertEqual(
                    [text for text, times in texts.items() if times > 1], []
                )

    def test_page_and_sitemap_name_the_same_languages(self) -> None:
        for page in self.pages:
            if page.path in self.listed:
                with self.subTest(page=page.path):
                    self.assertEqual(page.status, 200)
                    self.assertTrue(page.is_indexable)
                    self.assertEqual(page.canonical, settings.SITE_URL + page.path)
                    self.assertEqual(page.alternates, self.listed[page.path])

    def test_other_languages_of_a_page_exist_and_name_it_too(self) -> None:
        for page in self.indexable():
            with self.subTest(page=page.path):
                self.assertIn(page.canonical, page.alternates.values())
                for address in set(page.alternates.values()):
                    other = get(self.client, address.removeprefix(settings.SITE_URL))
                    self.assertEqual(other.status, 200)
                    self.assertEqual(other.alternates, page.alternates)

    def test_articles_datasets_and_people_say_what_they_are(self) -> None:
        for page in self.indexable():
            for item in page.structured:
                with self.subTest(page=page.path, type=item["@type"]):
                    if item["@type"] == "NewsArticle":
                        self.assertTrue(item["image"]["url"].startswith("http"))
                        editors = item.get("editor", [])
                        self.assertEqual(
                            {each["@type"] for each in editors} - {"Person"}, set()
                        )
                    if item["@type"] == "Dataset":
                        self.assertGreaterEqual(len(item["description"]), 50)

    def test_the_site_and_its_people_are_described(self) -> None:
        pages = {page.path: page for page in self.pages}
        for path, wanted in (
            ("/", ["WebSite"]),
            ("/zh-hans/", ["WebSite"]),
            ("/contributors/meng-yu", ["ProfilePage", "Person"]),
            (f"/zh-hans{TEAM}", ["ProfilePage", "Organization"]),
        ):
            found = [item["@type"] for item in pages[path].structured]
            self.assertEqual(found, wanted)
        _page, team = pages[f"/zh-hans{TEAM}"].structured
        self.assertEqual(team["@id"], settings.SITE_URL + TEAM)
        people = pages["/contributors/"].structured
        self.assertIn(team["@id"], {item["@id"] for item in people})

    def test_each_kind_of_feed_is_named_once(self) -> None:
        for page in self.pages:
            names = page.attributes("//dl[contains(@class, 'feeds')]//dt/text()")
            self.assertEqual(len(names), len(set(names)))

    def test_a_date_within_a_sentence_has_no_weekday(self) -> None:
        for page in self.pages:
            for element in page.root.iter("p", "li", "span", "dd", "td", "div"):
                # elements of a list of facts are no sentence
                words = "".join(element.xpath("text() | time//text()")).strip()
                if WITH_WEEKDAY.search(words):
                    with self.subTest(page=page.path):
                        self.assertLessEqual(len(words), LONGEST_DATE, words)
            self.assertNotRegex(page.description, WITH_WEEKDAY)

    def test_quotation_marks_and_apostrophes_are_curly(self) -> None:
        for page in self.pages:
            with self.subTest(page=page.path):
                for text in (page.title, page.description, page.words):
                    self.assertNotRegex(text, r".{,40}['\"].{,20}")

    def test_every_time_of_day_has_its_zone_and_one_for_machines(self) -> None:
        for page in self.pages:
            with self.subTest(page=page.path):
                self.assertNotRegex(TIME_WITH_ZONE.sub("", page.words), TIME)
                for element in page.root.iter("time"):
                    if TIME.search(element.text_content()):
                        self.assertRegex(element.get("datetime"), r"T\d\d:\d\d:\d\dZ$")

    def indexable(self) -> list[Page]:
        """Return the pages that stand for themselves in a search engine."""
        return [
            page
            for page in self.pages
            if page.is_indexable and page.canonical == settings.SITE_URL + page.path
        ]
