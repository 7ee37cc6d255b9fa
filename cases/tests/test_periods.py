"""Periods in which figures were counted: where they overlap, and where they may."""

from django.test import SimpleTestCase

from cases import importing
from cases.models import Overview
from cases.publishing.checks import problems_of
from cases.snapshots.periods import is_same, overlapping, possible_days
from cases.snapshots.schema import PeriodShape
from cases.tests.world import load_world, overview_data, statistic
from cjo.test import BaseTestCase


def period(start: str, end: str, precision: str) -> PeriodShape:
    return {"start": start, "end": end, "precision": precision}


class PeriodTests(SimpleTestCase):
    def test_a_month_has_all_its_days(self) -> None:
        days = possible_days(period("2023-10-01", "2024-02-01", "month"))
        self.assertEqual(
            [day.isoformat() for day in days], ["2023-10-01", "2024-02-29"]
        )

    def test_a_year_has_all_its_days_to_the_end_of_time(self) -> None:
        for precision in ("year", "month", "day"):
            first, last = possible_days(period("9999-12-31", "9999-12-31", precision))
            self.assertLessEqual(first, last)

    def test_periods_that_follow_one_another_do_not_overlap(self) -> None:
        first = period("2022-01-01", "2022-01-01", "year")
        second = period("2023-01-01", "2023-06-01", "month")
        self.assertEqual(list(overlapping([second, first])), [])

    def test_each_pair_is_named_once_and_the_earlier_first(self) -> None:
        first = period("2018-01-01", "2023-01-01", "year")
        second = period("2023-10-01", "2024-10-01", "month")
        self.assertEqual(list(overlapping([second, first])), [(first, second)])

    def test_periods_are_compared_as_exactly_as_they_are_known(self) -> None:
        month = period("2023-10-01", "2024-10-31", "month")
        for other, same in (
            (period("2023-10-15", "2024-10-01", "month"), True),
            (period("2023-10-01", "2024-11-01", "month"), False),
            (period("2023-10-01", "2024-10-31", "day"), False),
            (period("2023-01-01", "2024-01-01", "year"), False),
            (None, False),
        ):
            with self.subTest(other=other):
                self.assertIs(is_same(month, other), same)
        self.assertTrue(is_same(None, None))


class OverviewPeriodTests(BaseTestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        super().setUpTestData()
        load_world(cls.mei)

    def load(self, start: str, end: str, precision: str) -> None:
        own = {"start": start, "end": end, "precision": precision}
        figures = [statistic("accepted", 113), statistic("before", 58, period=own)]
        importing.load_overview(overview_data(statistics=figures), self.mei)

    def test_the_page_says_that_periods_may_overlap(self) -> None:
        self.load("2018-01-01", "2023-01-01", "year")
        for path, sentence in (
            ("/cases/overviews/figures-2024", "may overlap: their figures"),
            ("/zh-hans/cases/overviews/figures-2024", "2018"),
        ):
            self.assertContains(self.client.get(path), sentence)

    def test_the_page_says_that_periods_overlap(self) -> None:
        self.load("2018-01-01", "2023-12-01", "month")
        page = self.client.get("/cases/overviews/figures-2024")
        sentence = "overlap: their figures are never added together"
        self.assertContains(page, sentence, count=1)
        self.assertNotContains(page, "may overlap")

    def test_an_article_that_shows_the_figures_says_so_too(self) -> None:
        self.load("2018-01-01", "2023-12-01", "month")
        self.make_published(body="[[overview:figures-2024]]")
        sentence = "overlap: their figures are never added together"
        self.assertContains(self.client.get("/a/court-opens"), sentence, count=1)

    def test_the_page_says_nothing_where_they_do_not(self) -> None:
        self.load("2018-01-01", "2022-01-01", "year")
        page = self.client.get("/cases/overviews/figures-2024")
        self.assertNotContains(page, "overlap")

    def test_parts_of_two_periods_are_never_added(self) -> None:
        own = {"start": "2018-01-01", "end": "2022-01-01", "precision": "year"}
        groups = [{"key": "caseload", "parts": True, "texts": {"en": {"label": "A"}}}]
        figures = [
            statistic("accepted", 113),
            statistic("before", 58, "accepted", period=own),
        ]
        with self.assertRaises(importing.WrongFact):
            importing.load_overview(
                overview_data(groups=groups, statistics=figures), self.mei
            )

    def test_a_period_of_its_own_that_is_the_overviews_changes_nothing(self) -> None:
        groups = [
            {"key": "caseload", "texts": {"en": {"label": "A"}}},
            {"key": "who", "parts": True, "texts": {"en": {"label": "B"}}},
        ]
        for start, end in (("2023-10-01", "2024-10-31"), ("2023-10-02", "2024-10-01")):
            own = {"start": start, "end": end, "precision": "month"}
            figures = [
                statistic("accepted", 113),
                statistic("companies", 95, "accepted", group="who", period=own),
                statistic("people", 10, "accepted", group="who"),
            ]
            with self.subTest(start=start):
                importing.load_overview(
                    overview_data(groups=groups, statistics=figures), self.mei
                )
                page = self.client.get("/cases/overviews/figures-2024")
                self.assertContains(page, "The parts differ from their base by 8.")
                self.assertNotContains(page, "overlap")
                self.assertNotContains(page, "<small>October 2023")

    def test_a_longer_circle_is_found_too(self) -> None:
        overview = Overview.objects.get()
        figures = [statistic("a", 5), statistic("b", 5, "a"), statistic("c", 5, "b")]
        importing.load_overview(overview_data(statistics=figures), self.mei)
        rows = {row.key: row for row in overview.statistics.all()}
        overview.statistics.filter(key="a").update(base=rows["c"])
        fields = [problem.field for problem in problems_of(overview)]
        self.assertEqual(
            fields, ["statistics/a/base", "statistics/b/base", "statistics/c/base"]
        )
