"""The date of the event beside that of the text: the same in every output."""

import json
import re
from typing import Any

from articles.models import Edition, Version
from articles.pdf.edition import printed_document
from articles.presentation.markdown import markdown_of
from articles.publishing import update_article, withdraw
from articles.tests.feed_reading import find, read
from cjo.test import BaseTestCase

WRITTEN = {"dated": "2026-11-30", "dated_precision": "day"}
DATES = {**WRITTEN, "happened": "2025-01-08", "happened_precision": "day"}
LINE = "Written 30 Nov 2026 · Event 8 Jan 2025"


def _current(edition: Edition) -> Version:
    edition.refresh_from_db()
    assert edition.current_version is not None
    return edition.current_version


class EventDateTests(BaseTestCase):
    def words(self, path: str) -> str:
        html = self.client.get(path).content.decode()
        return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", "", html))

    def test_pages_and_lists_show_both_dates(self) -> None:
        self.make_published(work=DATES)
        for path in ("/a/court-opens", "/latest", "/archive/2026", "/search?q=court"):
            self.assertIn(LINE, self.words(path), path)

    def test_a_text_without_an_event_shows_its_date_alone(self) -> None:
        self.make_published(work=WRITTEN)
        page = self.words("/a/court-opens")
        self.assertIn("Mon, 30 Nov 2026", page)
        self.assertNotIn("Written", page)

    def test_an_event_of_an_undated_text_is_shown_as_exactly_as_it_is_known(
        self,
    ) -> None:
        event = {"happened": "2015-12-01", "happened_precision": "month"}
        self.make_published(work={"dated_precision": "unknown", **event})
        self.assertIn("Event December 2015", self.words("/a/court-opens"))

    def test_pdf_markdown_and_feeds_show_it(self) -> None:
        version = _current(self.make_published(work=DATES))
        self.assertEqual(printed_document(version)["dateline"], LINE)
        self.assertIn("happened: '2025-01-08'\n", markdown_of(version))
        (content,) = find(read(self.client, "/feed.atom"), "a:entry/a:content")
        self.assertIn("Event 8 Jan 2025", content)

    def test_json_ld_tells_what_time_the_text_is_about(self) -> None:
        self.make_published(work={**DATES, "happened_precision": "month"})
        html = self.client.get("/a/court-opens").content.decode()
        data = re.search(r'<script type="application/ld\+json">(.*?)</script>', html)
        assert data is not None
        text: dict[str, Any] = json.loads(data[1])["@graph"][0]
        self.assertEqual(text["temporalCoverage"], "2025-01")
        self.assertEqual(text["datePublished"], "2026-11-30")

    def test_the_canonical_json_gains_two_fields_in_a_schema_of_its_own(self) -> None:
        edition = self.make_published(work=WRITTEN)
        before = _current(edition)
        self.assertEqual(before.document["schema"], 1)
        self.assertNotIn("happened", before.document)
        update_article(
            edition.article,
            by=self.mei,
            happened="2025-01-08",
            happened_precision="day",
        )
        edition.refresh_from_db()
        self.assertTrue(edition.differs)
        document = self.republish(edition, "update", "The date is added.").document
        self.assertEqual(document["schema"], 3)
        self.assertEqual(document["happened"], "2025-01-08")
        self.assertEqual(document["happened_precision"], "day")
        before.refresh_from_db()
        self.assertNotIn("happened", before.document)

    def test_a_withdrawal_drops_it_with_the_text(self) -> None:
        edition = self.make_published(work=DATES)
        withdraw(edition.article, by=self.mei, note="It was wrong.")
        document = _current(edition).document
        self.assertEqual(document["schema"], 1)
        self.assertNotIn("happened", document)
