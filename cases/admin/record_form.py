"""The form of a record: its own fields, and formsets of the rows that belong to it."""

from collections.abc import Iterable, Iterator
from typing import Any, ClassVar

from django.db.models import prefetch_related_objects

from articles.admin.future import FutureField, ask
from articles.admin.generics import ModelForm
from articles.admin.names import linked
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
        self,
        data: Any = None,
        *,
        instance: Any = None,
        replacing: bool = False,
        as_published_before: bool = False,
    ) -> None:
        if instance is not None and instance.pk:
            prefetch_related_objects([instance], *_related(type(self)))
        self.is_checked = False
        super().__init__(
            data,
            instance=instance,
            prefix="record",
            replacing=replacing,
            as_published_before=as_published_before,
        )
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
        checked = [form for form in self.sent() if hasattr(form, "cleaned_data")]
        self.asks_future = ask(self, checked)

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
                self.formset(name).non_form_errors().append(linked(problem))
            else:
                form.add_error(name if name in form.fields else None, linked(problem))

    def removed_meanwhile(self) -> list[RowForm]:
        """Return the sent rows that somebody else has removed: saving adds them."""
        return [row for row in self.rows() if row.was_removed and row.is_kept]

    def sent(self) -> list[RowForm]:
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
