"""Snapshots: everything that pages, embeds and downloads print of a record."""

from typing import Any, cast

from cases.models import SCHEMA, Case, Collection, OutcomeKind, Overview, Record
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
    "says_the_same",
    "snapshot_of",
    "texts_of",
]


def content_of(row: Record | Reference, schema: int = SCHEMA) -> dict[str, Any]:
    """Return all that a record or a row without versions says, to compare it."""
    if isinstance(row, Record):
        return snapshot_of(row, schema)
    return reference_shape(row)


def says_the_same(snapshot: dict[str, Any], other: dict[str, Any]) -> bool:
    """Return whether two snapshots have the same content.

    A field that came later is left out where an older snapshot cannot have it: to say
    that it is unknown is nothing new.
    """
    return bool(_known(snapshot) == _known(other))


def _known(value: Any) -> Any:
    if isinstance(value, list):
        return [_known(part) for part in value]
    if not isinstance(value, dict):
        return value
    parts = {name: _known(part) for name, part in value.items()}
    unknown: tuple[Any, ...] = (None, "", [], {}, OutcomeKind.UNKNOWN.value)
    return {name: part for name, part in parts.items() if part not in unknown}


def snapshot_of(record: Record, schema: int = SCHEMA) -> dict[str, Any]:
    if isinstance(record, Case):
        return cast(dict[str, Any], case_shape(record, schema))
    if isinstance(record, Collection):
        return cast(dict[str, Any], collection_shape(record, schema))
    if isinstance(record, Overview):
        return cast(dict[str, Any], overview_shape(record, schema))
    raise TypeError(f"{type(record).__name__} has no versions.")
