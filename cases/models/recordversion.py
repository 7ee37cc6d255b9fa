"""Record versions: each published state of a case, collection or overview."""

import json
from functools import cached_property
from typing import Any, Literal, NotRequired, Self, TypedDict, cast

from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models import NOTELESS, Address, ChainedModel
from articles.models.chain import ChainedQuerySet
from articles.models.document import Change
from articles.models.integrity import EntryKind
from cjo.lib.languages import CHOICES

SCHEMA: Literal[3] = 3
# Until this schema facts were graded otherwise, and sources had no kinds
SCHEMA_BEFORE_GRADES: Literal[2] = 2


class RecordKind(models.TextChoices):
    """The records that have versions; courts and laws have none."""

    CASE = "case", _("Case")
    COLLECTION = "collection", _("Collection")
    OVERVIEW = "overview", _("Overview")


# The address space in which each kind has its slugs
SPACES = {
    RecordKind.CASE: "cases",
    RecordKind.COLLECTION: "cases/collections",
    RecordKind.OVERVIEW: "cases/overviews",
}


class NotedChange(Change):
    """A change since schema 2; schema 1 did not name the note's language.

    `note_texts` is the note in further languages, and left out where there is none.
    """

    note_language: str
    note_texts: NotRequired[dict[str, str]]


class RecordDocument(TypedDict):
    """The canonical JSON of a record version (docs/hash.md)."""

    schema: Literal[1, 2, 3]
    kind: str
    key: str
    number: int
    record: dict[str, Any]
    change: Change | NotedChange
    published_at: str
    previous: str | None


class RecordVersionQuerySet(ChainedQuerySet["RecordVersion"]):
    def of(self, kind: str, key: str) -> Self:
        """Keep the versions of the record that has, or once had, this slug."""
        owner = Address.objects.filter(space=SPACES[RecordKind(kind)], slug=key)
        return self.filter(kind=kind, object_id__in=owner.values("object_id"))

    def current(self) -> Self:
        """Keep the versions that readers have now."""
        return self.filter(
            models.Q(current_case__isnull=False)
            | models.Q(current_collection__isnull=False)
            | models.Q(current_overview__isnull=False)
        )

    def readable(self) -> Self:
        """Keep the versions of records that readers still have."""
        return self.filter(models.Exists(self._current()))

    def withdrawn(self) -> Self:
        """Keep the versions of records that readers no longer have."""
        return self.filter(~models.Exists(self._current()))

    @staticmethod
    def _current() -> "RecordVersionQuerySet":
        return RecordVersion.objects.current().filter(
            kind=models.OuterRef("kind"),
            object_id=models.OuterRef("object_id"),
        )

    def newest(self, kind: str, key: str) -> "RecordVersion | None":
        return self.of(kind, key).order_by("-number").first()


class RecordVersion(ChainedModel):
    """A record as published once: one number for all its languages.

    Pages, embeds and downloads read it, never the rows behind it. `follows` marks a
    version that was made because something that the record shows was changed.
    """

    kind = models.CharField(max_length=20, choices=RecordKind.choices)
    object_id = models.BigIntegerField()  # no foreign key: it is of three models
    key = models.CharField(max_length=200, help_text="Its slug at that time.")
    previous = models.CharField(max_length=64, blank=True)
    note_language = models.CharField(
        max_length=10,
        choices=CHOICES,
        blank=True,
        help_text="Empty where there is no note.",
    )
    note_texts = models.JSONField(
        null=True, help_text="The note in further languages, by language."
    )
    follows = models.BooleanField(
        default=False, help_text="Made because something that it shows was changed."
    )

    objects = RecordVersionQuerySet.as_manager()

    chained_by = ("kind", "object_id")
    entry_kind = EntryKind.RECORD_VERSION
    withdrawal_is_current = False

    class Meta:
        ordering = ["kind", "object_id", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "object_id", "number"], name="record_version_once"
            ),
            models.CheckConstraint(
                condition=models.Q(number=1, previous="")
                | models.Q(number__gt=1) & ~models.Q(previous=""),
                name="record_version_follows",
            ),
            models.CheckConstraint(
                condition=models.Q(change_type__in=NOTELESS)
                | ~models.Q(change_note=""),
                name="record_version_has_note",
            ),
            models.CheckConstraint(
                condition=models.Q(change_note="", note_language="")
                | ~models.Q(change_note="") & ~models.Q(note_language=""),
                name="record_version_note_has_language",
            ),
        ]
        indexes = [
            models.Index(
                fields=["change_type", "follows", "-published_at"],
                name="record_version_by_change",
            ),
            models.Index(fields=["-published_at", "-id"], name="record_version_newest"),
        ]

    def __str__(self) -> str:
        return f"{self.kind}:{self.key}, version {self.number}"

    @cached_property
    def document(self) -> RecordDocument:
        return _read(self.canonical)

    @classmethod
    def copies_of(cls, document: RecordDocument) -> dict[str, Any]:
        copies = {
            **super().copies_of(document),
            "kind": document["kind"],
            "key": document["key"],
            "previous": document["previous"] or "",
        }
        # schema 1 did not name it
        change: dict[str, Any] = {**document["change"]}
        if "note_language" in change:
            copies["note_language"] = change["note_language"]
        copies["note_texts"] = change.get("note_texts")
        return copies

    @property
    def owner(self) -> str:
        return f"{self.kind}:{self.object_id}"

    @property
    def subject(self) -> str:
        return f"{self.document['kind']}:{self.document['key']}"

    @property
    def snapshot(self) -> dict[str, Any]:
        return self.document["record"]


def snapshot_in(canonical: str) -> dict[str, Any]:
    """Return the record in the canonical JSON of one of its versions."""
    return _read(canonical)["record"]


def _read(canonical: str) -> RecordDocument:
    return cast(RecordDocument, json.loads(canonical))
