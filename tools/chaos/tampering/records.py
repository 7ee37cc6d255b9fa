"""Records: versions of cases, collections and overviews."""

from cases.models import Collection, RecordVersion
from tools.chaos.tampering.forging import change, delete, rewritten, tampering


def shown_record() -> RecordVersion:
    """Return the current version of a case."""
    return RecordVersion.objects.filter(current_case__isnull=False)[0]


@tampering("the text of a record version")
def forge_record() -> None:
    row = shown_record()
    change(row, canonical=row.canonical.replace("a", "e"))


@tampering("the text of a record version, with its hash")
def forge_record_and_hash() -> None:
    rewritten(shown_record(), record={})


@tampering("the address of a record version")
def forge_record_address() -> None:
    change(shown_record(), key="forged")


@tampering("the note of a record version")
def forge_record_note() -> None:
    change(shown_record(), change_note="Forged.", note_language="en")


@tampering("the time of a record version")
def forge_record_time() -> None:
    change(shown_record(), published_at="1999-01-01T00:00:00Z")


@tampering("the current version of a record, removed")
def show_no_record() -> None:
    change(Collection.objects.all()[0], current_version=None)


@tampering("a record version, cut off")
def cut_off_record() -> None:
    collection = Collection.objects.all()[0]
    version = RecordVersion.objects.get(current_collection=collection)
    change(collection, current_version=None)
    delete(RecordVersion.objects.filter(pk=version.pk))


@tampering("the versions of a record, given to another")
def give_record_to_another() -> None:
    row = shown_record()
    chain = RecordVersion.objects.filter(kind=row.kind, object_id=row.object_id)
    chain.update(object_id=10**6)
