"""What the database itself refuses, whoever writes to it."""

from collections.abc import Callable
from typing import Any

from django.db import IntegrityError, transaction

from cases.models import (
    Amount,
    Case,
    Collection,
    CollectionItem,
    Court,
    Law,
    Overview,
    Provenance,
    Provision,
    Source,
    Statistic,
)
from cases.tests.world import load_world
from cjo.test import BaseTestCase


class ConstraintTests(BaseTestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        super().setUpTestData()
        load_world(cls.mei)

    def assert_refused(self, write: Callable[..., Any], *args: Any, **row: Any) -> None:
        with self.assertRaises(IntegrityError), transaction.atomic():
            write(*args, **row)

    def test_a_court_is_not_above_itself(self) -> None:
        court = Court.objects.get(slug="internet-court")
        court.parent = court
        self.assert_refused(court.save)

    def test_a_figure_is_not_its_own_base(self) -> None:
        figure = Statistic.objects.get(key="accepted")
        figure.base = figure
        self.assert_refused(figure.save)

    def test_a_figure_without_a_base_can_be_added(self) -> None:
        group = Overview.objects.get().groups.get()
        Statistic.objects.create(
            overview=group.overview, group=group, key="new", position=9, value=0
        )

    def test_a_fact_has_a_known_certainty(self) -> None:
        case = Case.objects.get(slug="ma-v-company")
        row = {"case": case, "field": "facts", "position": 9}
        self.assert_refused(Provenance.objects.create, **row, certainty="sure")

    def test_a_statement_has_exactly_one_owner(self) -> None:
        case, court = Case.objects.all()[0], Court.objects.all()[0]
        row = {"field": "court", "certainty": "confirmed", "position": 9}
        self.assert_refused(Provenance.objects.create, **row)
        self.assert_refused(Provenance.objects.create, **row, case=case, court=court)

    def test_a_date_is_unknown_exactly_when_it_says_so(self) -> None:
        self.assert_refused(
            Case.objects.filter(slug="ma-v-company").update,
            decided_precision="unknown",
        )

    def test_an_official_number_is_given_once_in_its_set(self) -> None:
        self.assert_refused(
            CollectionItem.objects.filter(position=3).update, official_number=1
        )

    def test_a_place_without_a_case_is_unidentified(self) -> None:
        items = CollectionItem.objects.filter(position=3)
        self.assert_refused(items.update, certainty="probable")

    def test_a_case_stands_once_in_a_set(self) -> None:
        case = Case.objects.get(slug="ma-v-company")
        items = CollectionItem.objects.filter(position=3)
        self.assert_refused(items.update, case=case, certainty="probable")

    def test_only_a_certain_case_has_an_official_number(self) -> None:
        items = CollectionItem.objects.filter(position=2)
        self.assert_refused(items.update, official_number=2)

    def test_a_set_is_not_empty(self) -> None:
        self.assert_refused(Collection.objects.update, size=0)

    def test_a_period_does_not_end_before_it_starts(self) -> None:
        self.assert_refused(Overview.objects.update, period_end="2020-01-01")

    def test_an_amount_is_not_below_nought(self) -> None:
        case = Case.objects.get(slug="ma-v-company")
        row = {"case": case, "position": 0, "currency": "CNY"}
        self.assert_refused(Amount.objects.create, **row, value=-1)

    def test_a_court_code_belongs_to_one_court(self) -> None:
        courts = Court.objects.filter(slug="fourth-court")
        self.assert_refused(courts.update, code="京0491")

    def test_an_article_of_a_law_stands_once(self) -> None:
        law = Law.objects.get()
        self.assert_refused(Provision.objects.create, law=law, number=13)

    def test_a_source_has_an_address_of_the_web(self) -> None:
        self.assert_refused(
            Source.objects.create, key="x", title="X", language="en", url="javascript:1"
        )

    def test_the_year_of_a_case_is_that_of_its_number_if_its_date_is_unknown(
        self,
    ) -> None:
        case = Case(slug="x", case_number="（2021）京0491民初5号")
        case.save()
        self.assertEqual(case.year, 2021)
        case.case_number = ""
        case.save()
        self.assertIsNone(case.year)
