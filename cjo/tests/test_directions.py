"""The language and the direction of every passage, on each kind of page."""

from collections.abc import Iterator

from django.test import Client, override_settings
from lxml import etree, html

from cjo.demo.loading import load
from cjo.lib.languages import CODES, get_language
from cjo.test import BaseTestCase
from cjo.tests.crawl import SEED, UNLISTED, Page, get, kinds_of_pages

FEEDS = ("/ar/feed.atom", "/ar/cases/feed.atom", "/ar/corrections/feed.atom")


@override_settings(LANGUAGES_READY=["en", "zh-hans", "ar"])
class DirectionTests(BaseTestCase):
    pages: list[Page]

    @classmethod
    def setUpTestData(cls) -> None:
        super().setUpTestData()
        with override_settings(LANGUAGES_READY=["en", "zh-hans", "ar"]):
            assert load().refused == []
            client = Client()
            paths = [*kinds_of_pages(), *UNLISTED, "/he/latest", "/search?q=محكمة"]
            beside = [f"{SEED}/beside/ar", f"/ar{SEED}/beside/en"]
            cls.pages = [get(client, path) for path in beside] + [
                get(client, prefix + path)
                for prefix in ("", "/ar", "/zh-hans")
                for path in paths
                if not (prefix and path.startswith("/he"))
            ]

    def test_what_runs_the_other_way_has_its_direction(self) -> None:
        for page in self.pages:
            with self.subTest(page=page.path):
                self.assertEqual([*without_direction(page.root)], [])

    def test_no_passage_repeats_the_language_around_it(self) -> None:
        for page in self.pages:
            with self.subTest(page=page.path):
                self.assertEqual([*repeated(page.root)], [])

    def test_an_arabic_page_is_read_from_the_right(self) -> None:
        for page in self.pages:
            expected = "rtl" if page.path.startswith("/ar/") else "ltr"
            if page.language in ("ar", "en", "zh-Hans"):
                with self.subTest(page=page.path):
                    self.assertEqual(page.root.get("dir", "ltr"), expected)

    def test_the_content_of_an_arabic_feed_names_its_direction(self) -> None:
        for path in FEEDS:
            feed = etree.fromstring(self.client.get(path).content)
            contents = [each.text for each in feed.iter("{*}content")]
            self.assertTrue(contents, path)
            for content in contents:
                with self.subTest(feed=path):
                    root = html.fragment_fromstring(content)
                    self.assertEqual((root.get("lang"), root.get("dir")), ("ar", "rtl"))
                    self.assertEqual([*without_direction(root)], [])
                    self.assertEqual([*repeated(root)], [])


def without_direction(root: html.HtmlElement) -> Iterator[str]:
    """Yield each element whose language runs the other way than the text around it."""
    for element in root.iterdescendants():
        language = element.get("lang")
        if language and not element.get("dir"):
            around = next(
                each.get("dir") for each in element.iterancestors() if each.get("dir")
            )
            if direction_of(language) != around:
                yield described(element)


def repeated(root: html.HtmlElement) -> Iterator[str]:
    for element in root.iterdescendants():
        around = (each.get("lang") for each in element.iterancestors())
        if element.get("lang") and element.get("lang") == next(filter(None, around)):
            yield described(element)


def described(element: html.HtmlElement) -> str:
    return f"{element.tag} {dict(element.attrib)}: {element.text_content().strip()}"


def direction_of(tag: str) -> str:
    code = tag.lower()
    return get_language(code).direction if code in CODES else "ltr"
