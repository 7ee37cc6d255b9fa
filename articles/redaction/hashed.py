"""Published rows that have a hash: the hash stays, and words get marks."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import Model

from articles.models import (
    Byline,
    ChainedModel,
    IntegrityEntry,
    Redaction,
    Version,
    Withheld,
)
from articles.models.chain import chained_models
from articles.models.document import canonical, digest
from articles.redaction.choice import Choice
from articles.redaction.marks import Marks

Hashed = ChainedModel | IntegrityEntry
LOG = "integrity"  # what an entry of the log itself is withheld from


def mark_rows(
    found: Iterable[Model], choice: Choice, marks: Marks, redaction: Redaction
) -> Iterator[tuple[Hashed, Withheld]]:
    """Put marks into published rows; yield each with what was withheld from it."""
    rows = [row for row in found if isinstance(row, Hashed)]
    for row in dict.fromkeys([*rows, *_showing(choice)]):
        document = json.loads(row.canonical)
        marked = marks.in_document(document, row.hash, document.get("language", "en"))
        if marked != document:
            yield row, _store(row, marked, redaction)


def _showing(choice: Choice) -> Iterator[ChainedModel]:
    """Yield the versions that repeat words of a version that is withheld as a whole."""
    for hash_ in choice.whole:
        for model in chained_models():
            yield from model._default_manager.filter(canonical__contains=hash_)


def _store(row: Hashed, document: dict[str, Any], redaction: Redaction) -> Withheld:
    text = canonical(document)
    withheld = Withheld(
        redaction=redaction, number=row.number, original=row.hash, digest=digest(text)
    )
    columns: dict[str, Any] = {"canonical": text}
    if isinstance(row, ChainedModel):
        columns |= type(row).copies_of(document) | {"withheld": withheld}
        withheld.subject = type(row)(canonical=text).subject
    else:
        columns["subject"] = document["subject"]
        withheld.subject = LOG
    withheld.save()
    type(row)._default_manager.filter(pk=row.pk).update(**columns)
    if isinstance(row, Version):
        for place, name in enumerate(document["byline"]):
            Byline.objects.filter(version=row, position=place).update(**name)
    return withheld
