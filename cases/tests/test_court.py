"""The page of a court."""

from cases.tests.world import load_world
from cjo.test import BaseTestCase


class CourtTests(BaseTestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        super().setUpTestData()
        load_world(cls.mei)

    def test_it_prints_its_names_and_place(self) -> None:
        response = self.client.get("/courts/internet-court")
        self.assertContains(response, "<h1>Internet Court</h1>")
        self.assertContains(response, "互联网法院")
        self.assertContains(response, "Primary people&#x27;s court, internet court")
        self.assertContains(response, 'href="/courts/fourth-court"')

    def test_it_lists_what_is_published_of_it(self) -> None:
        self.make_published(body="[[overview:figures-2024]]", title="On figures")
        response = self.client.get("/courts/internet-court")
        self.assertContains(response, "/cases/ma-v-company")
        self.assertContains(response, "/cases/overviews/figures-2024")
        self.assertContains(response, "/cases/collections/typical-2024")
        self.assertContains(response, 'href="/a/court-opens">On figures</a>')

    def test_a_court_without_anything_says_so(self) -> None:
        response = self.client.get("/courts/fourth-court")
        self.assertContains(response, "Nothing of this court is published here yet.")

    def test_it_exists_in_chinese(self) -> None:
        response = self.client.get("/zh-hans/courts/internet-court")
        self.assertContains(response, "<h1>互联网法院</h1>")

    def test_an_unknown_court_is_not_found(self) -> None:
        self.assertEqual(self.client.get("/courts/moon").status_code, 404)

    def test_eight_queries_are_enough(self) -> None:
        with self.assertNumQueries(8):
            self.client.get("/courts/internet-court")
