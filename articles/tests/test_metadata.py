"""What pages tell machines: JSON-LD and Open Graph."""

import datetime as dt
import json
import re
from typing import Any

import time_machine
from django.test import SimpleTestCase
from django.utils.html import escape
from hypothesis import given
from hypothesis import strategies as st

from articles.models import Edition, Version
from articles.presentation.json_ld import (
    SITE_NAME,
    og_locale,
    open_graph,
    script,
    structured_data,
)
from cjo.lib.locales import CHINA
from cjo.test import BaseTestCase

SITE = "http://127.0.0.1:8000"
MORNING = dt.datetime(2026, 11, 24, 9, tzinfo=CHINA)
DAY = {"dated": dt.date(2024, 12, 18), "dated_precision": "day"}
BYLINES = [
    {"role": "aut", "name": "Du", "url": "/contributors/du", "native_name": "杜"},
    {"role": "aut", "name": "The team", "url": "/contributors/team", "kind": "team"},
    {"role": "trl", "name": "Meng", "url": "/contributors/meng"},
    {"role": "edt", "name": "Lin", "url": ""},
]


def data_of(element: str) -> Any:
    found = re.fullmatch(
        r'<script type="application/ld\+json">(.*)</script>', element, re.DOTALL
    )
    assert found, element
    return json.loads(found[1])


def current(edition: Edition) -> Version:
    edition.refresh_from_db()
    assert edition.current_version is not None
    return edition.current_version


class StructuredDataTests(BaseTestCase):
    def describe(self, edition: Edition, **facts: Any) -> list[Any]:
        version = current(edition)
        assert edition.article.slug  # brought with the edition, as views do
        with self.assertNumQueries(0):
            data = data_of(structured_data(edition, version, **facts))
        self.assertEqual(data["@context"], "https://schema.org")
        graph: list[Any] = data["@graph"]
        return graph

    def test_it_describes_an_article(self) -> None:
        with time_machine.travel(MORNING):
            edition = self.make_published(work=DAY)
        (text,) = self.describe(edition, bylines=BYLINES, sections=["Insights"])
        for key, value in {
            "@type": "NewsArticle",
            "@id": edition.tag,
            "headline": "Court opens",
            "description": "A court opened its doors.",
            "inLanguage": "en",
            "url": f"{SITE}/a/court-opens",
            "datePublished": "2024-12-18",
            "dateModified": "2024-12-18T12:00:00+08:00",
            "version": 1,
            "license": f"{SITE}/p/reuse",
            "articleSection": ["Insights"],
            "translator": [
                {"@type": "Person", "name": "Meng", "url": f"{SITE}/contributors/meng"}
            ],
            "editor": [{"@type": "Person", "name": "Lin"}],
        }.items():
            self.assertEqual(text[key], value, key)
        self.assertEqual(text["publisher"]["name"], SITE_NAME)
        du, team = text["author"]
        self.assertEqual((du["@type"], du["alternateName"]), ("Person", "杜"))
        self.assertEqual(team["@type"], "Organization")
        self.assertNotIn("correction", text)

    def test_a_day_before_1901_is_at_noon_as_in_feeds(self) -> None:
        old = {"dated": dt.date(1899, 5, 3), "dated_precision": "day"}
        (text,) = self.describe(self.make_published("old", work=old))
        self.assertEqual(text["dateModified"], "1899-05-03T12:00:00+08:00")

    def test_it_dates_no_more_exactly_than_is_known(self) -> None:
        month = {"dated": dt.date(2024, 12, 1), "dated_precision": "month"}
        (text,) = self.describe(self.make_published("month", work=month))
        self.assertEqual(text["datePublished"], "2024-12")
        with time_machine.travel(
            dt.datetime(2026, 11, 24, 9, tzinfo=CHINA), tick=False
        ):
            unknown = self.make_published("unknown")
        (text,) = self.describe(unknown)
        # the feed has no date of it either
        self.assertNotIn("datePublished", text)
        self.assertEqual(text["dateModified"], "2026-11-24T09:00:00+08:00")
        self.republish(unknown, body="It opened.")
        (text,) = self.describe(unknown)
        self.assertNotIn("datePublished", text)

    def test_it_says_what_was_corrected(self) -> None:
        edition = self.make_published(work=DAY)
        self.republish(edition, "correction", "It was autumn.", body="In autumn.")
        self.republish(edition, "typo", body="In the autumn.")
        page = self.client.get("/a/court-opens")
        comments = page.context["changes"].corrections
        (text,) = self.describe(edition, corrections=comments)
        (correction,) = text["correction"]
        self.assertEqual(correction["@type"], "CorrectionComment")
        self.assertEqual(correction["text"], "It was autumn.")
        self.assertContains(page, '"correction":[{"@type":"CorrectionComment"')

    def test_it_says_what_it_is_based_on_and_translated_from(self) -> None:
        english = self.make_published(
            work=DAY,
            based_on_relation="rewritten",
            based_on_title="A report",
            based_on_url="https://example.org/report",
        )
        chinese = self.make_published(
            language="zh-hans",
            method="machine",
            translated_from=current(english),
        )
        (text,) = self.describe(english, translations=["en", "zh-hans"])
        self.assertEqual(
            text["isBasedOn"],
            {
                "@type": "CreativeWork",
                "name": "A report",
                "url": "https://example.org/report",
            },
        )
        self.assertEqual(
            [work["url"] for work in text["workTranslation"]],
            [f"{SITE}/zh-hans/a/court-opens"],
        )
        (text,) = self.describe(chinese, translations=["en", "zh-hans"])
        self.assertEqual(text["inLanguage"], "zh-Hans")
        self.assertNotIn("workTranslation", text)
        self.assertEqual(
            text["translationOfWork"],
            {
                "@type": "NewsArticle",
                "inLanguage": "en",
                "url": f"{SITE}/a/court-opens/v/1",
                "version": 1,
            },
        )

    def test_an_organisation_is_no_editor(self) -> None:
        edition = self.make_published(work=DAY)
        team = {"role": "edt", "name": "The team", "url": "", "kind": "team"}
        (text,) = self.describe(edition, bylines=[team])
        self.assertNotIn("editor", text)
        self.assertEqual(
            text["contributor"], [{"@type": "Organization", "name": "The team"}]
        )

    def test_an_article_without_a_picture_has_the_card(self) -> None:
        (text,) = self.describe(self.make_published(work=DAY))
        self.assertEqual(text["image"]["url"], f"{SITE}/static/images/card.png")
        page = self.client.get("/a/court-opens").content.decode()
        self.assertIn(f'"og:image" content="{SITE}/static/images/card.png"', page)
        (about,) = self.describe(self.make_published("about", work={"kind": "page"}))
        self.assertNotIn("image", about)

    def test_a_page_is_a_web_page(self) -> None:
        edition = self.make_published("about", work={"kind": "page"})
        (text,) = self.describe(edition, sections=["Insights"])
        self.assertEqual(text["@type"], "WebPage")
        self.assertEqual(text["name"], "Court opens")
        self.assertEqual(text["url"], f"{SITE}/p/about")
        self.assertNotIn("articleSection", text)

    def test_it_numbers_the_breadcrumbs(self) -> None:
        crumbs = [
            {"name": "Front page", "url": "/"},
            {"name": "Court opens", "url": ""},
        ]
        edition = self.make_published(work=DAY)
        _text, steps = self.describe(edition, breadcrumbs=crumbs)
        self.assertEqual(steps["@type"], "BreadcrumbList")
        self.assertEqual(
            [(step["position"], step["item"]) for step in steps["itemListElement"]],
            [(1, f"{SITE}/"), (2, f"{SITE}/a/court-opens")],
        )

    def test_no_text_ends_the_element_early(self) -> None:
        hostile = "</script><script>alert(1)</script><!-- &amp; ]]>"
        edition = self.make_published(work=DAY, title=hostile)
        element = structured_data(edition, current(edition))
        self.assertEqual(element.count("<"), 2)
        self.assertEqual(data_of(element)["@graph"][0]["headline"], hostile)


