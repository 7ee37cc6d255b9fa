"""Cases that may be one and the same."""

from unittest import mock

from django.urls import reverse
from django.utils import timezone

from cases import importing
from cases.models import Case, CaseText, Court, RecordVersion
from cases.publishing.duplicates import duplicates_of, groups
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
        importing.load_case(data, cls.mei)
        return Case.objects.get(slug=slug)

    def found(self) -> list[str]:
        return [duplicate.case.slug for duplicate in duplicates_of(self.case)]

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
        self.assertEqual(groups().listed, [])

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
        self.assertEqual(groups().listed, [])

    def test_the_desk_lists_them(self) -> None:
        self.client.force_login(self.mei)
        address = reverse("admin:duplicates")
        self.assertContains(self.client.get(address), "No two cases")
        self.load("other", "Ma v a company")
        page = self.client.get(address)
        self.assertContains(page, "ma-v-company", count=1)
        self.assertContains(page, "other", count=1)

    def show(self, cases: list[Case]) -> None:
        """Let readers have these, at once and without a word."""
        versions = RecordVersion.objects.bulk_create(
            RecordVersion(
                kind="case",
                object_id=case.pk,
                key=case.slug,
                number=1,
                hash=case.slug,
                change_type="first",
                published_at=timezone.now(),
                published_by=self.mei,
            )
            for case in cases
        )
        for case, version in zip(cases, versions, strict=True):
            case.current_version = version
        Case.objects.bulk_update(cases, ["current_version"])

    def test_cases_with_numbers_of_their_own_hide_no_group(self) -> None:
        court = Court.objects.get(slug="internet-court")
        pairs = range(520)
        cases = Case.objects.bulk_create(
            Case(slug=f"a-{pair}-{one}", court=court, number_key=f"{pair}-{one}")
            for pair in pairs
            for one in (1, 2)
        )
        self.show(cases)
        CaseText.objects.bulk_create(
            CaseText(case=case, language="en", title="A", name_key=f"{at // 2}")
            for at, case in enumerate(cases)
        )
        self.load("other", "Ma v a company")
        found = groups()
        slugs = [[case.slug for case in group.cases] for group in found.listed]
        self.assertEqual(slugs, [["ma-v-company", "other"]])
        self.assertFalse(found.is_cut)

    def test_a_number_of_its_own_keeps_a_case_out_of_a_group(self) -> None:
        self.load("other", "Ma v a company", "(2023)京0491民初1号")
        third = self.load("third", "Ma v a company", "(2023)京0491民初7号")
        self.assertEqual(duplicates_of(third), [])
        (group,) = groups().listed
        self.assertEqual([case.slug for case in group.cases], ["ma-v-company", "other"])
        self.assertEqual(len(group.shared), 2)

    def test_more_groups_than_are_shown_are_said_to_be_more(self) -> None:
        for name in ("one", "two", "three"):
            self.load(f"{name}-a", name)
            self.load(f"{name}-b", name)
        with mock.patch("cases.publishing.duplicates.GROUPS_SHOWN", 2):
            found = groups()
            self.assertEqual(
                [group.cases[0].slug for group in found.listed], ["one-a", "three-a"]
            )
            self.assertTrue(found.is_cut)
            self.client.force_login(self.mei)
            page = self.client.get(reverse("admin:duplicates"))
            self.assertContains(page, "These are the first 2 groups.")
            self.assertContains(self.client.get(reverse("admin:index")), "2+")

    def test_a_group_stands_once_with_all_that_it_shares(self) -> None:
        for slug in ("other", "third"):
            texts = {
                "en": {"title": slug, "name": "Ma v a company"},
                "zh-hans": {"title": slug, "name": "马某与某公司案"},
            }
            number = "(2023)京0491民初1号" if slug == "other" else ""
            self.load(slug, "", number, texts=texts)
        listed = groups().listed
        self.assertEqual(len(listed), 1)
        self.assertEqual(
            [case.slug for case in listed[0].cases], ["ma-v-company", "other", "third"]
        )
        self.assertEqual(
            [match.words for match in listed[0].shared],
            ["(2023)京0491民初1号", "Ma v a company", "马某与某公司案"],
        )

    def test_the_desk_lists_each_group_in_one_entry(self) -> None:
        self.load("other", "Ma v a company")
        self.client.force_login(self.mei)
        page = self.client.get(reverse("admin:index"))
        self.assertContains(page, "Cases that may be the same")
        self.assertContains(page, "ma-v-company", count=1)
        self.assertContains(page, "the same name at the same court", count=1)
        self.assertNotContains(page, reverse("admin:duplicates"))

    def test_the_desk_leads_to_all_of_them(self) -> None:
        for place in range(9):
            self.load(f"a-{place}", f"Name {place}")
            self.load(f"b-{place}", f"Name {place}")
        self.client.force_login(self.mei)
        page = self.client.get(reverse("admin:index"))
        self.assertContains(page, "See all 9")
        self.assertNotContains(page, "b-8")
        page = self.client.get(reverse("admin:duplicates"))
        self.assertContains(page, "the same name at the same court", count=9)
        self.assertContains(page, "b-8")
        self.assertNotContains(page, "These are the first")

    def test_a_contributor_is_not_shown_them(self) -> None:
        self.client.force_login(self.omar)
        page = self.client.get(reverse("admin:duplicates"))
        self.assertEqual(page.status_code, 403)
