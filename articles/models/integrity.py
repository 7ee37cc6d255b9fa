"""The integrity log: everything published, in one signed chain that only grows."""

import datetime as dt
import json
from typing import Literal, NamedTuple, TypedDict, cast

from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.document import canonical, digest, timestamp
from articles.models.frozen import FrozenModel
from cjo.lib import signing_key

SCHEMA: Literal[1] = 1


class EntryKind(models.TextChoices):
    """The values are in hashed documents: none may ever change."""

    VERSION = "version", _("version of a text")
    RECORD_VERSION = "record_version", _("version of a record")
    RENDERING = "rendering", _("HTML of a version")
    REDACTION = "redaction", _("version after words were withheld")


class Entered(NamedTuple):
    """A published row as an entry names it: `version` is the number of the version."""

    kind: EntryKind
    subject: str
    version: int
    digest: str


class EntryDocument(TypedDict):
    """The canonical JSON of an entry (docs/hash.md)."""

    schema: Literal[1]
    number: int
    kind: str
    subject: str
    version: int
    digest: str
    at: str
    entered_later: bool
    key: str
    previous: str | None


class IntegrityEntryQuerySet(models.QuerySet["IntegrityEntry"]):
    def head(self) -> "IntegrityEntry | None":
        """Return the newest entry, whose hash stands for all before it."""
        return self.order_by("-number").first()

    def of_versions(self, hashes: list[str]) -> dict[str, "IntegrityEntry"]:
        """Return the entries of versions, by the hash of the version."""
        rows = self.exclude(kind=EntryKind.RENDERING).filter(digest__in=hashes)
        return {entry.digest: entry for entry in rows.only("number", "hash", "digest")}

    def of_version(self, hash_: str) -> "IntegrityEntry | None":
        return self.of_versions([hash_]).get(hash_)


class IntegrityEntry(FrozenModel):
    """An entry of the integrity log: a digest, signed, with the hash before it.

    `canonical` is the truth; the other columns are copies to query by.
    `entered_later`: it was published before there was a log.
    """

    number = models.PositiveBigIntegerField(primary_key=True)
    kind = models.CharField(max_length=20, choices=EntryKind.choices)
    subject = models.CharField(max_length=400)
    version = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    at = models.DateTimeField()
    entered_later = models.BooleanField()
    canonical = models.TextField()
    hash = models.CharField(max_length=64, unique=True)
    signature = models.CharField(max_length=128)

    objects = IntegrityEntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("entry of the integrity log")
        verbose_name_plural = _("integrity log")
        ordering = ["number"]
        indexes = [
            models.Index(fields=["digest"], name="integrity_digest"),
            models.Index(fields=["subject", "version"], name="integrity_subject"),
        ]

    def __str__(self) -> str:
        return f"Entry {self.number} of the integrity log"

    @property
    def document(self) -> EntryDocument:
        return cast(EntryDocument, json.loads(self.canonical))


def next_entry(
    head: IntegrityEntry | None, row: Entered, *, at: dt.datetime, later: bool = False
) -> IntegrityEntry:
    """Return the signed entry that follows the head of the log, unsaved."""
    document: EntryDocument = {
        "schema": SCHEMA,
        "number": head.number + 1 if head else 1,
        "kind": row.kind.value,
        "subject": row.subject,
        "version": row.version,
        "digest": row.digest,
        "at": timestamp(at),
        "entered_later": later,
        "key": signing_key.public_key(),
        "previous": head.hash if head else None,
    }
    text = canonical({**document})
    hash_ = digest(text)
    return IntegrityEntry(
        number=document["number"],
        **row._asdict(),
        at=at,
        entered_later=later,
        canonical=text,
        hash=hash_,
        signature=signing_key.sign(hash_),
    )
