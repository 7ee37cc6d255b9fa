"""The addresses of PDF and Markdown."""

import hashlib
from unittest import mock

from articles.pdf.typesetting import TypesettingFailed
from articles.publishing import withdraw
from cjo.test import BaseTestCase


class PrintingTests(BaseTestCase):
    def test_the_pdf_of_an_article_and_of_each_version_is_one(self) -> None:
        self.make_published()
        for path in ("/a/court-opens.pdf", "/a/court-opens/v/1.pdf"):
            response = self.client.get(path)
            self.assertEqual(response.headers["Content-Type"], "application/pdf")
            self.assertTrue(response.content.startswith(b"%PDF-"))
            self.assertIn("court-opens-en-v1.pdf", response["Content-Disposition"])

    def test_the_same_version_gives_the_same_bytes(self) -> None:
        self.make_published()
        newest = self.client.get("/a/court-opens.pdf").content
        self.assertEqual(newest, self.client.get("/a/court-opens/v/1.pdf").content)

    def test_a_failing_typesetter_says_when_to_come_back_and_is_not_kept(self) -> None:
        self.make_published()
        failing = mock.patch(
            "articles.views.downloads.print_version",
            side_effect=TypesettingFailed("busy", "no place free"),
        )
        with failing, self.assertLogs("articles.views.downloads", "ERROR"):
            response = self.client.get("/a/court-opens.pdf")
        self.assertContains(response, "Try again in a minute", status_code=503)
        self.assertEqual(response.headers["Retry-After"], "30")
        self.assertEqual(self.client.get("/a/court-opens.pdf").status_code, 200)

    def test_the_canonical_json_of_a_version_can_be_checked_against_its_hash(
        self,
    ) -> None:
        edition = self.make_published()
        response = self.client.get("/a/court-opens/v/1.json")
        self.assertEqual(response.headers["Content-Type"], "application/json")
        self.assertContains(
            self.client.get("/a/court-opens/history"),
            hashlib.sha256(response.content).hexdigest(),
        )
        withdraw(edition.article, by=self.mei, note="Gone.")
        response = self.client.get("/a/court-opens/v/1.json")
        self.assertEqual(response.status_code, 410)

    def test_neither_exists_for_a_draft_or_in_another_language(self) -> None:
        self.make_edition("draft")
        self.make_published()
        for path in ("/a/draft.pdf", "/a/draft.md", "/zh-hans/a/court-opens.pdf"):
            self.assertEqual(self.client.get(path).status_code, 404, path)
