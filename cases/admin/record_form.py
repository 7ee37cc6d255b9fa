"""The form of a record: its own fields, and formsets of the rows that belong to it."""

from collections.abc import Iterable, Iterator
from typing import Any, ClassVar

from django import forms
from django.db.models import prefetch_related_objects
from django.forms.formsets import DELETION_FIELD_NAME
from django.utils.translation import gettext as _

from articles.admin.choosing import ChooseMixin
from articles.admin.future import FUTURE, FutureField, ask
from articles.admin.generics import ModelForm
from articles.publishing.problems import Problem
from cases.admin.fields import KeyField, SourcesField
from cases.admin.row_form import RowForm
from cases.admin.row_formset import RowFormSet


class RecordForm(RowForm):
    """The form of a record. Its `key` never changes once readers know the record.

    Rows that were not sent are kept, or removed if the form is `replacing` all rows.
    """

    key: ClassVar[str] = "slug"
    asks_future = False

    future = FutureField()

    def __init__(
        self, data: Any = None, *, instance: Any = None, replacing: bool = False
    ) -> None:
        if instance is not None and instance.pk:
            prefetch_related_objects([instance], *_related(type(self)))
        self.is_checked = False
        super().__init__(data, instance=instance, prefix="record", replacing=replacing)
        self.row_name = ""
        if not self.is_new:
            self.fields.pop(self.key, None)

    def prefix_below(self, formset: type[RowFormSet]) -> str:
        return formset.get_default_prefix()

    def validate_unique(self) -> None:
        # the record itself, unlike its rows, is alone on the page
        ModelForm.validate_unique(self)

    def is_valid(self) -> bool:
        self.is_checked = True
        if super().is_valid():
            self.check_rows()
        self.ask_about_future()
        return not self.is_wrong and not any(self.mistakes())

    def ask_about_future(self) -> None:
        """Ask about dates in the future that are new, in any row of the page."""
        sent = [form for form in self._sent() if form is self or form.is_kept]
        self.asks_future = ask(self, [f for f in sent if hasattr(f, "cleaned_data")])

    def check_rows(self) -> None:
        """Check rows of different formsets against each other."""

    def refuse(self, problems: Iterable[Problem]) -> None:
        """Add each problem to its field, or to the whole record.

        The field of a row below is written `FORMSET/KEY/FIELD`.
        """
        for problem in dict.fromkeys(problems):
            name, _slash, rest = problem.field.partition("/")
            key, _slash, inner = rest.partition("/")
            form: RowForm = self
            for row in self.rows() if key else ():
                formset = str(row.prefix).split("-")[-2]
                if formset == name and row.is_kept and row["key"].value() == key:
                    form, name = row, inner
                    break
            tops = [str(rows.prefix) for rows in self.formsets]
            if form is self and name in tops:
                self.formset(name).non_form_errors().append(problem.message)
            else:
                form.add_error(name if name in form.fields else None, problem.message)

    def show_theirs(self) -> None:
        """Note at each field the value that somebody else saved, where it differs."""
        for form in self._sent():
            for name in form.changed_data:
                # the id of a row is hidden: no editor can compare it
                if name not in ("id", DELETION_FIELD_NAME, FUTURE):
                    setattr(form[name], "theirs", _in_words(form, name))  # noqa: B010

    def differing(self) -> list[Any]:
        """Return the fields in which somebody else saved another value."""
        return [
            field
            for form in self._sent()
            for field in form
            if getattr(field, "theirs", None) is not None
        ]

    def removed_meanwhile(self) -> list[RowForm]:
        """Return the sent rows that somebody else has removed: saving adds them."""
        return [row for row in self.rows() if row.was_removed and row.is_kept]

    def _sent(self) -> list[RowForm]:
        return [self, *(form for form in self.rows() if form.is_bound and form.is_kept)]


def _related(form: type[RowForm], before: str = "") -> Iterator[str]:
    """Yield the lookups to prefetch, so that a page costs a query a kind of rows."""
    for name, field in form.base_fields.items():
        if before and isinstance(field, KeyField | SourcesField):
            yield before + name
            if isinstance(field, KeyField) and hasattr(field.model, "texts"):
                yield f"{before}{name}__texts"
    for name in form.related:
        yield before + name
    for formset in form.below:
        name = before + formset.get_default_prefix()
        yield name
        yield from _related(formset.form, f"{name}__")


def _in_words(form: RowForm, name: str) -> str:
    """Return a field's value before this form, as its widget would show it."""
    field: Any = form.fields[name]
    value = field.prepare_value(form.get_initial_for_field(field, name))
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(field.widget, ChooseMixin):
        keys = value if isinstance(value, list) else [value]
        return ", ".join(field.widget.names_of(map(str, filter(None, keys))))
    if isinstance(field.widget, forms.Select):
        return str(dict(field.choices).get(value, value or ""))
    return str(field.widget.format_value(value) or "")
