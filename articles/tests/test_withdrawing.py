"""Withdrawing: what is taken from readers, and stays taken."""

from articles.publishing import restore, withdraw
from articles.publishing.problems import PublishingRefused
from cjo.test import BaseTestCase


class WithdrawingTests(BaseTestCase):
    def test_page_pdf_text_and_versions_answer_gone_with_the_reason(self) -> None:
        edition = self.make_published()
        withdraw(edition.article, by=self.mei, note="The court asked us to.")
        for path in ("", "/v/1", ".pdf", ".md", "/v/1.pdf", "/v/1.md", "/v/2"):
            response = self.client.get(f"/a/court-opens{path}")
            self.assertContains(response, "The court asked us to.", status_code=410)

    def test_its_history_stays_without_text(self) -> None:
        edition = self.make_published(body="A secret sentence.")
        withdraw(edition.article, by=self.mei, note="The court asked us to.")
        response = self.client.get("/a/court-opens/history")
        self.assertContains(response, "The court asked us to.")
        self.assertNotContains(response, "secret")
        self.assertNotContains(response, "/v/1")

    def test_what_was_withdrawn_stays_so_when_another_text_follows(self) -> None:
        edition = self.make_published(body="A secret sentence.")
        withdraw(edition.article, by=self.mei, note="The court asked us to.")
        self.republish(edition, "update", "Told anew.", body="A clean sentence.")
        self.assertContains(self.client.get("/a/court-opens"), "A clean sentence.")
        for path in ("/v/1", "/v/2", "/v/1.pdf", "/v/1.md", "/v/1.json", "/v/1/cite"):
            response = self.client.get(f"/a/court-opens{path}")
            self.assertContains(response, "The court asked us to.", status_code=410)
        history = self.client.get("/a/court-opens/history")
        self.assertNotContains(history, "/v/1")
        self.assertContains(history, "/v/3")

    def test_it_leaves_every_list(self) -> None:
        edition = self.make_published(title="Court opens")
        withdraw(edition.article, by=self.mei, note="Gone.")
        for path in ("/", "/latest", "/search?q=opens", "/feed.rss", "/sitemap.xml"):
            self.assertNotContains(self.client.get(path), "court-opens")

    def test_one_language_can_go_alone(self) -> None:
        english = self.make_published()
        self.make_published(language="zh-hans", title="法院开庭")
        withdraw(english.article, by=self.mei, note="Wrong.", language="zh-hans")
        self.assertEqual(self.client.get("/a/court-opens").status_code, 200)
        self.assertEqual(self.client.get("/zh-hans/a/court-opens").status_code, 410)

    def test_it_asks_for_a_reason(self) -> None:
        edition = self.make_published()
        with self.assertRaises(PublishingRefused):
            withdraw(edition.article, by=self.mei, note=" ")

    def test_an_older_version_comes_back_as_a_draft_only(self) -> None:
        edition = self.make_published(title="First")
        first = edition.current_version
        self.republish(edition, title="Second")
        assert first is not None
        first.edition.refresh_from_db()
        restored = restore(first, by=self.mei)
        self.assertEqual(restored.title, "First")
        self.assertContains(self.client.get("/a/court-opens"), "Second")
