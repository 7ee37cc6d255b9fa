"""Load an overview: its groups, statistics, printed shares and provenance."""

from typing import Any

from django.contrib.auth.models import User

from cases.admin.overview import OverviewForm
from cases.importing.form_data import (
    Data,
    WrongFact,
    date_precision,
    key_of,
    mapping,
    state_value,
    take,
)
from cases.importing.write import load_record
from cases.models import RecordVersion


def load_overview(data: Any, by: User, **options: Any) -> RecordVersion | None:
    """Load and publish one overview; None if the data say nothing new.

    The options are those of `load_record`: `change`, `note`, `imported` and
    `as_published_before`.
    """
    slug = key_of(data, "overview")
    return load_record(
        OverviewForm, slug, overview_fields(data, slug), by=by, **options
    )


def overview_fields(data: Any, slug: str) -> Data:
    fields = mapping(data, slug)
    date_precision(fields, "released_on", "released_precision")
    _period(fields, slug)
    fields["groups"] = take(fields, "groups", slug)
    groups = {group.get("key"): group for group in fields["groups"]}
    for row in take(fields, "statistics", slug):
        key = row.pop("group", None)
        if key not in groups:
            raise WrongFact(f"{slug}: group “{key}” is no group of this overview.")
        _period(row, f"{slug}, {row.get('key')}")
        state_value(row)
        groups[key].setdefault("statistics", []).append(row)
    return fields


def _period(fields: Data, where: str) -> None:
    period = mapping(fields.pop("period", None) or {}, f"{where}, period")
    for name in ("start", "end", "precision"):
        fields[f"period_{name}"] = period.pop(name, None)
    date_precision(fields, "period_start", "period_precision")
    if period:
        raise WrongFact(f"{where}, period: unknown field “{next(iter(period))}”.")
