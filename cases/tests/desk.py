"""What tests of the desk share: filling in a record's page as a browser would."""

from html.parser import HTMLParser
from typing import Any

from django.test import Client
from django.urls import reverse

from cases.models import (
    Case,
    Overview,
    Record,
    RecordVersion,
    Statistic,
)
from cases.tests.world import load_world
from cjo.test import BaseTestCase


class _Fields(HTMLParser):
    """Collects what a browser would send of the form with an id."""

    def __init__(self, form: str) -> None:
        super().__init__()
        self.form, self.inside = form, False
        self.values: dict[str, Any] = {}
        self._select = self._area = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        of = dict(attrs)
        if tag == "form":
            self.inside = of.get("id") == self.form
            return
        name = of.get("name") or ""
        ours = self.inside or of.get("form") == self.form
        if tag == "option":
            ours = bool(self._select)
        if not ours or (not name and tag != "option"):
            return
        if tag == "input" and of.get("type") in ("checkbox", "radio"):
            if "checked" in of:
                self.values[name] = of.get("value") or "on"
        elif tag == "input" and name in self.values:
            known = self.values[name]
            several = known if isinstance(known, list) else [known]
            self.values[name] = [*several, of.get("value") or ""]
        elif tag == "input":
            self.values[name] = of.get("value") or ""
        elif tag == "textarea":
            self._area, self.values[name] = name, ""
        elif tag == "select":
            self._select, self.values[name] = name, ""
        elif tag == "option" and "selected" in of:
            self.values[self._select] = of.get("value") or ""

    def handle_data(self, data: str) -> None:
        if self._area:
            self.values[self._area] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "select":
            self._select = ""
        elif tag == "textarea" and self._area:
            name, self._area = self._area, ""
            # browsers leave out the line break that opens the element
            text = self.values.get(name, "").removeprefix("\n")
            self.values[name] = text.replace("\n", "\r\n")
        elif tag == "form":
            self.inside = False


def sent(page: Any, form: str = "record-form", **changes: Any) -> dict[str, Any]:
    """Return what a browser sends of a page; None takes a field away."""
    fields = _Fields(form)
    fields.feed(page.content.decode())
    values = {**fields.values, **changes}
    return {name: value for name, value in values.items() if value is not None}


def name_of(page: Any, **wanted: str) -> str:
    """Return the prefix of the row in which these fields have these values."""
    values = sent(page)
    for name in values:
        prefix = name.rpartition("-")[0]
        if all(values.get(f"{prefix}-{key}") == value for key, value in wanted.items()):
            return prefix
    raise AssertionError(f"No row has {wanted}.")


def save(client: Client, address: str, **changes: Any) -> Any:
    """Open a record, type, and save."""
    return client.post(address, sent(client.get(address), **changes))


TOLD = {"change": "correction", "note": "One digit was wrong."}


def page_of(row: Any) -> str:
    return reverse(f"admin:cases_{row._meta.model_name}_change", args=[row.pk])


class DeskTestCase(BaseTestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        super().setUpTestData()
        load_world(cls.mei)

    def setUp(self) -> None:
        self.client.force_login(self.mei)
        self.overview = Overview.objects.get()
        self.case = Case.objects.get(slug="ma-v-company")

    def newest(self, record: Record) -> RecordVersion:
        found = RecordVersion.objects.newest(str(record.kind), record.slug)
        assert found is not None
        return found

    def figure(self, key: str = "companies") -> Statistic:
        return Statistic.objects.get(key=key)

    def prefix(self, **wanted: str) -> str:
        return name_of(self.client.get(page_of(self.overview)), **wanted)
