"""The state of a court, law, cause or source, which have no versions."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Model

from cases.models import CauseOfAction, Court, Law, Source
from cases.snapshots.parts import provenance_of, texts_of

Reference = Court | Law | CauseOfAction | Source


def reference_shape(row: Reference) -> dict[str, Any]:
    """Return everything that its form shows, to compare before and after an edit."""
    shape: dict[str, Any] = {
        "fields": {
            field.attname: str(field.value_from_object(row))
            for field in row._meta.concrete_fields
        },
        "texts": texts_of(row.texts.all()),
    }
    if isinstance(row, Law):
        shape["versions"] = _rows(row.versions.all())
        shape["addresses"] = _rows(row.addresses.all())
        shape["articles"] = _rows(row.provisions.all())
    if isinstance(row, Court):
        shape["jurisdictions"] = _rows(row.jurisdictions.all())
        shape["sites"] = _rows(row.sites.all())
    if isinstance(row, Court | Law):
        shape["provenance"] = provenance_of(row.provenance.all(), set())
    return shape


def _rows(rows: Iterable[Model]) -> list[dict[str, Any]]:
    """Return the rows below it, with their words."""
    return [
        {
            **{
                field.attname: str(field.value_from_object(row))
                for field in row._meta.concrete_fields
                if not field.primary_key  # rows loaded again get other keys
            },
            "texts": texts_of(row.texts.all()) if hasattr(row, "texts") else {},
        }
        for row in rows
    ]
