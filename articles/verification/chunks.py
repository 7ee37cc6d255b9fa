"""Rows by the hundred, so that a table of any size is read in the same memory."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Protocol, TypeVar

from django.db.models import Model, QuerySet

_Row = TypeVar("_Row", bound=Model)
_SIZE = 200


class Progress(Protocol):
    """Passes rows on, and shows how far they are; `unit` names one of them."""

    def __call__(
        self, rows: Iterable[_Row], total: int, unit: str
    ) -> Iterable[_Row]: ...


def chunks_of(rows: QuerySet[_Row], progress: Progress) -> Iterator[list[_Row]]:
    unit = str(rows.model._meta.verbose_name)
    shown = iter(progress(rows.iterator(chunk_size=_SIZE), rows.count(), unit))
    while chunk := list(islice(shown, _SIZE)):
        yield chunk
