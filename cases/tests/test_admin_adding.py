"""A row that a button adds: in view, and ready to be written in."""

from typing import Any

from django.urls import reverse

from cases.tests.desk import DeskTestCase, name_of, page_of, send, value_of


class AddingTests(DeskTestCase):
    def add(self, address: str, prefix: str) -> Any:
        page = self.open(address)
        return send(page, add=prefix)

    def assert_focused(self, page: Any, tag: str, name: str) -> None:
        self.assertContains(page, "autofocus", count=1)
        html = page.content.decode()
        self.assertRegex(html, f'<{tag} [^>]*name="{name}"[^>]* autofocus')

    def test_a_figure_is_in_focus_at_its_key(self) -> None:
        address = page_of(self.overview)
        group = name_of(self.open(address), key="caseload")
        page = self.add(address, f"{group}-statistics")
        self.assert_focused(page, "input", f"{group}-statistics-2-key")

    def test_words_are_in_focus_at_their_language(self) -> None:
        address = page_of(self.case)
        page = self.add(address, "texts")
        self.assert_focused(page, "select", "texts-2-language")

    def test_of_two_added_rows_the_last_is_in_focus(self) -> None:
        address = page_of(self.case)
        page = self.add(address, "amounts")
        page = send(page, add="amounts")
        self.assert_focused(page, "input", "amounts-1-value")

    def test_a_page_that_is_opened_begins_at_its_head(self) -> None:
        for address in (page_of(self.overview), reverse("admin:cases_case_add")):
            self.assertNotContains(self.open(address), "autofocus")

    def test_a_group_opens_with_a_place_for_its_words(self) -> None:
        page = self.add(page_of(self.overview), "groups")
        self.assert_focused(page, "input", "groups-1-key")
        self.assertEqual(value_of(page, "groups-1-texts-TOTAL_FORMS"), "1")
