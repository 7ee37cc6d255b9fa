"""Load the records that one change changes, and publish each of them once."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.contrib.auth.models import User

from articles.models import SlugTaken
from articles.publishing.problems import PublishingRefused
from cases.admin.case import CaseForm
from cases.admin.collection import CollectionForm
from cases.admin.overview import OverviewForm
from cases.importing.case import case_fields
from cases.importing.collection import collection_fields
from cases.importing.form_data import WrongFact, key_of
from cases.importing.overview import overview_fields
from cases.importing.write import explain, named, write
from cases.models import Record, RecordKind, RecordVersion
from cases.publishing import publish_together, withdraw
from cjo.lib.turn import in_turn

_KINDS: dict[str, Any] = {
    RecordKind.CASE: (CaseForm, case_fields),
    RecordKind.OVERVIEW: (OverviewForm, overview_fields),
    RecordKind.COLLECTION: (CollectionForm, collection_fields),
}
# A public note by language; readers of other languages get the first
Notes = Mapping[str, str]


@in_turn
def load_together(
    entries: Iterable[tuple[str, Any]], by: User, *, change: str, notes: Notes
) -> list[RecordVersion]:
    """Load pairs of kind and data; a collection gets one version for all its cases."""
    records: list[Record] = []
    for kind, data in entries:
        form, fields_of = _KINDS[kind]
        slug = key_of(data, kind)
        record: Record = named(form, slug)
        if record.is_withdrawn:
            raise WrongFact(f"{slug}: an editor withdrew it, and can publish it again.")
        published = record.current_version
        if write(form, record, fields_of(data, slug), published and published.snapshot):
            records.append(record)
    try:
        return publish_together(records, by=by, change=change, **_noted(notes))
    except (PublishingRefused, SlugTaken) as error:
        raise WrongFact(explain(error)) from error


@in_turn
def withdraw_record(kind: str, slug: str, by: User, *, notes: Notes) -> None:
    """Withdraw a record with a public reason in several languages."""
    form, _fields = _KINDS[kind]
    try:
        withdraw(named(form, slug), by=by, **_noted(notes))
    except PublishingRefused as error:
        raise WrongFact(f"{slug}: {explain(error)}") from error


def _noted(notes: Notes) -> dict[str, Any]:
    (language, note), *others = notes.items()
    return {"note": note, "note_language": language, "note_texts": dict(others)}
