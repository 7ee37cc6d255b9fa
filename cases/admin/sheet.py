"""A record on one page: its own fields and all rows that belong to it."""

from collections.abc import Iterator
from typing import Any, ClassVar

from django.db.models import Model, prefetch_related_objects
from django.utils.translation import gettext as _

from articles.publishing.problems import Problem
from cases.admin.forms import RowForm
from cases.admin.rows import Part, Row, Rows, Saving


class Sheet:
    """What a page shows of a record, and what a browser sent back of it.

    `keys` are the fields that cannot be changed once readers know the record.
    """

    form_class: ClassVar[type[RowForm]]
    parts: ClassVar[tuple[Part, ...]]
    keys: ClassVar[tuple[str, ...]] = ("slug",)

    def __init__(self, record: Any, data: Any = None) -> None:
        self.record, self.checked = record, False
        if record.pk:
            paths = [path for part in self.parts for path in part.paths()]
            prefetch_related_objects([record], *paths)
        self.form = self.form_class(data, instance=record, prefix="record")
        for key in self.keys if record.pk else ():
            self.form.fields.pop(key, None)
        self.rows = [Rows(part, record, data, part.name) for part in self.parts]

    def add(self, prefix: str) -> None:
        """Add an empty row where a button asks for it."""
        any(rows.add(prefix) for rows in self.rows)

    def is_valid(self) -> bool:
        self.checked = True
        valid = [self.form.is_valid(), *(rows.is_valid() for rows in self.rows)]
        if all(valid):
            self._check_key()
            self.check()
        return not any(form.errors for form in self._forms())

    def _check_key(self) -> None:
        """Refuse a key that another row of its kind has."""
        key = self.keys[0]
        value = self.form.cleaned_data.get(key)
        others = type(self.record)._default_manager.filter(**{key: value})
        if value and others.exists():
            self.form.add_error(key, _("Something else has this key."))

    def check(self) -> None:
        """Mark what does not fit together, though each row is right by itself."""

    def save(self) -> None:
        """Write all rows; the caller's transaction takes them back if that fails."""
        self.form.save()
        saving = Saving(self.record)
        for rows in self.rows:
            rows.save(self.record, saving)
        self.after()

    def after(self) -> None:
        """Write what needs every row to be there."""

    def refuse(self, problems: list[Problem]) -> None:
        """Put each problem beside its place, or above all where it has none here."""
        for problem in dict.fromkeys(problems):
            form, name = self._place_of(problem.field)
            if form is not None:
                form.add_error(name if name in form.fields else None, problem.message)
                continue
            part = next((r for r in self.rows if r.part.name == problem.field), None)
            if part is not None:
                part.errors.append(problem.message)
            else:
                self.form.add_error(None, problem.message)

    def _place_of(self, field: str) -> tuple[RowForm | None, str]:
        """Return the form of a field: one of the record's, or `PART/KEY/FIELD`."""
        if field in self.form.fields:
            return self.form, field
        name, _slash, rest = field.partition("/")
        key, _slash, inner = rest.partition("/")
        for row in self.every_row():
            own = row.bound and row.part.name == name and row.is_kept
            if own and row.form.cleaned_data.get("key") == key:
                return row.form, inner
        return None, field

    def show_theirs(self) -> None:
        """Note beside each field what somebody else saved, where it differs."""
        for form in self._forms():
            for name in form.changed_data:
                setattr(form[name], "theirs", _in_words(form, name))  # noqa: B010

    def differing(self) -> list[Any]:
        return [
            field
            for form in self._forms()
            for field in form
            if getattr(field, "theirs", None) is not None
        ]

    def every_row(self) -> Iterator[Row]:
        for rows in self.rows:
            yield from _rows_in(rows)

    def _forms(self) -> Iterator[RowForm]:
        """Yield the forms that a browser sent, without empty and removed ones."""
        yield self.form
        for row in self.every_row():
            if row.bound and row.is_kept:
                yield row.form


def _rows_in(rows: Rows) -> Iterator[Row]:
    """Yield rows and those under them; what goes with a removed row is left out."""
    for row in rows.rows:
        yield row
        for inside in () if row.remove else row.parts:
            yield from _rows_in(inside)


def _in_words(form: RowForm, name: str) -> str:
    """Return what stands in a field before this form, as its widget would show it."""
    field = form.fields[name]
    value = form.get_initial_for_field(field, name)
    if isinstance(value, Model):
        return str(field.prepare_value(value))
    choices: Any = getattr(field, "choices", None)
    if choices and not hasattr(field, "queryset"):
        return str(dict(choices).get(value, value or ""))
    return str(value if value is not None else "")
