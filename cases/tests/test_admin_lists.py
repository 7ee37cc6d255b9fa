"""What lists and closed rows at the desk are called, and how they write dates."""

import time_machine
from django.urls import reverse

from cases import importing
from cases.models import Collection, Law, RecordVersion
from cases.tests.desk import DeskTestCase
from cases.tests.world import LAWS, case_data, load_reference


class ListTests(DeskTestCase):
    def test_versions_write_dates_as_the_rest_of_the_desk_does(self) -> None:
        with time_machine.travel("2026-11-27T21:47:00+08:00", tick=False):
            version = importing.load_case(case_data("new", case_number=""), self.mei)
        assert version is not None
        address = reverse("admin:cases_recordversion_changelist")
        self.assertContains(self.open(address), "27 Nov 2026, 21:47")
        address = reverse("admin:cases_recordversion_change", args=[version.pk])
        self.assertContains(self.open(address), "27 Nov 2026, 21:47")

    def test_the_way_to_a_list_names_it_once(self) -> None:
        page = self.open(reverse("admin:cases_case_changelist"))
        way = r'<a href="/admin/">The desk</a>\s*&rsaquo; Cases\s*</div>'
        self.assertRegex(page.content.decode(), way)
        version = RecordVersion.objects.all()[0]
        address = reverse("admin:cases_recordversion_change", args=[version.pk])
        page = self.open(address)
        way = r">Record versions</a>\s*&rsaquo; "
        self.assertRegex(page.content.decode(), way)
        self.assertNotContains(page, ">Home</a>")

    def test_every_kind_of_record_is_in_the_menu(self) -> None:
        page = self.open(reverse("admin:index"))
        for model in ("collection", "court", "law", "causeofaction"):
            address = reverse(f"admin:cases_{model}_changelist")
            self.assertRegex(page.content.decode(), f'<li>\\s*<a href="{address}"')


class RowTests(DeskTestCase):
    def names(self, row: object) -> list[str]:
        html = self.open(row).content.decode()
        return [part.partition("</summary>")[0] for part in html.split("<summary>")[1:]]

    def test_figures_and_groups_are_called_what_was_counted(self) -> None:
        names = self.names(self.overview)
        for name in ("Caseload", "Companies: 95", "Number: confirmed"):
            self.assertIn(name, names)

    def test_the_rows_of_a_case_are_called_by_what_they_say(self) -> None:
        step = {"instance": "first", "case_number": "(2022)京0491民初1号"}
        importing.load_case(case_data(proceedings=[step]), self.mei)
        names = self.names(self.case)
        for name in (
            "First instance, (2022)京0491民初1号",
            "pipl/13 (related by us)",
            "Facts: confirmed",
        ):
            self.assertIn(name, names)

    def test_the_places_of_a_set_are_called_by_their_case(self) -> None:
        names = self.names(Collection.objects.get())
        for name in (
            "Place 1: ma-v-company",
            "Place 3: not yet identified",
            "yang-v-lin",
        ):
            self.assertIn(name, names)

    def test_articles_and_amendments_of_a_law_are_called_as_readers_know_them(
        self,
    ) -> None:
        load_reference(self.mei)
        importing.load_laws(
            [{**LAWS[0], "versions": [{"adopted": "2025-10-28"}]}], self.mei
        )
        names = self.names(Law.objects.get())
        self.assertIn("Art. 13", names)
        self.assertIn("2025 (amended)", names)
