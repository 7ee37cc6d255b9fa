"""Which feeds there are, how little an unchanged one costs, and their directory."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import time_machine
from django.db import connection
from django.test import override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation
from lxml import etree

from articles.feeds import explained, feed_links
from articles.models import (
    Category,
    CategoryText,
    Contribution,
    ContributorText,
    Edition,
    Series,
    SeriesText,
    Subject,
    SubjectText,
)
from articles.publishing import change_slug, withdraw
from articles.tests.feed_reading import find, read, texts
from cjo.test import BaseTestCase

FULL, UNCHANGED = 12, 4  # queries, at most
PATHS = (
    "/feed",
    "/t/insights/feed",
    "/t/judges/feed",
    "/contributors/du/feed",
    "/courts/internet/feed",
    "/laws/pipl/feed",
    "/corrections/feed",
)


def subject(kind: str, key: str, label: str = "") -> Subject:
    made = Subject.objects.create(kind=kind, key=key, url=f"/{kind}s/{key}")
    if label:
        SubjectText.objects.create(subject=made, language="en", label=label)
    return made


class _Channels(BaseTestCase):
    def setUp(self) -> None:
        self.category = Category.objects.create(slug="insights")
        CategoryText.objects.create(
            category=self.category, language="en", name="Insights"
        )
        self.series = Series.objects.create(slug="judges")
        SeriesText.objects.create(series=self.series, language="en", name="Judges")
        self.person = self.make_contributor("du", "Guodong Du")
        self.court = subject("court", "internet", "Internet Court")
        self.law = subject("law", "pipl", "PIPL")
        self.provision = subject("provision", "pipl/13", "PIPL, Art. 13")

    def make_everywhere(
        self, slug: str = "court-opens", kind: str = "article", **changes: Any
    ) -> Edition:
        """Publish an article that is in every channel."""
        work = {"series": self.series, "dated": dt.date(2024, 12, 18), "kind": kind}
        work["dated_precision"] = "day"
        edition = self.make_edition(slug, work=work, **changes)
        edition.article.categories.add(self.category)
        edition.about.set([self.court, self.provision])
        Contribution.objects.create(article=edition.article, contributor=self.person)
        self.republish(edition, "first")
        self.republish(edition, "correction", "It was wrong.", body="Now right.")
        return edition


class ChannelTests(_Channels):
    def test_each_brings_what_is_its_own_in_both_formats(self) -> None:
        self.make_everywhere()
        self.make_published("other", title="Another court")
        for path in PATHS:
            for form in ("atom", "rss"):
                with self.subTest(path=path, form=form):
                    count = len(texts(read(self.client, f"{path}.{form}")))
                    self.assertEqual(count, 2 if path == "/feed" else 1)

    def test_each_names_itself_and_the_page_it_follows(self) -> None:
        titles = [
            find(read(self.client, f"{path}.atom"), "a:title")[0] for path in PATHS
        ]
        site = "China Justice Observer"
        names = ["Insights", "Judges", "Guodong Du", "Internet Court", "PIPL"]
        self.assertEqual(titles[0], site)
        self.assertEqual(titles[1:6], [f"{name} · {site}" for name in names])
        atom = read(self.client, "/courts/internet/feed.atom")
        self.assertEqual(
            find(atom, "a:link[@rel='alternate']/@href"),
            ["http://127.0.0.1:8000/courts/internet"],
        )

    def test_an_unknown_one_is_not_found(self) -> None:
        for path in PATHS[1:6]:
            space = path.split("/")[1]
            response = self.client.get(f"/{space}/unknown/feed.atom")
            self.assertEqual(response.status_code, 404)

    def test_a_mention_of_an_older_version_does_not_count(self) -> None:
        edition = self.make_everywhere()
        edition.about.clear()
        self.republish(edition, "typo", body="Now it is right.")
        self.assertEqual(texts(read(self.client, "/courts/internet/feed.atom")), [])

    def test_a_correction_is_an_entry_of_the_log_and_a_withdrawal_too(self) -> None:
        edition = self.make_everywhere()
        withdraw(edition.article, by=self.mei, note="It was invented.")
        atom = read(self.client, "/corrections/feed.atom")
        self.assertEqual(
            find(atom, "a:entry/a:title"),
            ["Withdrawn: Court opens", "Corrected: Court opens"],
        )
        self.assertEqual(
            find(atom, "a:entry/a:summary"), ["It was invented.", "It was wrong."]
        )
        self.assertEqual(
            find(atom, "a:entry/a:id"), [f"{edition.tag}/v/{n}" for n in (3, 2)]
        )


class UnchangedTests(_Channels):
    @contextmanager
    def assertQueries(self, most: int) -> Iterator[None]:
        with CaptureQueriesContext(connection) as queries:
            yield
        self.assertLessEqual(len(queries), most)

    def test_a_full_one_asks_twelve_queries_at_most_an_unchanged_one_four(self) -> None:
        self.make_everywhere("one")
        self.make_everywhere("two")
        for path in PATHS:
            for form in ("atom", "rss"):
                address = f"{path}.{form}"
                with self.subTest(address=address):
                    with self.assertQueries(FULL):
                        first = self.client.get(address)
                    with self.assertQueries(UNCHANGED):
                        again = self.client.get(
                            address, headers={"if-none-match": first.headers["ETag"]}
                        )
                    self.assertEqual(again.status_code, 304)
                    with self.assertQueries(UNCHANGED):
                        again = self.client.get(
                            address,
                            headers={
                                "if-modified-since": first.headers["Last-Modified"]
                            },
                        )
                    self.assertEqual(again.status_code, 304)
                    self.assertEqual(again.content, b"")
                    for name in ("ETag", "Last-Modified", "Cache-Control"):
                        self.assertEqual(again.headers[name], first.headers[name])

    def test_it_says_for_how_long_and_by_which_keys_it_may_be_kept(self) -> None:
        response = self.client.get("/t/insights/feed.rss")
        self.assertEqual(response.headers["Cache-Control"], "public, max-age=60")
        self.assertEqual(
            response.headers["Surrogate-Key"], f"category-{self.category.pk}-en"
        )
        self.assertFalse(response.cookies)
        self.assertEqual(response.headers["Vary"], "Accept-Encoding")

    def test_each_changes_with_what_it_brings(self) -> None:
        edition = self.make_everywhere()
        for act in (
            lambda: self.republish(edition, "typo", body="Now right again."),
            lambda: change_slug(edition.article, "moved", by=self.mei),
            lambda: withdraw(edition.article, by=self.mei, note="Invented."),
        ):
            before = [self.client.get(f"{path}.atom").headers["ETag"] for path in PATHS]
            act()
            for path, etag in zip(PATHS, before, strict=True):
                with self.subTest(path=path):
                    response = self.client.get(
                        f"{path}.atom", headers={"if-none-match": etag}
                    )
                    self.assertEqual(response.status_code, 200)

    def test_each_stays_as_it_is_when_something_else_changes(self) -> None:
        self.make_everywhere()
        before = [self.client.get(f"{path}.atom").headers["ETag"] for path in PATHS]
        self.make_published("other")
        for path, etag in list(zip(PATHS, before, strict=True))[1:]:
            with self.subTest(path=path):
                response = self.client.get(
                    f"{path}.atom", headers={"if-none-match": etag}
                )
                self.assertEqual(response.status_code, 304)
                self.assertNotIn("Content-Length", response)

    def test_it_has_the_same_bytes_at_any_time(self) -> None:
        self.make_everywhere()
        for path in PATHS:
            for form in ("atom", "rss"):
                first = self.client.get(f"{path}.{form}").content
                with time_machine.travel("2031-01-01T00:00:00Z"):
                    self.assertEqual(self.client.get(f"{path}.{form}").content, first)

    def test_another_address_of_the_site_makes_it_another_feed(self) -> None:
        etag = self.client.get("/feed.atom").headers["ETag"]
        with override_settings(SITE_URL="https://observer.example"):
            response = self.client.get("/feed.atom", headers={"if-none-match": etag})
        self.assertEqual(response.status_code, 200)

    def test_it_can_be_asked_for_its_head_and_not_be_written_to(self) -> None:
        self.assertEqual(self.client.head("/feed.atom").status_code, 200)
        self.assertEqual(self.client.post("/feed.atom").status_code, 405)
        refused = self.client.get("/feed.atom", headers={"if-match": '"other"'})
        self.assertEqual(refused.status_code, 412)


class DirectoryTests(_Channels):
    def test_a_reader_can_import_all_of_them(self) -> None:
        self.make_everywhere()
        response = self.client.get("/feeds.opml")
        self.assertContains(self.client.get("/feeds"), 'href="/feeds.opml"')
        outlines = etree.fromstring(response.content).findall("body/outline")
        self.assertEqual(
            [outline.get("xmlUrl") for outline in outlines],
            [f"http://127.0.0.1:8000{line.atom_url}" for line in explained("en")],
        )
        for outline in outlines:
            self.assertEqual(outline.get("type"), "rss")
            self.assertTrue(outline.get("text"))
            page = str(outline.get("htmlUrl")).removeprefix("http://127.0.0.1:8000")
            if "/courts/" not in page and "/laws/" not in page:
                self.assertEqual(self.client.get(page).status_code, 200, page)

    def test_it_names_every_feed_that_brings_something(self) -> None:
        Category.objects.create(slug="empty")
        edition = self.make_everywhere()
        edition.about.set([self.court, self.law])
        self.republish(edition, body="Now quite right.")
        with self.assertNumQueries(5):
            lines = explained("en")
        self.assertEqual(
            [line.atom_url for line in lines],
            [f"{p}.atom" for p in PATHS[:3]]
            + [
                "/courts/internet/feed.atom",
                "/laws/pipl/feed.atom",
                "/contributors/du/feed.atom",
                "/corrections/feed.atom",
            ],
        )
        self.assertEqual(lines[1].title, "Insights")

    def test_it_names_none_that_would_be_empty(self) -> None:
        edition = self.make_everywhere(kind="listing")
        self.assertEqual(edition.article.kind, "listing")
        self.assertEqual(
            [line.atom_url for line in explained("en")],
            ["/feed.atom", "/corrections/feed.atom"],
        )

    def test_a_law_is_told_of_where_one_of_its_articles_is(self) -> None:
        Subject.objects.filter(pk=self.provision.pk).update(part_of=self.law)
        self.make_everywhere()
        self.assertIn(
            "/laws/pipl/feed.atom", [feed.atom_url for feed in explained("en")]
        )

    def test_it_speaks_of_each_language_by_itself(self) -> None:
        self.make_everywhere()
        with translation.override("zh-hans"):
            lines = explained("zh-hans")
        self.assertEqual(
            [line.rss_url for line in lines],
            ["/zh-hans/feed.rss", "/zh-hans/corrections/feed.rss"],
        )

    def test_a_name_that_is_alike_everywhere_stands_in_one_language_alone(self) -> None:
        ContributorText.objects.create(
            contributor=self.person, language="zh-hans", name="", biography="法官"
        )
        edition = self.make_edition(language="zh-hans")
        Contribution.objects.create(article=edition.article, contributor=self.person)
        self.republish(edition, "first")
        atom = read(self.client, "/zh-hans/contributors/du/feed.atom")
        title = find(atom, "a:title")[0]
        self.assertEqual(title, "Guodong Du · China Justice Observer")
        line = explained("zh-hans")[1]
        self.assertEqual((line.title, line.language), ("Guodong Du", "en"))

    def test_pages_link_every_format(self) -> None:
        links = feed_links("topic_feed", "insights", title="Insights")
        self.assertEqual(
            [link.href for link in links],
            [
                reverse(f"topic_feed_{form}", args=["insights"])
                for form in ("atom", "rss", "json")
            ],
        )
