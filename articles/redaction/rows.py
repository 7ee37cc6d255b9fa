"""All other rows: drafts, records, names, pictures, addresses and the audit log."""

from collections.abc import Iterable
from typing import Any

from django.contrib.auth.models import User
from django.db.models import Model

from articles.models import (
    Address,
    Byline,
    Edition,
    FrozenModel,
    PathRedirect,
    Rendering,
    SearchRow,
    SearchWord,
    Stamp,
)
from articles.publishing import revisions
from articles.redaction.columns import content_of, stored, tables
from articles.redaction.hashed import Hashed
from articles.redaction.marks import Marks

# They are made anew, or follow the version that they belong to
_Derived = Byline | Rendering | SearchRow | SearchWord | Stamp


def mark_rows(found: Iterable[Model], marks: Marks, *, by: User) -> None:
    """Put marks into rows; delete former addresses, which nobody may see any more."""
    fields = dict(tables())
    for row in found:
        if isinstance(row, Hashed | _Derived):
            continue
        changes = _changes_of(row, fields[type(row)], marks)
        if _is_former_address(row, changes):
            row.delete()
        elif isinstance(row, FrozenModel):
            type(row)._default_manager.filter(pk=row.pk).update(**changes)
        else:
            _save(row, changes, by=by)


def _is_former_address(row: Model, changes: dict[str, Any]) -> bool:
    if isinstance(row, PathRedirect):
        return "old_path" in changes
    return isinstance(row, Address) and not row.current


def _changes_of(row: Model, fields: list[str], marks: Marks) -> dict[str, Any]:
    language = getattr(row, "language", "") or "en"
    changes = {}
    for field in fields:
        content = content_of(row, field)
        marked = marks.in_json(content, language, member=field)
        if marked != content:
            changes[field] = stored(row, field, marked)
    return changes


def _save(row: Model, changes: dict[str, Any], *, by: User) -> None:
    # a form that was opened before must not bring the words back
    if isinstance(row, Edition):
        row.revision += 1
    else:
        revisions.advance(row, by=by)
    for field, value in changes.items():
        setattr(row, field, value)
    row.save()
