"""Cases that may be one and the same."""

from io import StringIO

from django.core.management import call_command
from django.urls import reverse

from cases import loading
from cases.duplicates import duplicates_of, groups
from cases.models import Case
from cases.tests.world import case_data, load_reference
from cjo.test import BaseTestCase


class DuplicateTests(BaseTestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        super().setUpTestData()
        load_reference(cls.mei)
        cls.case = cls.load("ma-v-company", "Ma v a company", "(2023)京0491民初1号")

    case: Case

    @classmethod
    def load(cls, slug: str, name: str, number: str = "", **changes: object) -> Case:
        texts = {"en": {"title": slug, "name": name}}
        data = case_data(slug, case_number=number, **{"texts": texts, **changes})
        loading.load_case(data, cls.mei)
        return Case.objects.get(slug=slug)

    def found(self) -> list[str]:
        return [one.case.slug for one in duplicates_of(self.case)]

    def test_one_number_in_two_writings_is_found(self) -> None:
        self.load("other", "Someone", "（２０２３）京0491民初 1 号")
        self.assertEqual(self.found(), ["other"])

    def test_the_number_of_an_instance_of_another_case_is_found(self) -> None:
        steps = [{"instance": "first", "case_number": "(2023)京0491民初1号"}]
        self.load("appeal", "Someone", proceedings=steps)
        self.assertIn("procedure", duplicates_of(self.case)[0].reason)

    def test_one_name_at_one_court_is_found_whatever_its_signs(self) -> None:
        self.load("other", "MA vs. A Company")
        self.assertEqual(self.found(), ["other"])

    def test_a_name_at_another_court_is_another_case(self) -> None:
        self.load("other", "Ma v a company", court="fourth-court")
        self.assertEqual(self.found(), [])

    def test_two_numbers_that_differ_are_two_cases(self) -> None:
        self.load("other", "Ma v a company", "(2023)京0491民初2号")
        self.assertEqual(self.found(), [])
        self.assertEqual(groups(), [])

    def test_a_chinese_name_is_enough(self) -> None:
        texts = {"zh-hans": {"title": "其一", "name": "马某与某公司案"}}
        one = self.load("one", "", texts=texts)
        self.load(
            "two", "", texts={"zh-hans": {"title": "其二", "name": "马某与某公司"}}
        )
        self.assertEqual([other.case.slug for other in duplicates_of(one)], ["two"])

    def test_names_that_are_not_known_are_not_the_same(self) -> None:
        self.load("one", "")
        self.load("two", "")
        self.assertEqual(groups(), [])

    def test_the_command_lists_them(self) -> None:
        out = StringIO()
        call_command("find_duplicates", stdout=out)
        self.assertIn("No two cases", out.getvalue())
        self.load("other", "Ma v a company")
        out = StringIO()
        call_command("find_duplicates", stdout=out)
        self.assertIn("ma-v-company, other", out.getvalue())

    def test_the_desk_lists_them(self) -> None:
        self.load("other", "Ma v a company")
        self.client.force_login(self.mei)
        response = self.client.get(reverse("admin:index"))
        self.assertContains(response, "Cases that may be one")
        self.assertContains(response, "the same name at the same court")
