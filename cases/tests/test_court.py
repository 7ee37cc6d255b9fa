"""The page of a court."""

from typing import Any
from unittest import mock

from cases import importing
from cases.tests.world import case_data, load_reference, load_world
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
        self.assertContains(response, "Primary people’s court, internet court")
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

    def test_it_links_its_feed_for_all_to_see(self) -> None:
        response = self.client.get("/courts/internet-court")
        self.assertContains(
            response,
            '<a href="/courts/internet-court/feed.atom" type="application/atom',
        )

    def test_it_exists_in_chinese(self) -> None:
        response = self.client.get("/zh-hans/courts/internet-court")
        self.assertContains(response, "<h1>互联网法院</h1>")

    def test_an_unknown_court_is_not_found(self) -> None:
        self.assertEqual(self.client.get("/courts/moon").status_code, 404)

    def test_fourteen_queries_are_enough(self) -> None:
        with self.assertPageQueries(13):
            self.client.get("/courts/internet-court")


class HeardTests(BaseTestCase):
    """Cases of which a court heard a step, though another one decided them."""

    def setUp(self) -> None:
        load_reference(self.mei)

    def add(self, slug: str, *steps: tuple[str, str, str], **changes: Any) -> None:
        proceedings = [
            {"instance": instance, "court": court, "case_number": number}
            for instance, court, number in steps
        ]
        data = case_data(slug, case_number="", proceedings=proceedings, **changes)
        importing.load_case(data, self.mei)

    def headings(self, path: str = "/courts/fourth-court") -> dict[str, list[str]]:
        groups = self.client.get(path).context["heard"]
        return {
            str(group["heading"]): [step.card.key for step in group["steps"]]
            for group in groups
        }

    def test_each_stands_under_what_the_court_heard(self) -> None:
        self.add("appealed", ("second", "fourth-court", "(2024)京04民终7号"))
        self.add("retried", ("retrial", "fourth-court", ""))
        self.add("elsewhere", ("first", "internet-court", ""))
        self.assertEqual(
            self.headings(),
            {
                "Cases in which it heard an appeal": ["appealed"],
                "Cases that it heard in a retrial": ["retried"],
            },
        )
        response = self.client.get("/courts/fourth-court")
        self.assertContains(response, '<span lang="zh-Hans">(2024)京04民终7号</span>')
        self.assertContains(response, "<span>Second instance</span>")
        self.assertNotContains(response, "Nothing of this court")

    def test_what_it_decided_itself_stands_among_its_cases_alone(self) -> None:
        self.add("own", ("first", "internet-court", ""))
        self.assertEqual(self.headings("/courts/internet-court"), {})

    def test_one_whose_deciding_court_is_unknown_is_listed(self) -> None:
        self.add("unknown", ("second", "fourth-court", ""), court="")
        self.assertEqual(
            self.headings(), {"Cases in which it heard an appeal": ["unknown"]}
        )

    def test_a_case_stands_once_under_a_heading(self) -> None:
        steps = [("second", "fourth-court", number) for number in ("1号", "2号")]
        self.add("twice", *steps, ("first", "fourth-court", ""))
        self.assertEqual(list(self.headings().values()), [["twice"]] * 2)

    @mock.patch("cases.views.court.CASES_SHOWN", 1)
    def test_it_says_when_there_are_more(self) -> None:
        for slug in ("one", "two"):
            self.add(slug, ("second", "fourth-court", ""))
        response = self.client.get("/courts/fourth-court")
        self.assertContains(response, "the newest is listed here")

    def test_it_costs_no_query_more_for_many(self) -> None:
        for number in range(3):
            self.add(f"case-{number}", ("second", "fourth-court", ""))
        with self.assertPageQueries(12):  # no court stands above it
            self.client.get("/courts/fourth-court")
