"""The integrity log, and versions that are entered in it afterwards."""

from functools import partial

from django.db import connection

from articles.models import (
    IntegrityEntry,
    Rendering,
    Version,
)
from articles.models.document import digest
from articles.models.integrity import Entered, next_entry
from articles.models.triggers import remove_triggers
from cases.models import RecordVersion
from cjo.lib.clock import now_after
from tools.chaos.tampering.forging import (
    TAMPERINGS,
    Tampering,
    another_key,
    change,
    delete,
    newest,
    rewritten,
    tampering,
)
from tools.chaos.tampering.texts import further


def last_entry() -> IntegrityEntry:
    return IntegrityEntry.objects.order_by("-number")[0]


@tampering("the digest of an entry of the log")
def forge_entry() -> None:
    change(last_entry(), digest="0" * 64)


@tampering("an entry of the log, with its hash")
def forge_entry_and_hash() -> None:
    text = last_entry().canonical.replace(last_entry().digest, "0" * 64)
    change(last_entry(), canonical=text, hash=digest(text), digest="0" * 64)


@tampering("the time of an entry of the log")
def forge_time_of_entry() -> None:
    change(last_entry(), at="1999-01-01T00:00:00Z")


@tampering("an entry of the log, marked as entered later")
def call_entry_late() -> None:
    change(last_entry(), entered_later=True)


@tampering("the signature of an entry of the log")
def forge_signature() -> None:
    change(last_entry(), signature="0" * 128)


@tampering("an entry of the log, removed")
def remove_entry() -> None:
    entry = IntegrityEntry.objects.order_by("number")[1]
    delete(IntegrityEntry.objects.filter(pk=entry.pk))


@tampering("the newest entries of the log, cut off")
def cut_off_log() -> None:
    rows = IntegrityEntry.objects.filter(number__gt=last_entry().number - 2)
    delete(rows)


@tampering("a text and the whole log, signed anew with another key")
def sign_anew_with_another_key() -> None:
    rewritten(newest(), body="Forged.")
    with another_key():
        write_log_anew()


def write_log_anew() -> None:
    """Write a log that fits the rows as they are, as who has the key can."""
    delete(IntegrityEntry.objects.all())
    published = [*Version.objects.all(), *RecordVersion.objects.all()]
    head = None
    for row in [*published, *Rendering.objects.select_related("version")]:
        head = next_entry(head, row.entered, at=now_after(head.at if head else None))
        head.save()


@tampering("a version that was never published, entered with another key")
def add_version_with_entries() -> None:
    forged = further(newest())
    enter_with_another_key([forged.entered, forged.rendering.entered])


def enter_with_another_key(rows: list[Entered]) -> None:
    with another_key():
        for row in rows:
            head = last_entry()
            next_entry(head, row, at=head.at).save()


# no act of a forger puts these back
TAMPERINGS.append(
    Tampering("the triggers, removed", partial(remove_triggers, connection))
)
