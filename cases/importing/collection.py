"""Load a collection: its places, the decisions related to it, and provenance."""

from typing import Any

from django.contrib.auth.models import User

from cases.admin.collection import CollectionForm
from cases.importing.form_data import Data, date_precision, key_of, mapping, take
from cases.importing.write import load_record
from cases.models import RecordVersion


def load_collection(data: Any, by: User, **options: Any) -> RecordVersion | None:
    """Load and publish one collection; None if the data say nothing new.

    The options are those of `load_record`: `change`, `note`, `imported` and
    `as_published_before`.
    """
    slug = key_of(data, "collection")
    return load_record(
        CollectionForm, slug, collection_fields(data, slug), by=by, **options
    )


def collection_fields(data: Any, slug: str) -> Data:
    fields = mapping(data, slug)
    date_precision(fields, "released_on", "released_precision")
    fields["items"] = take(fields, "items", slug)
    fields["related_decisions"] = take(fields, "related", slug)
    for row in fields["items"]:
        row["ORDER"] = row.pop("position", "")
    return fields
