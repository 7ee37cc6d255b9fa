"""Courts, laws and sources at the desk: mistakes are explained at their field."""

from django.db.models import Model
from django.urls import reverse

from cases import importing
from cases.models import Court, Law, Source
from cases.tests.desk import TOLD, DeskTestCase, page_of
from cases.tests.world import LAWS


class ConstraintTests(DeskTestCase):
    def assert_told(self, address: str, field: str, value: str, told: str) -> None:
        """Assert that it is said once, at the field, and in no words of a database."""
        # a new row has no readers yet to be told of a change
        change = {} if address.endswith("/add/") else TOLD
        answer = self.save(address, **change, **{f"record-{field}": value})
        self.assertContains(answer, told, count=1)
        self.assertNotContains(answer, "is violated")
        self.assertIn(field, answer.context["form"].errors)

    def test_a_code_that_another_court_has_is_refused(self) -> None:
        told = "Another court, internet-court, has this code."
        address = page_of(Court.objects.get(slug="fourth-court"))
        self.assert_told(address, "code", "京0491", told)
        self.assert_told(reverse("admin:cases_court_add"), "code", "京0491", told)

    def test_a_court_keeps_its_own_code(self) -> None:
        address = page_of(Court.objects.get(slug="internet-court"))
        changes = {**TOLD, "record-code": "京0491", "record-province": "Beijing"}
        self.assert_leads_to(self.save(address, **changes), address)

    def test_a_court_is_not_above_itself(self) -> None:
        address = page_of(Court.objects.get(slug="fourth-court"))
        told = "A court cannot be above itself."
        self.assert_told(address, "parent", "internet-court", told)

    def test_the_word_for_no_cause_names_none(self) -> None:
        address = reverse("admin:cases_causeofaction_add")
        told = "This word stands for cases without a cause."
        self.assert_told(address, "slug", "unknown", told)

    def test_an_address_is_one_of_the_web(self) -> None:
        source = Source.objects.get(key="paper")
        rows: list[tuple[Model, str]] = [
            (source, "url"),
            (source, "archived_url"),
        ]
        for row, field in rows:
            with self.subTest(field=field):
                told = "It begins with https:// or http://."
                self.assert_told(page_of(row), field, "ftp://court.example/1", told)


class LawTests(DeskTestCase):
    def test_a_law_is_not_in_force_before_it_is_adopted(self) -> None:
        address = page_of(Law.objects.get(slug="pipl"))
        told = "It was in force before it was adopted."
        days = {"record-adopted_on": "2021-11-02", "record-in_force_on": "2021-11-01"}
        self.assertContains(self.save(address, **{**TOLD, **days}), told)
        # a decision may be in force on the day it is made
        days["record-adopted_on"] = "2021-11-01"
        self.assert_leads_to(self.save(address, **{**TOLD, **days}), address)

    def test_a_file_does_not_say_so_either(self) -> None:
        data = [{**LAWS[0], "adopted": "2021-11-02"}]
        with self.assertRaises(importing.WrongFact) as refused:
            importing.load_laws(data, self.mei)
        self.assertIn("It was in force before it was adopted.", str(refused.exception))
