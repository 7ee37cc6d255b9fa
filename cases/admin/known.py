"""Keys that the forms of records offer while one is typed."""

from cases.models import Case, CauseOfAction, Court, Law, Overview, Source

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
        rows = model._default_manager.order_by("-pk")
        name = str(model._meta.model_name)
        offered[name] = list(rows.values_list(key, flat=True)[:OFFERED])
    return offered
