"""Parts of every snapshot: texts, courts, provenance, sources, dates."""

import datetime as dt
from collections.abc import Iterable

from django.db import models
from django.db.models import prefetch_related_objects

from articles.models import TextRow
from cases.models import (
    SCHEMA,
    SCHEMA_BEFORE_GRADES,
    Court,
    CourtText,
    LawText,
    Provenance,
    Source,
    SourceText,
)
from cases.models.overview import Period
from cases.snapshots.schema import (
    CourtShape,
    PeriodShape,
    ProvenanceShape,
    Sources,
    SourceShape,
    Texts,
)


def texts_of(rows: Iterable[TextRow]) -> Texts:
    """Return the fields of text rows by language; an empty field is left out."""
    return {
        row.language: {
            field.name: value
            for field in row._meta.concrete_fields
            if not isinstance(field, models.ForeignKey)
            and field.editable  # a field computed from the others is no text of its own
            and field.name not in ("id", "language")
            and (value := field.value_from_object(row))
        }
        for row in sorted(rows, key=lambda row: row.language)
    }


def law_names(rows: Iterable[LawText]) -> Texts:
    # notes and other names stay on the law's page: a change there leaves cases alone
    kept = ("title", "abbreviation", "method", "translated_from")
    return {
        language: {name: fields[name] for name in kept if name in fields}
        for language, fields in texts_of(rows).items()
    }


def court_names(rows: Iterable[CourtText]) -> Texts:
    # the seat and other names stay on the court's page: a change leaves records alone
    return {
        language: {
            name: text
            for name, text in fields.items()
            if name not in ("seat", "other_names")
        }
        for language, fields in texts_of(rows).items()
    }


def court_shape(court: Court | None) -> CourtShape | None:
    if court is None:
        return None
    nearest, *others = [
        CourtShape(
            key=row.slug,
            code=row.code,
            level=row.level,
            kind=row.kind,
            province=row.province,
            texts=court_names(row.texts.all()),
            above=[],
        )
        for row in court.above()
    ]
    nearest["above"] = others
    return nearest


def provenance_of(
    rows: models.QuerySet[Provenance], known: set[Source]
) -> list[ProvenanceShape]:
    """Return the statements on the facts of a row, and add their sources to `known`."""
    return [
        {
            "field": row.field,
            "certainty": row.certainty,
            "agrees": row.agrees,
            "sources": keys_of(row.sources.all(), known),
            "texts": texts_of(row.texts.all()),
        }
        for row in rows.prefetch_related("texts", "sources")
    ]


def keys_of(sources: Iterable[Source], known: set[Source]) -> list[str]:
    """Return the keys, those that can be linked first, and remember the sources."""
    ordered = sorted(sources, key=lambda source: (not source.public, source.key))
    known.update(ordered)
    return [source.key for source in ordered]


def sources_of(known: set[Source], schema: int = SCHEMA) -> Sources:
    ordered = sorted(known, key=lambda source: source.key)
    prefetch_related_objects(ordered, "texts")
    return {source.key: source_shape(source, schema) for source in ordered}


def source_shape(source: Source, schema: int = SCHEMA) -> SourceShape:
    is_graded = schema > SCHEMA_BEFORE_GRADES
    names = source_names(source.texts.all(), is_graded)
    shape: SourceShape = {
        "title": source.title,
        "publisher": source.publisher,
        "url": source.url if source.public else "",
        "archived_url": source.archived_url if source.public else "",
        "seen_on": day_of(source.seen_on),
        "language": source.language,
        "public": source.public,
    }
    if is_graded:
        shape["text_of"] = source.text_of
        shape["carrier"] = source.carrier
        shape["copy_of"] = source.origin.key if source.copy_of_id else ""
        shape["address"] = _address_of(source)
    if names:
        shape["texts"] = names
    return shape


def source_names(rows: Iterable[SourceText], is_graded: bool) -> Texts:
    # the account of its contents is on the page of sources alone
    words = ["publisher", "title", *(["no_address"] if is_graded else [])]
    kept = (*words, "method", "translated_from")
    return {
        language: {name: fields[name] for name in kept if name in fields}
        for language, fields in texts_of(rows).items()
        if any(word in fields for word in words)
    }


def _address_of(source: Source) -> str:
    # of a source that is not public too, whose address is not in the snapshot
    if not source.has_address:
        return "none"
    return "checked" if source.address_checked else "cited"


def period_of(row: Period) -> PeriodShape | None:
    if row.period_start is None or row.period_end is None:
        return None
    return {
        "start": row.period_start.isoformat(),
        "end": row.period_end.isoformat(),
        "precision": row.period_precision,
    }


def day_of(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None
