"""The form of a row, which has formsets of the rows below it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Protocol

from django.forms.formsets import DELETION_FIELD_NAME
from django.utils.functional import Promise

from articles.admin.generics import ModelForm
from articles.models import TextRow
from cases.admin.fields import KeyField, SourcesField, field_of
from cjo.lib.languages import get_language


@dataclass(frozen=True, slots=True)
class Mistake:
    """A place on the page to be mended: its id, its label, and the name of its row."""

    id: str
    label: str | Promise
    row: str | Promise = ""


class RowsBelow(Protocol):
    """The formset of the rows below a row, as the form of that row uses it."""

    prefix: Any
    forms: Any

    @property
    def kept(self) -> "list[RowForm]": ...

    @property
    def is_open(self) -> bool: ...

    def is_valid(self) -> bool: ...

    def non_form_errors(self) -> Any: ...

    def mistakes(self) -> Iterator[Mistake]: ...

    def add(self, prefix: str) -> None: ...

    def save(self, commit: bool = True) -> Any: ...

    @classmethod
    def get_default_prefix(cls) -> str: ...


class RowForm(ModelForm[Any]):
    """The form of one row.

    `as_published_before` takes a state from before facts were graded by the kinds of
    their sources. Only the importer passes it.
    """

    below: ClassVar[tuple[type[Any], ...]] = ()  # subclasses of RowFormSet
    was_removed = False  # by another tab, while this one was open
    related: ClassVar[tuple[str, ...]] = ()  # to prefetch, besides the typed keys

    class Meta:
        formfield_callback = staticmethod(field_of)

    def __init__(
        self,
        data: Any = None,
        *,
        replacing: bool = False,
        as_published_before: bool = False,
        **options: Any,
    ) -> None:
        super().__init__(data, **{**options, "use_required_attribute": False})
        row, self.replacing = self.instance, replacing
        self.as_published_before = as_published_before
        # a row refused by the database has a key after all, and is new nevertheless
        self.is_new = row._state.adding
        self.row_name: str | Promise = "" if self.is_new else self.describe()
        for name, field in self.fields.items():
            if isinstance(field, KeyField) and getattr(row, f"{name}_id", None):
                self.initial[name] = getattr(row, name)
                field.widget.remember(getattr(row, name))
            elif isinstance(field, SourcesField) and not self.is_new:
                field.widget.remember(*getattr(row, name).all())
        self.formsets: list[RowsBelow] = [
            formset(
                data,
                instance=row,
                prefix=self.prefix_below(formset),
                form_kwargs={
                    "replacing": replacing,
                    "as_published_before": as_published_before,
                },
            )
            for formset in self.below
        ]

    def prefix_below(self, formset: type[Any]) -> str:
        return f"{self.prefix}-{formset.get_default_prefix()}"

    def describe(self) -> str:
        """Return the name of the row while its details are closed."""
        row = self.instance
        if isinstance(row, TextRow):
            return f"{get_language(row.language).english}: {row}"
        return str(row)

    def formset(self, name: str) -> RowsBelow:
        """Return the formset of the rows that the model calls by this name."""
        formsets = {rows.get_default_prefix(): rows for rows in self.formsets}
        return formsets[name]

    def rows(self) -> Iterator["RowForm"]:
        """Yield the forms of all rows below, except those below a removed row."""
        for formset in self.formsets:
            for form in formset.forms:
                yield form
                if not form.is_removed:
                    yield from form.rows()

    @property
    def is_removed(self) -> bool:
        if self.replacing and not (self.is_bound or self.is_new):
            return True
        name = DELETION_FIELD_NAME
        return name in self.fields and bool(self[name].value())

    @property
    def is_kept(self) -> bool:
        """Return whether the row exists after saving: a new one only if not blank."""
        blank = self.is_new and not (self.is_bound and self.has_changed())
        return not self.is_removed and not blank

    @property
    def is_wrong(self) -> bool:
        """Return whether a mistake was found. It validates nothing by itself."""
        return bool(getattr(self, "_errors", None))

    @property
    def is_open(self) -> bool:
        """Return whether the details are shown at once: new, wrong or changed rows."""
        theirs = any(getattr(field, "theirs", None) is not None for field in self)
        own = self.is_new or self.is_removed or self.is_wrong or theirs
        return own or any(rows.is_open for rows in self.formsets)

    def has_changed(self) -> bool:
        below = any(form.is_kept for rows in self.formsets for form in rows.forms)
        return super().has_changed() or (self.is_new and below)

    def is_valid(self) -> bool:
        # a row that was not sent is left as it is
        if not self.is_bound:
            return True
        return all([super().is_valid(), *(rows.is_valid() for rows in self.formsets)])

    def validate_unique(self) -> None:
        """Do nothing: the formset compares its rows, which may exchange values."""

    def validate_constraints(self) -> None:
        """Do nothing: the model's `clean` has better words than a constraint."""

    def mistakes(self) -> Iterator[Mistake]:
        """Yield the mistakes that were found, in the order of the page."""
        if self.is_removed:
            return
        if self.is_wrong:
            if self.row_name and self.non_field_errors():
                yield Mistake(str(self.prefix), self.row_name)
            for field in self:
                if field.errors:
                    yield Mistake(field.auto_id, field.label, self.row_name)
        for formset in self.formsets:
            yield from formset.mistakes()

    def add(self, prefix: str) -> None:
        """Add an empty row to the formset that has this prefix."""
        for formset in self.formsets:
            formset.add(prefix)

    def save(self, commit: bool = True) -> Any:
        """Save the row and all below, in a transaction of the caller."""
        row = super().save(commit) if self.is_bound else self.instance
        if not self.is_bound:
            row.save()
        for formset in self.formsets:
            formset.save()
        return row


def refuse_twice(
    forms: Sequence[RowForm], names: Iterable[str], message: str | Promise
) -> None:
    """Add an error to every form but the first that has the same values."""
    seen: set[tuple[str, ...]] = set()
    for form in forms:
        if not form.is_bound or form.errors:
            continue
        values = [form.cleaned_data.get(name) for name in names]
        if None in values:  # which is like no other value, as in the database
            continue
        # rows may be called alike, so that their ids are compared
        compared = tuple(str(getattr(value, "pk", None) or value) for value in values)
        if compared in seen:
            form.add_error(next(iter(names)), str(message))
        seen.add(compared)
