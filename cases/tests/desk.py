"""Records at the desk as an editor uses it: open a page, type, press a button."""

from typing import Any

from django.urls import reverse
from webtest.forms import Form

from articles.tests import desk
from articles.tests.desk import submit, type_into
from cases.models import Case, Overview, Record, RecordVersion, Statistic
from cases.tests.world import load_world

TOLD = {"change": "correction", "note": "One digit was wrong."}


def page_of(row: Any) -> str:
    return reverse(f"admin:cases_{row._meta.model_name}_change", args=[row.pk])


def form_of(page: Any) -> Any:
    """Return the record's form as it was opened, without later input."""
    return Form(page, str(page.html.find(id="record-form")))


def value_of(page: Any, name: str) -> str:
    return str(form_of(page)[name].value)


def name_of(page: Any, **wanted: str) -> str:
    """Return the prefix of the row in which these fields have these values."""
    values = dict(form_of(page).submit_fields())
    for name in values:
        prefix: str = name.rpartition("-")[0]
        if all(values.get(f"{prefix}-{key}") == value for key, value in wanted.items()):
            return prefix
    raise AssertionError(f"No row has {wanted}.")


def send(page: Any, *, add: Any = "", follow: Any = False, **typed: Any) -> Any:
    """Type into a record's form and save it, or `add` a row to a formset."""
    form = form_of(page)
    type_into(form, typed)
    answer = submit(form, "add", add) if add else submit(form)
    return answer.follow() if follow and answer.status_int == 302 else answer


class DeskTestCase(desk.DeskTestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        super().setUpTestData()
        load_world(cls.mei)

    def setUp(self) -> None:
        super().setUp()
        self.overview = Overview.objects.get()
        self.case = Case.objects.get(slug="ma-v-company")

    def open(self, address: Any) -> Any:
        """Open an address, or the page of a row at the desk."""
        url = address if isinstance(address, str) else page_of(address)
        return self.app.get(url, expect_errors=True)

    def save(self, address: Any, **typed: Any) -> Any:
        """Open a record, type, and save."""
        return send(self.open(address), **typed)

    def newest(self, record: Record) -> RecordVersion:
        version = RecordVersion.objects.newest(str(record.kind), record.slug)
        assert version is not None
        return version

    def figure(self, key: str = "companies") -> Statistic:
        return Statistic.objects.get(key=key)

    def prefix(self, **wanted: str) -> str:
        return name_of(self.open(self.overview), **wanted)
