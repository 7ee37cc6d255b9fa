"""The lock of records: a verb takes it first, then reads its rows anew."""

from typing import TypeVar

from django.db.models import Model

from articles.models import Stamp

_Row = TypeVar("_Row", bound=Model)
_LOCK = "records"  # a stamp that no page carries


def lock_records() -> None:
    """Wait until no other transaction changes records; held until this one ends.

    Code that writes rows before it calls a verb locks first. The lock is a single row,
    so that no two transactions can wait for each other.
    """
    Stamp.objects.touch({_LOCK})


def reloaded(row: _Row) -> _Row:
    return type(row)._default_manager.select_for_update().get(pk=row.pk)
