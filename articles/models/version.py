"""Versions: published texts, numbered, frozen and hashed."""

import datetime as dt
import json
from functools import cached_property
from typing import Any, Self, cast

from django.db import models

from articles.models.chain import ChainedModel, ChainedQuerySet
from articles.models.contributor import Contributor, Role
from articles.models.document import Document
from articles.models.frozen import FrozenModel
from articles.models.integrity import EntryKind
from articles.models.text import Method
from cjo.lib.languages import CHOICES
from cjo.lib.locales import Precision


class VersionQuerySet(ChainedQuerySet["Version"]):
    pass


class Version(ChainedModel):
    """An edition as published once.

    `updated_at` is when a reader last had something to notice: the time of the newest
    Version that was more than a typing error (RFC 4287, 4.2.15).
    """

    edition = models.ForeignKey(
        "articles.Edition", models.PROTECT, related_name="versions"
    )
    language = models.CharField(max_length=10, choices=CHOICES)
    title = models.CharField(max_length=500)
    title_from_address = models.BooleanField(default=False)
    abstract = models.TextField(blank=True)
    dated = models.DateField(null=True)
    dated_precision = models.CharField(max_length=10)
    happened = models.DateField(null=True)
    happened_precision = models.CharField(max_length=10, default=Precision.UNKNOWN)
    method = models.CharField(max_length=20, choices=Method.choices)
    has_text = models.BooleanField()
    translated_from = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="translations"
    )
    updated_at = models.DateTimeField()

    objects = VersionQuerySet.as_manager()

    chained_by = ("edition_id",)
    entry_kind = EntryKind.VERSION
    withdrawal_is_current = True

    class Meta:
        ordering = ["edition", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "number"], name="version_number_once"
            )
        ]
        indexes = [
            # not a partial one: SQLite uses none where a value is a parameter
            models.Index(
                fields=["change_type", "language", "-published_at"],
                name="version_changes",
            ),
            models.Index(fields=["-published_at", "-id"], name="version_newest"),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.language}, version {self.number})"

    @cached_property
    def document(self) -> Document:
        return cast(Document, json.loads(self.canonical))

    @classmethod
    def copies_of(cls, document: Document) -> dict[str, Any]:
        dated, happened = document["dated"], document.get("happened")
        return {
            **super().copies_of(document),
            "language": document["language"],
            "title": document["title"],
            "title_from_address": document["title_from_address"],
            "abstract": document["abstract"],
            "dated": dt.date.fromisoformat(dated) if dated else None,
            "dated_precision": document["dated_precision"],
            "happened": dt.date.fromisoformat(happened) if happened else None,
            "happened_precision": document.get("happened_precision", Precision.UNKNOWN),
            "method": document["method"],
            "has_text": bool(document["body"].strip()),
        }

    @property
    def owner(self) -> str:
        return f"edition:{self.edition_id}"

    @property
    def subject(self) -> str:
        return self.document["edition"]


class BylineQuerySet(models.QuerySet["Byline"]):
    def of(self, contributor_id: int) -> Self:
        """Keep the bylines of a person, and of those merged into them."""
        merged = models.Q(pk=contributor_id) | models.Q(merged_into=contributor_id)
        # by keys: a join would read all bylines
        return self.filter(contributor__in=Contributor.objects.filter(merged))


class Byline(FrozenModel):
    """A name as a Version printed it, with the contributor behind it."""

    version = models.ForeignKey(Version, models.PROTECT, related_name="bylines")
    contributor = models.ForeignKey(Contributor, models.PROTECT, related_name="bylines")
    role = models.CharField(max_length=3, choices=Role.choices)
    position = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=200)
    name_language = models.CharField(max_length=10)
    native_name = models.CharField(max_length=200, blank=True)
    native_language = models.CharField(max_length=10, blank=True)

    objects = BylineQuerySet.as_manager()

    class Meta:
        ordering = ["version", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["version", "position"], name="byline_position_once"
            )
        ]

    def __str__(self) -> str:
        return self.name
