"""What has to be mended: said at its place, and led to from the head of the page."""

from typing import Any

from cases.models import Collection
from cases.tests.desk import TOLD, DeskTestCase, name_of, page_of, send


class WrongTests(DeskTestCase):
    def assert_anchored(self, page: Any, anchor: str, label: str) -> None:
        """Assert that the head of the page leads to a place that is there, once."""
        self.assertContains(page, f'<a href="#{anchor}">{label}</a>', count=1)
        self.assertContains(page, f'id="{anchor}"', count=1)

    def test_a_missing_kind_of_change_is_led_to(self) -> None:
        value = f"{self.prefix(key='companies')}-value"
        answer = self.save(self.overview, **{value: "59"})
        self.assert_anchored(answer, "id_change", "Kind of change")

    def test_a_missing_note_is_led_to(self) -> None:
        value = f"{self.prefix(key='companies')}-value"
        changes = {"change": "correction", value: "59"}
        answer = self.save(self.overview, **changes)
        self.assert_anchored(answer, "id_note", "Note for readers")

    def test_each_field_of_a_record_and_of_its_rows_is_led_to(self) -> None:
        page = self.open(self.overview)
        row = name_of(page, key="companies")
        changes = {
            **TOLD,
            "record-court": "moon",
            f"{row}-value": "many",
            f"{row}-texts-0-label": "",
        }
        answer = send(page, **changes)
        self.assert_anchored(answer, "id_record-court", "Court")
        self.assert_anchored(answer, f"id_{row}-value", "Number")
        self.assert_anchored(answer, f"id_{row}-texts-0-label", "What was counted")

    def test_a_row_and_all_rows_of_a_kind_are_led_to(self) -> None:
        address = page_of(Collection.objects.get())
        answer = self.save(address, **{**TOLD, "items-2-DELETE": True})
        self.assert_anchored(answer, "items", "Places in the collection")
        parts = {**TOLD, f"{self.prefix(key='companies')}-texts-0-DELETE": True}
        parts[f"{self.prefix(key='companies')}-texts-1-DELETE"] = True
        answer = self.save(self.overview, **parts)
        self.assertContains(answer, f'<a href="#{self.prefix(key="companies")}">')

    def test_a_page_without_a_mistake_leads_nowhere(self) -> None:
        self.assertNotContains(self.open(self.overview), "desk-wrong")
