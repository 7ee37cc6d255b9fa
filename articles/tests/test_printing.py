"""The addresses of PDF and Markdown."""

import hashlib
import threading
from unittest import mock

from django.test import override_settings
from django.urls import reverse

from articles.pdf import beforehand
from articles.pdf.typesetting import TypesettingFailed
from articles.publishing import withdraw
from articles.tests.desk import page_of
from articles.views.preview import preview_token
from cjo.test import BaseTestCase, CommittedTestCase


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
            "articles.views.lookup.print_version",
            side_effect=TypesettingFailed("busy", "no place free"),
        )
        with failing:
            response = self.client.get("/a/court-opens.pdf")
        self.assertContains(response, "Try again in a minute", status_code=503)
        self.assertEqual(response.headers["Retry-After"], "30")
        self.assertEqual(self.client.get("/a/court-opens.pdf").status_code, 200)

    def test_a_text_that_cannot_be_typeset_is_told_to_readers_and_editors(self) -> None:
        edition = self.make_published()
        refusing = mock.patch(
            "articles.pdf.edition.typeset", side_effect=TypesettingFailed("refused")
        )
        with refusing as typeset, self.assertLogs("articles.pdf.store", "ERROR"):
            self.client.get("/a/court-opens.pdf")
            response = self.client.get("/a/court-opens.pdf")
        typeset.assert_called_once()
        self.assertContains(response, "Try again in an hour", status_code=503)
        self.assertGreater(int(response.headers["Retry-After"]), 3000)
        self.client.force_login(self.mei)
        told = "The PDF of version 1 could not be made."
        self.assertContains(self.client.get(page_of(edition)), told)
        preview = self.client.get(f"/preview/{preview_token(edition)}")
        self.assertContains(preview, told)
        listed = self.client.get("/admin/articles/edition/?task=unprinted")
        self.assertContains(listed, page_of(edition))

    def test_a_kept_pdf_costs_no_second_reading_of_the_text(self) -> None:
        self.make_published()
        self.client.get("/a/court-opens.pdf")
        with mock.patch("articles.pdf.edition.printed_document") as gathered:
            self.assertEqual(self.client.get("/a/court-opens.pdf").status_code, 200)
        gathered.assert_not_called()

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


class BeforehandTests(CommittedTestCase):
    def publish(self) -> str:
        """Publish a draft at the desk; return the address of its PDF."""
        edition = self.make_edition()
        form = {
            "revision": edition.revision,
            "title": edition.title,
            "body": edition.body,
            "method": "original",
            "change": "first",
        }
        self.client.force_login(self.mei)
        address = reverse("admin:edition_publish", args=[edition.pk])
        self.assertEqual(self.client.post(address, form).status_code, 302)
        for thread in threading.enumerate():
            if thread.name == beforehand.THREAD:
                thread.join()
        return f"{edition.get_absolute_url()}.pdf"

    @override_settings(PDFS_BEFOREHAND=True)
    def test_the_desk_has_the_pdf_made_when_a_text_is_published(self) -> None:
        address = self.publish()
        with mock.patch("articles.pdf.edition.typeset") as typeset:
            self.assertEqual(self.client.get(address).status_code, 200)
        typeset.assert_not_called()

    @override_settings(PDFS_BEFOREHAND=True)
    def test_a_pdf_that_fails_stops_no_publishing(self) -> None:
        failing = mock.patch(
            "articles.pdf.beforehand.print_version", side_effect=RuntimeError("broken")
        )
        with failing, self.assertLogs("articles.pdf.beforehand", "ERROR"):
            address = self.publish()
        self.assertEqual(self.client.get(address).status_code, 200)

    def test_it_can_be_left_to_the_first_reader(self) -> None:
        with mock.patch("articles.pdf.beforehand.print_version") as printed:
            self.publish()
        printed.assert_not_called()
