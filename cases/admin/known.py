"""Keys that the forms of records offer while one is typed."""

from typing import Any

from cases.models import Case, CauseOfAction, Court, Law, Overview, Record, Source

OFFERED = 500


def known() -> dict[str, list[str]]:
    """Return keys by the name of what they belong to, newest first where many."""
    offered = {}
    for model, key in (
        (Court, "slug"),
        (CauseOfAction, "slug"),
        (Case, "slug"),
        (Overview, "slug"),
        (Law, "slug"),
        (Source, "key"),
    ):
        rows: Any = model._default_manager.order_by("-pk")
        if issubclass(model, Record):
            rows = rows.filter(current_version__isnull=False)
        name = str(model._meta.model_name)
        offered[name] = list(rows.values_list(key, flat=True)[:OFFERED])
    return offered
