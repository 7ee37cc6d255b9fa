"""Records at the desk: who may read them, and their move to another address."""

from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles.models import SearchRow, Subject
from cases import importing
from cases.models import (
    Case,
    Collection,
    Court,
    Record,
    Source,
)
from cases.tests.desk import DeskTestCase, page_of
from cases.tests.world import overview_data, statistic

MODELS = (
    "case",
    "collection",
    "overview",
    "recordversion",
    "court",
    "law",
    "causeofaction",
    "source",
)


class LookingTests(DeskTestCase):
    def test_an_editor_sees_every_list(self) -> None:
        for model in MODELS:
            address = reverse(f"admin:cases_{model}_changelist")
            self.assertEqual(self.open(address).status_code, 200, model)

    def test_a_contributor_sees_a_record_without_a_way_to_change_it(self) -> None:
        self.sign_in(self.omar)
        for record in (self.case, self.overview):
            response = self.open(record)
            self.assert_leads_to(response, record.get_absolute_url())
            response = response.follow()
            self.assertContains(response, record.slug)
            self.assertNotContains(response, "record-form")

    def test_a_contributor_sees_a_source_which_has_no_page_of_its_own(self) -> None:
        self.sign_in(self.omar)
        response = self.open(Source.objects.get(key="paper"))
        self.assertContains(response, "A newspaper")
        self.assertNotContains(response, "record-form")
        self.assertNotContains(response, 'name="_save"')

    def test_a_contributor_can_change_add_or_move_nothing(self) -> None:
        self.sign_in(self.omar)
        for address in (
            page_of(self.case),
            page_of(Court.objects.first()),
            reverse("admin:cases_case_add"),
            reverse("admin:cases_case_move", args=[self.case.pk]),
            reverse("admin:outdated_articles"),
        ):
            with self.subTest(address=address):
                answer = self.client.post(address, {"slug": "x"})
                self.assertEqual(answer.status_code, 403)

    def test_what_is_not_there_is_not_found(self) -> None:
        for number in ("0", "999999", "9" * 30):
            address = f"/admin/cases/case/{number}/change/"
            self.assertEqual(self.open(address).status_code, 404)

    def test_the_page_costs_a_query_for_each_kind_of_rows(self) -> None:
        with self.assertNumQueries(24):
            self.open(self.overview)
        importing.load_overview(
            overview_data(
                statistics=[
                    statistic("accepted", 113),
                    *(statistic(f"of-{n}", n, "accepted") for n in range(9)),
                ]
            ),
            self.mei,
        )
        with CaptureQueriesContext(connection) as queries:
            self.open(self.overview)
        self.assertLessEqual(len(queries), 28)


class MovingTests(DeskTestCase):
    def move(self, slug: str, record: Record | None = None) -> Any:
        row = record or self.case
        address = reverse(f"admin:cases_{row._meta.model_name}_move", args=[row.pk])
        return self.client.post(address, {"slug": slug})

    def test_the_old_address_leads_to_the_new_one(self) -> None:
        self.assertRedirects(self.move("ma-v-firm"), page_of(self.case))
        for old, new in (
            ("/cases/ma-v-company", "/cases/ma-v-firm"),
            ("/zh-hans/cases/ma-v-company", "/zh-hans/cases/ma-v-firm"),
            ("/cases/ma-v-company/v/1", "/cases/ma-v-firm/v/1"),
        ):
            with self.subTest(old):
                answer = self.open(old)
                self.assertRedirects(answer, new, 301)

    def test_subject_and_search_row_follow(self) -> None:
        before = Subject.objects.get(kind="case", key="ma-v-company")
        self.move("ma-v-firm")
        after = Subject.objects.get(kind="case", key="ma-v-firm")
        self.assertEqual((after.pk, after.url), (before.pk, "/cases/ma-v-firm"))
        self.assertFalse(Subject.objects.filter(key="ma-v-company").exists())
        rows = SearchRow.objects.filter(kind="case")
        self.assertFalse(rows.filter(key="ma-v-company").exists())
        self.assertEqual(rows.filter(key="ma-v-firm").count(), 2)

    def test_it_is_a_version_and_so_is_the_set_that_links_it(self) -> None:
        self.move("ma-v-firm")
        version = self.newest(Case.objects.get(pk=self.case.pk))
        self.assertEqual((version.number, version.change_type), (2, "typo"))
        self.assertEqual(version.change_note, "Moved from ma-v-company to ma-v-firm.")
        item = self.newest(Collection.objects.get()).snapshot["items"][0]
        self.assertEqual(item["case"]["key"], "ma-v-firm")

    def test_the_old_versions_stay_under_the_new_address(self) -> None:
        self.move("figures", self.overview)
        page = self.open("/cases/overviews/figures/v/1")
        self.assertContains(page, 'href="/cases/overviews/figures"')
        self.assertEqual(self.open("/cases/overviews/figures/v/1.csv").status_code, 200)

    def test_what_is_taken_is_refused(self) -> None:
        for slug, message in (
            ("wei-v-guo", "is, or once was, the address of something else"),
            ("collections", "is an address of its own"),
            ("No", "small letters"),
        ):
            with self.subTest(slug):
                self.assertContains(self.move(slug), message)
        self.assertEqual(Case.objects.get(pk=self.case.pk).slug, "ma-v-company")

    def test_a_refused_move_leaves_the_record_to_be_saved(self) -> None:
        page = self.move("No")
        self.assertContains(
            page,
            f'<form id="record-form" method="post" action="{page_of(self.case)}"',
        )

    def test_it_can_come_back(self) -> None:
        self.move("ma-v-firm")
        self.case.refresh_from_db()
        self.move("ma-v-company", self.case)
        self.assertEqual(self.open("/cases/ma-v-company").status_code, 200)
        self.assertRedirects(self.open("/cases/ma-v-firm"), "/cases/ma-v-company", 301)
