"""The figures on the front page."""

from cases import importing
from cases.tests.world import load_world, overview_data, statistic
from cjo.test import BaseTestCase


class FrontPageTests(BaseTestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        super().setUpTestData()
        load_world(cls.mei)

    def test_it_names_the_court_and_the_period_of_its_figures(self) -> None:
        for address, credit in (
            ("/", "Internet Court · October\u20092023 – October\u20092024"),
            ("/zh-hans/", "互联网法院 · 2023年10月至2024年10月"),
        ):
            page = self.client.get(address).content.decode().replace("\u2009", " ")
            self.assertIn(f">{credit}<".replace("\u2009", " "), page)

    def test_a_court_that_is_unknown_leaves_no_lone_point(self) -> None:
        data = overview_data(court=None, period=None)
        importing.load_overview(data, self.mei, note="Whose they are is not known.")
        page = self.client.get("/")
        self.assertContains(page, "Figures of 2024")
        self.assertNotContains(page, "colophon")

    def test_it_writes_numbers_as_the_language_does(self) -> None:
        figures = [statistic("accepted", 12_345, headline=True)]
        data = overview_data(statistics=figures)
        importing.load_overview(data, self.mei, note="More were counted.")
        self.assertContains(self.client.get("/"), "<b>12,345</b> Cases accepted")