class ScriptTests(SimpleTestCase):
    @given(st.text())
    def test_any_text_comes_back_as_it_was(self, text: str) -> None:
        element = script({"text": text})
        self.assertEqual(data_of(element), {"text": text})
        self.assertEqual(element.count("<"), 2)


class OpenGraphTests(BaseTestCase):
    def test_it_names_language_and_time(self) -> None:
        edition = self.make_published(work=DAY)
        self.assertEqual(
            open_graph(edition, current(edition)),
            [("og:locale", "en_GB"), ("article:published_time", "2024-12-18")],
        )

    def test_each_language_has_a_country_as_open_graph_wants_it(self) -> None:
        for language, wanted in (("nl", "nl_NL"), ("ar", "ar_EG"), ("ja", "ja_JP")):
            self.assertEqual(og_locale(language), wanted)


class MetadataOnPagesTests(BaseTestCase):
    def test_the_article_page_carries_both(self) -> None:
        self.make_published(work=DAY, title="“Court” & <opens>")
        page = self.client.get("/a/court-opens").content.decode()
        (element,) = re.findall(r"<script.*?</script>", page, re.DOTALL)
        text = data_of(element)["@graph"][0]
        self.assertEqual(text["headline"], "“Court” & <opens>")
        self.assertIn('<meta property="og:type" content="article">', page)
        self.assertIn('<meta property="og:locale" content="en_GB">', page)
        self.assertIn(f'content="{escape("“Court” & <opens>")}"', page)
        self.assertIn(f'<link rel="canonical" href="{SITE}/a/court-opens">', page)

    def test_it_names_other_languages_only_where_the_text_exists(self) -> None:
        self.make_published(work=DAY)
        page = self.client.get("/a/court-opens").content.decode()
        self.assertNotIn('hreflang="zh-Hans" href="http', page)
        self.make_published(language="zh-hans")
        page = self.client.get("/a/court-opens").content.decode()
        for language, path in (
            ("en", ""),
            ("zh-Hans", "/zh-hans"),
            ("x-default", ""),
        ):
            self.assertIn(
                f'<link rel="alternate" hreflang="{language}" '
                f'href="{SITE}{path}/a/court-opens">',
                page,
            )

    def test_it_links_the_feed_of_the_site(self) -> None:
        self.make_published(work=DAY)
        self.assertContains(
            self.client.get("/a/court-opens"),
            '<link rel="alternate" type="application/atom+xml" href="/feed.atom"',
        )
