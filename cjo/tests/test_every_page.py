"""Every address of the demo's sitemap, and each kind of page that it does not list."""

from django.test import Client

from cjo.demo.loading import load
from cjo.test import BaseTestCase
from cjo.tests.crawl import UNLISTED, Page, get, sitemap

LARGEST_FIRST_VIEW = 14 * 1024  # bytes: what a server sends before it waits


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
