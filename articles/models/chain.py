"""Published versions that follow one another, each naming the hash of the last."""

import datetime as dt
from typing import Any, ClassVar, Self, TypeVar

from django.apps import apps
from django.conf import settings
from django.db import models

from articles.models.change import LOGGED, ChangeType
from articles.models.document import digest
from articles.models.frozen import FrozenModel
from articles.models.integrity import Entered, EntryKind

_Row = TypeVar("_Row", bound="ChainedModel")


class ChainedQuerySet(models.QuerySet[_Row]):
    def history_of(self, version: "ChainedModel") -> Self:
        """Keep all versions of the same text or record, newest first."""
        chain = {field: getattr(version, field) for field in version.chained_by}
        versions = self.filter(**chain).order_by("-number")
        return versions.select_related("withheld__redaction")

    def withdrawal_of(self, version: "ChainedModel") -> _Row | None:
        """Return the version whose note says why this one is gone; None if it is not.

        It stays withdrawn, even where the text is published again later.
        """
        withdrawals = self.history_of(version).filter(
            number__gte=version.number, change_type=ChangeType.WITHDRAWAL
        )
        return withdrawals.order_by("number").first()

    def logged(self) -> Self:
        return self.filter(change_type__in=LOGGED)


class ChainedModel(FrozenModel):
    """A frozen row whose `canonical` JSON holds the hash of its predecessor.

    `canonical` is the truth and `hash` its SHA-256; the other columns are copies to
    query by. `chained_by` names the fields that say to which chain a row belongs.
    `withdrawal_is_current`: the owner of a withdrawn text points at the withdrawal.
    """

    number = models.PositiveIntegerField()
    # as text: a JSON column would not give back the bytes that were hashed
    canonical = models.TextField()
    hash = models.CharField(max_length=64, unique=True)
    change_type = models.CharField(max_length=20, choices=ChangeType.choices)
    change_note = models.TextField(blank=True)
    published_at = models.DateTimeField()
    # PROTECT: a user is named for ever by what was published
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"
    )
    # the newest redaction of it: the hash then is not that of the canonical JSON
    withheld = models.ForeignKey(
        "articles.Withheld", models.PROTECT, null=True, related_name="+"
    )

    chained_by: ClassVar[tuple[str, ...]]
    entry_kind: ClassVar[EntryKind]
    withdrawal_is_current: ClassVar[bool]

    class Meta:
        abstract = True

    @classmethod
    def copies_of(cls, document: Any) -> dict[str, Any]:
        """Return the columns that repeat a document, to query by."""
        return {
            "number": document["number"],
            "change_type": document["change"]["type"],
            "change_note": document["change"]["note"],
            "published_at": dt.datetime.fromisoformat(document["published_at"]),
        }

    @property
    def owner(self) -> str:
        """Return the row that readers reach this version by: model and key."""
        raise NotImplementedError

    @property
    def subject(self) -> str:
        """Return the name of the text or record, as the integrity log has it."""
        raise NotImplementedError

    @property
    def entered(self) -> Entered:
        return Entered(self.entry_kind, self.subject, self.number, self.hash)

    @property
    def is_withdrawal(self) -> bool:
        return self.change_type == ChangeType.WITHDRAWAL

    @property
    def is_intact(self) -> bool:
        """Return whether it is as it was published, or as a redaction left it."""
        expected = self.withheld.digest if self.withheld else self.hash
        return digest(self.canonical) == expected


def chained_models() -> list[type[ChainedModel]]:
    return [model for model in apps.get_models() if issubclass(model, ChainedModel)]
