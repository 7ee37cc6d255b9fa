"""Who is signed in sees each page as it is now, and never an own old copy."""

from django.test import Client
from django.urls import reverse

from articles.publishing import withdraw
from cjo.test import PASSWORD, BaseTestCase

PRIVATE = "private, no-store"


class SignedInTests(BaseTestCase):
    def setUp(self) -> None:
        self.edition = self.make_published()
        self.editor = Client()
        self.editor.force_login(self.mei)

    def test_their_browser_keeps_no_page_of_the_site(self) -> None:
        for path in (
            "/",
            "/latest",
            "/a/court-opens",
            "/a/court-opens/history",
            "/a/court-opens.md",
            "/cases/",
            "/feed.rss",
            "/search?q=court",
            "/zh-hans/a/court-opens",
            "/a/no-such-page",
        ):
            with self.subTest(path):
                response = self.editor.get(path)
                self.assertEqual(response.headers["Cache-Control"], PRIVATE)

    def test_it_keeps_no_withdrawal_and_no_redirect_either(self) -> None:
        withdraw(self.edition.article, by=self.mei, note="A mistake.")
        for path, status in (("/a/court-opens", 410), ("/a/court-opens/", 301)):
            response = self.editor.get(path)
            self.assertEqual(response.status_code, status)
            self.assertEqual(response.headers["Cache-Control"], PRIVATE)

    def test_readers_pages_are_cached_as_before(self) -> None:
        response = self.client.get("/a/court-opens")
        self.assertEqual(response.headers["Cache-Control"], "public, max-age=60")
        self.assertEqual(response.content, self.editor.get("/a/court-opens").content)

    def test_signing_in_drops_the_copies_of_a_reader(self) -> None:
        typed = {"login": "mei", "password": PASSWORD}
        refused = self.client.post(
            reverse("account_login"), {**typed, "password": "wrong"}
        )
        self.assertNotIn("Clear-Site-Data", refused.headers)
        response = self.client.post(reverse("account_login"), typed)
        self.assertEqual(response.status_code, 302)
        self.assertEqual(response.headers["Clear-Site-Data"], '"cache"')
