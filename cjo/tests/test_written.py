"""Queries whose SQL is written once answer like those that the ORM writes anew."""

import datetime as dt
from typing import Any

from django.db.models import Q, QuerySet
from django.test import TestCase

from articles.models import Category, Edition
from cjo.lib.written import written_once

CATEGORIES = ["court-rulings", "legal-news", "interviews"]


@written_once
def named(slug: str) -> QuerySet[Category, Any]:
    return Category.objects.filter(slug=slug).values_list("slug", "position")


@written_once
def named_after(
    slug: str, position: int, *, downwards: bool
) -> QuerySet[Category, Any]:
    found = Category.objects.filter(~Q(slug=slug), position__gte=position)
    return found.order_by("-position" if downwards else "position").values_list("slug")


class WrittenOnceTests(TestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        Category.objects.all().delete()
        for position, slug in enumerate(CATEGORIES):
            Category.objects.create(slug=slug, position=position)

    def test_each_call_asks_with_its_own_values(self) -> None:
        self.assertEqual(named("legal-news"), [("legal-news", 1)])
        self.assertEqual(named("court-rulings"), [("court-rulings", 0)])
        self.assertEqual(named("none of these"), [])

    def test_a_value_is_never_part_of_the_sql(self) -> None:
        self.assertEqual(named("' OR 1=1 --"), [])
        self.assertEqual(named("%s"), [])

    def test_another_form_is_another_query(self) -> None:
        up = named_after("legal-news", 0, downwards=False)
        down = named_after("legal-news", 0, downwards=True)
        self.assertEqual(up, [("court-rulings",), ("interviews",)])
        self.assertEqual(down, up[::-1])
        self.assertEqual(named_after("legal-news", 1, downwards=True), up[1:])

    def test_one_query_a_call(self) -> None:
        with self.assertNumQueries(2):
            named("legal-news")
            named("interviews")

    def test_a_value_that_the_query_does_not_ask_with_is_refused(self) -> None:
        @written_once
        def forgetful(slug: str, position: int) -> QuerySet[Category, Any]:
            return Category.objects.filter(slug=slug).values_list("slug")

        with self.assertRaisesMessage(TypeError, "argument 1"):
            forgetful("legal-news", 1)

    def test_a_value_that_changes_on_its_way_is_refused(self) -> None:
        @written_once
        def around(slug: str) -> QuerySet[Category, Any]:
            return Category.objects.filter(slug__contains=slug).values_list("slug")

        with self.assertRaisesMessage(TypeError, "argument 0"):
            around("news")

    def test_only_words_and_whole_numbers_are_values(self) -> None:
        @written_once
        def listed(day: dt.datetime) -> QuerySet[Edition, Any]:
            return Edition.objects.filter(listed_on__gt=day).values_list("pk")

        with self.assertRaisesMessage(TypeError, "not a datetime"):
            listed(dt.datetime(2024, 1, 1, tzinfo=dt.UTC))
