"""The rows of records: a verb reads them anew, for its caller read them earlier."""

from typing import TypeVar

from django.db.models import Model

_Row = TypeVar("_Row", bound=Model)


def reloaded(row: _Row) -> _Row:
    return type(row)._default_manager.get(pk=row.pk)
