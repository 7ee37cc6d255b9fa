"""Versions of texts and records: hash, chain, columns, entry, and who shows them."""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from articles.models import ChainedModel, IntegrityEntry, Version
from articles.models.chain import chained_models
from articles.verification.chunks import Progress, chunks_of
from articles.verification.redactions import entered_redactions
from articles.verification.texts import text_faults


def version_faults(progress: Progress) -> Iterator[str]:
    for model in chained_models():
        last: ChainedModel | None = None
        for chunk in chunks_of(_rows_of(model), progress):
            context = _Context.of(chunk)
            for row in chunk:
                before = last if last and _chain(last) == _chain(row) else None
                for fault in _faults_of(row, before, context):
                    yield f"{row}: {fault}"
                last = row


def _rows_of(model: type[ChainedModel]) -> QuerySet[Any]:
    rows: QuerySet[Any] = model._default_manager.select_related("withheld")
    if model is Version:
        related = ("edition__article", "rendering", "translated_from")
        rows = rows.select_related(*related).prefetch_related("bylines")
    # in the order of each chain: a version contains the hash of the one before
    return rows.order_by(*model.chained_by, "number")


def _chain(row: ChainedModel) -> tuple[Any, ...]:
    return tuple(getattr(row, field) for field in row.chained_by)


@dataclass(frozen=True, slots=True)
class _Context:
    """The rows that belong to a chunk of versions.

    `newest` are the keys of versions that no other follows; `current_of` names the row
    of which a version is the current one; `entries` counts the entries of each hash;
    `redactions` are the subject, number and digest of versions with words withheld.
    """

    newest: set[int]
    current_of: dict[int, str]
    entries: Counter[str]
    redactions: set[tuple[str, int, str]]

    @classmethod
    def of(cls, chunk: list[ChainedModel]) -> "_Context":
        model, keys = type(chunk[0]), [row.pk for row in chunk]
        same = {field: OuterRef(field) for field in model.chained_by}
        later = model._default_manager.filter(**same, number__gt=OuterRef("number"))
        newest = model._default_manager.filter(~Exists(later), pk__in=keys)
        entries = IntegrityEntry.objects.filter(
            kind=model.entry_kind, digest__in=[row.hash for row in chunk]
        )
        redacted = [row.withheld.digest for row in chunk if row.withheld]
        return cls(
            set(newest.values_list("pk", flat=True)),
            dict(_owners(model, keys)),
            Counter(entries.values_list("digest", flat=True)),
            entered_redactions(redacted),
        )


def _owners(model: type[ChainedModel], keys: list[int]) -> Iterator[tuple[int, str]]:
    for relation in model._meta.related_objects:
        owner = relation.related_model
        if relation.field.name == "current_version" and isinstance(owner, type):
            rows = owner._default_manager.filter(current_version__in=keys)
            for version, pk in rows.values_list("current_version", "pk"):
                yield version, f"{owner._meta.model_name}:{pk}"


def _faults_of(
    row: ChainedModel, before: ChainedModel | None, context: _Context
) -> Iterator[str]:
    if row.withheld:
        withheld = (row.subject, row.number, row.withheld.digest)
        if withheld not in context.redactions or row.withheld.original != row.hash:
            yield "words are withheld from it, and the integrity log does not say so."
    if not row.is_intact:
        yield "its hash is not that of its text."
        return
    try:
        document = json.loads(row.canonical)
        copies, previous = row.copies_of(document), document["previous"] or ""
    except (ValueError, KeyError, TypeError, AttributeError):
        yield "the canonical JSON cannot be read."
        return
    last_number, last_hash = (before.number, before.hash) if before else (0, "")
    if row.number != last_number + 1 or previous != last_hash:
        yield "it does not follow its predecessor."
    for column, value in copies.items():
        if getattr(row, column) != value:
            yield f"the column {column} differs from the canonical JSON."
    if (count := context.entries[row.hash]) != 1:
        yield f"it has {count} entries in the integrity log, not 1."
    yield from _faults_of_owner(row, context)
    if isinstance(row, Version):
        yield from text_faults(row, before if isinstance(before, Version) else None)


def _faults_of_owner(row: ChainedModel, context: _Context) -> Iterator[str]:
    is_newest = row.pk in context.newest
    is_current = is_newest and (row.withdrawal_is_current or not row.is_withdrawal)
    expected = row.owner if is_current else "nothing"
    actual = context.current_of.get(row.pk, "nothing")
    if actual != expected:
        yield f"it is the current version of {actual}, and should be of {expected}."
