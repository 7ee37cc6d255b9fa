"""The values that somebody else saved meanwhile, beside those of a refused form."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.db.models import Model
from django.forms.formsets import DELETION_FIELD_NAME
from django.http import QueryDict
from django.utils.translation import gettext as _

from articles.admin.choosing import ChooseMixin
from articles.admin.desk import whole_number
from articles.admin.future import FUTURE
from articles.models import Revision
from cjo.lib.languages import page_language
from cjo.lib.locales import moment_text

_MOST_ROWS = 1000  # of one kind in one form
# hidden, or an act: no editor can compare them
_NOT_COMPARED = ("id", "revision", DELETION_FIELD_NAME, FUTURE)


def refusal(theirs: Revision) -> str:
    """Return the sentences above a form that was refused because of another save."""
    return _(
        "Not saved: %(who)s saved this while you were writing, %(when)s. Your values "
        "are still in the form. Beside each field that differs you see the saved "
        "value. Take over the parts you need. When you save again, your values "
        "replace the saved ones."
    ) % {
        "who": theirs.changed_by or _("somebody else"),
        "when": moment_text(theirs.changed_at, page_language())
        if theirs.changed_at
        else "",
    }


def show_theirs(forms_: Iterable[Any]) -> list[forms.BoundField]:
    """Note at each field the stored value as `theirs`; return those that differ."""
    differing = [
        form[name]
        for form in forms_
        for name in form.changed_data
        if name not in _NOT_COMPARED
    ]
    for field in differing:
        setattr(field, "theirs", _in_words(field))  # noqa: B010
    return differing


def _in_words(bound: Any) -> str:
    """Return a field's value before this form, as its widget would show it."""
    field, widget = bound.field, bound.field.widget
    value = field.prepare_value(bound.initial)
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    shown = widget.format_value(value)
    if isinstance(widget, ChooseMixin):
        return ", ".join(widget.names_of(filter(None, shown)))
    if isinstance(widget, forms.widgets.ChoiceWidget):
        names = {str(key): str(label) for key, label in field.choices}
        return ", ".join(names.get(key, key) for key in shown if key)
    return str(shown or "")


def on_present_rows(
    data: QueryDict, formset: type[Any], prefix: str, rows: Sequence[Model]
) -> QueryDict:
    """Return what was sent of a formset, each row put on the row that exists now.

    Django knows a sent row by its place, and refuses an unknown id. But rows may have
    been added and removed meanwhile. A row that was removed is sent as a new one; a
    row that two added, such as the name in one language, is one row.
    """
    sent = _sent_rows(data, prefix)
    unique = _unique_fields(formset)
    by_id: dict[int, dict[str, list[str]]] = {}
    new: list[dict[str, list[str]]] = []
    present = {row.pk for row in rows}
    for values in sent:
        pk = whole_number((values.get("id") or [""])[0])
        if pk in present and pk not in by_id:
            by_id[pk] = values
        elif not (pk and values.get(DELETION_FIELD_NAME)):
            new.append(values)
    for row in rows:
        if row.pk not in by_id:
            stored = _stored(formset.form(instance=row))
            twin = next((v for v in new if unique and _same(v, stored, unique)), None)
            if twin is not None:
                new.remove(twin)
            by_id[row.pk] = twin or stored
    rebased = data.copy()
    for name in list(rebased):
        if name.startswith(f"{prefix}-") and _place(name, prefix) is not None:
            del rebased[name]
    placed = [
        *({**by_id[row.pk], "id": [str(row.pk)]} for row in rows),
        *({**values, "id": [""]} for values in new),
    ]
    for place, values in enumerate(placed):
        for name, texts in values.items():
            rebased.setlist(f"{prefix}-{place}-{name}", texts)
    rebased[f"{prefix}-INITIAL_FORMS"] = str(len(rows))
    rebased[f"{prefix}-TOTAL_FORMS"] = str(len(placed))
    return rebased


def removed_rows(data: QueryDict, prefix: str, rows: Sequence[Model]) -> int:
    """Return how many of the sent rows somebody else has removed meanwhile."""
    present = {row.pk for row in rows}
    ids = [
        whole_number((values.get("id") or [""])[0])
        for values in _sent_rows(data, prefix)
        if not values.get(DELETION_FIELD_NAME)
    ]
    return sum(bool(pk) and pk not in present for pk in ids)


def _sent_rows(data: QueryDict, prefix: str) -> list[dict[str, list[str]]]:
    rows: dict[int, dict[str, list[str]]] = {}
    for name in data:
        place = _place(name, prefix)
        if place is not None and place < _MOST_ROWS:
            field = name.removeprefix(f"{prefix}-{place}-")
            rows.setdefault(place, {})[field] = data.getlist(name)
    return [rows[place] for place in sorted(rows)]


def _place(name: str, prefix: str) -> int | None:
    """Return the number of the row that a field of the formset belongs to."""
    if not name.startswith(f"{prefix}-"):
        return None
    digits = name.removeprefix(f"{prefix}-").partition("-")[0]
    return int(digits) if digits.isdecimal() and len(digits) < 6 else None


def _unique_fields(formset: type[Any]) -> tuple[str, ...]:
    """Return the fields whose values no two rows of one owner share; () if none."""
    for constraint in formset.model._meta.total_unique_constraints:
        if formset.fk.name in constraint.fields:
            return tuple(n for n in constraint.fields if n != formset.fk.name)
    return ()


def _same(
    values: dict[str, list[str]], stored: dict[str, list[str]], names: Iterable[str]
) -> bool:
    return all(values.get(name) == stored.get(name) for name in names)


def _stored(form: Any) -> dict[str, list[str]]:
    """Return the values of a row as a browser would send them back."""
    values = {}
    for name, field in form.fields.items():
        initial = field.prepare_value(form.get_initial_for_field(field, name))
        if isinstance(field.widget, forms.CheckboxInput):
            shown = ["on"] if initial else []
        else:
            text = field.widget.format_value(initial)
            many = isinstance(text, list | tuple)
            shown = [str(t) for t in text] if many else [str(text or "")]
        if shown:
            values[name] = shown
    return values
