"""Load a case: its texts, procedure, amounts, provisions and provenance."""

from typing import Any

from django.contrib.auth.models import User

from cases.admin.case import CaseForm
from cases.importing.form_data import (
    Data,
    date_precision,
    key_of,
    mapping,
    state_value,
    take,
)
from cases.importing.write import load_record
from cases.models import RecordVersion


def load_case(data: Any, by: User, **options: Any) -> RecordVersion | None:
    """Load and publish one case; None if the data say nothing new.

    The options are those of `load_record`: `change`, `note`, `imported` and
    `as_published_before`.
    """
    slug = key_of(data, "case")
    return load_record(CaseForm, slug, case_fields(data, slug), by=by, **options)


def case_fields(data: Any, slug: str) -> Data:
    fields = mapping(data, slug)
    date_precision(fields, "decided_on", "decided_precision")
    fields["case_provisions"] = take(fields, "provisions", slug)
    fields["proceedings"] = take(fields, "proceedings", slug)
    fields["amounts"] = take(fields, "amounts", slug)
    for row in fields["case_provisions"]:
        law, article = row.pop("law", None), row.pop("article", None)
        row["provision"] = f"{law}/{article}"
    for row in fields["proceedings"]:
        row["decided_precision"] = row.pop("precision", None)
        date_precision(row, "decided_on", "decided_precision")
    for row in fields["amounts"]:
        state_value(row)
    return fields
