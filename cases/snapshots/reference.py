"""The state of a court, law, cause or source, which have no versions."""

from typing import Any

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
        dates = row.amendments.values_list("amended_on", "in_force_on")
        shape["amendments"] = [list(map(str, pair)) for pair in dates]
        shape["articles"] = [provision.article for provision in row.provisions.all()]
    if isinstance(row, Court | Law):
        shape["provenance"] = provenance_of(row.provenance.all(), set())
    return shape
