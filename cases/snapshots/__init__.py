"""Snapshots: everything that pages, embeds and downloads print of a record."""

from typing import Any, cast

from cases.models import Case, Collection, Overview, Record
from cases.snapshots.case import case_shape
from cases.snapshots.collection import collection_shape
from cases.snapshots.overview import overview_shape
from cases.snapshots.parts import court_shape, texts_of
from cases.snapshots.reference import Reference, reference_shape

__all__ = [
    "Reference",
    "content_of",
    "court_shape",
    "reference_shape",
    "snapshot_of",
    "texts_of",
]


def content_of(row: Record | Reference) -> dict[str, Any]:
    """Return all that a record or a row without versions says, to compare it."""
    return snapshot_of(row) if isinstance(row, Record) else reference_shape(row)


def snapshot_of(record: Record) -> dict[str, Any]:
    if isinstance(record, Case):
        return cast(dict[str, Any], case_shape(record))
    if isinstance(record, Collection):
        return cast(dict[str, Any], collection_shape(record))
    if isinstance(record, Overview):
        return cast(dict[str, Any], overview_shape(record))
    raise TypeError(f"{type(record).__name__} has no versions.")
