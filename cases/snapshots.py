"""Snapshots: everything that pages, embeds and downloads print of a record."""

import datetime as dt
from collections.abc import Iterable
from typing import Any, cast

from django.db import models

from articles.models import TextRow
from cases.models import (
    Amount,
    Case,
    CaseProvision,
    Collection,
    CollectionItem,
    Court,
    Overview,
    PrintedShare,
    Proceeding,
    Provenance,
    Record,
    RelatedDecision,
    Source,
    Statistic,
    StatisticGroup,
)
from cases.models.overview import Period
from cases.shapes import (
    AmountShape,
    CardShape,
    CaseShape,
    CollectionShape,
    CourtShape,
    GroupShape,
    ItemShape,
    OverviewShape,
    PeriodShape,
    PrintedShape,
    ProceedingShape,
    ProvenanceShape,
    ProvisionShape,
    RelatedShape,
    Sources,
    StatisticShape,
    Texts,
)

# What a card prints of a case
CARD_FIELDS = ("title", "name", "cause_of_action", "holding", "outcome", "method")


def snapshot_of(record: Record) -> dict[str, Any]:
    """Return the record as its rows now say."""
    if isinstance(record, Case):
        return cast(dict[str, Any], _case(record))
    if isinstance(record, Collection):
        return cast(dict[str, Any], _collection(record))
    if isinstance(record, Overview):
        return cast(dict[str, Any], _overview(record))
    raise TypeError(f"{type(record).__name__} has no versions.")


def texts_of(rows: Iterable[TextRow]) -> Texts:
    """Return every text row by language, without what is empty."""
    return {
        row.language: {
            field.name: value
            for field in row._meta.concrete_fields
            if not isinstance(field, models.ForeignKey)
            and field.name not in ("id", "language")
            and (value := field.value_from_object(row))
        }
        for row in sorted(rows, key=lambda row: row.language)
    }


def _case(case: Case) -> CaseShape:
    known: set[Source] = set()
    return {
        "key": case.slug,
        "court": court_shape(case.court),
        "case_number": case.case_number,
        "case_number_latin": case.case_number_latin,
        "decided_on": _day(case.decided_on),
        "decided_precision": case.decided_precision,
        "texts": texts_of(case.texts.all()),
        "provisions": [
            _provision(one)
            for one in case.case_provisions.select_related(
                "provision__law"
            ).prefetch_related("provision__law__texts")
        ],
        "proceedings": [
            _proceeding(one, known) for one in case.proceedings.select_related("court")
        ],
        "amounts": [_amount(one, known) for one in case.amounts.all()],
        "provenance": _provenance(case.provenance.all(), known),
        "sources": _sources(known),
    }


def _provision(one: CaseProvision) -> ProvisionShape:
    return {
        "law": one.provision.law.slug,
        "article": one.provision.article,
        "paragraph": one.paragraph,
        "role": one.role,
        "texts": texts_of(one.provision.law.texts.all()),
    }


def _proceeding(one: Proceeding, known: set[Source]) -> ProceedingShape:
    return {
        "instance": one.instance,
        "court": court_shape(one.court),
        "case_number": one.case_number,
        "decided_on": _day(one.decided_on),
        "decided_precision": one.decided_precision,
        "texts": texts_of(one.texts.all()),
        "provenance": _provenance(one.provenance.all(), known),
    }


def _amount(one: Amount, known: set[Source]) -> AmountShape:
    return {
        "value": f"{one.value:.2f}",
        "currency": one.currency,
        "texts": texts_of(one.texts.all()),
        "provenance": _provenance(one.provenance.all(), known),
    }


def _overview(overview: Overview) -> OverviewShape:
    known: set[Source] = set()
    return {
        "key": overview.slug,
        "court": court_shape(overview.court),
        "released_on": _day(overview.released_on),
        "released_precision": overview.released_precision,
        "period": _period(overview),
        "texts": texts_of(overview.texts.all()),
        "groups": [
            _group(one, known)
            for one in overview.groups.prefetch_related(
                "texts",
                "statistics__texts",
                "statistics__base",
                "statistics__printed__source",
                "statistics__provenance__texts",
                "statistics__provenance__sources",
            )
        ],
        "provenance": _provenance(overview.provenance.all(), known),
        "sources": _sources(known),
    }


def _group(group: StatisticGroup, known: set[Source]) -> GroupShape:
    return {
        "key": group.key,
        "parts": group.parts,
        "texts": texts_of(group.texts.all()),
        "statistics": [_statistic(one, known) for one in group.statistics.all()],
    }


def _statistic(one: Statistic, known: set[Source]) -> StatisticShape:
    return {
        "key": one.key,
        "value": one.value,
        "base": one.base.key if one.base else None,
        "headline": one.headline,
        "period": _period(one),
        "texts": texts_of(one.texts.all()),
        "printed": [_printed(share, known) for share in one.printed.all()],
        "provenance": _provenance(one.provenance.all(), known),
    }


def _printed(share: PrintedShare, known: set[Source]) -> PrintedShape:
    known.add(share.source)
    return {
        "text": share.text,
        "language": share.language,
        "source": share.source.key,
    }


def _collection(collection: Collection) -> CollectionShape:
    known: set[Source] = set()
    return {
        "key": collection.slug,
        "court": court_shape(collection.court),
        "overview": collection.overview.slug if collection.overview else None,
        "released_on": _day(collection.released_on),
        "released_precision": collection.released_precision,
        "size": collection.size,
        "texts": texts_of(collection.texts.all()),
        "items": [
            _item(one, known)
            for one in collection.items.select_related("case__current_version")
        ],
        "related": [
            _related(one)
            for one in collection.related_decisions.select_related(
                "case__current_version"
            )
        ],
        "provenance": _provenance(collection.provenance.all(), known),
        "sources": _sources(known),
    }


def _item(item: CollectionItem, known: set[Source]) -> ItemShape:
    return {
        "position": item.position,
        "official_number": item.official_number,
        "certainty": item.certainty,
        "case": _card(item.case) if item.case else None,
        "sources": _keys(item.sources.all(), known),
        "texts": texts_of(item.texts.all()),
    }


def _related(one: RelatedDecision) -> RelatedShape:
    return {"case": _card(one.case), "texts": texts_of(one.texts.all())}


def _card(case: Case) -> CardShape:
    """Return what a card prints, from the case's newest version."""
    version = case.current_version
    if version is None:
        raise ValueError(f"Publish the case {case.slug} before its collection.")
    whole = cast(CaseShape, version.snapshot)
    return {
        "key": whole["key"],
        "number": version.number,
        "hash": version.hash,
        "court": whole["court"],
        "case_number": whole["case_number"],
        "decided_on": whole["decided_on"],
        "decided_precision": whole["decided_precision"],
        "texts": {
            language: {field: fields[field] for field in CARD_FIELDS if field in fields}
            for language, fields in whole["texts"].items()
        },
    }


def court_shape(court: Court | None) -> CourtShape | None:
    if court is None:
        return None
    nearest, *others = [
        CourtShape(
            key=one.slug,
            code=one.code,
            level=one.level,
            kind=one.kind,
            province=one.province,
            texts=texts_of(one.texts.all()),
            above=[],
        )
        for one in court.above()
    ]
    nearest["above"] = others
    return nearest


def _provenance(
    rows: models.QuerySet[Provenance], known: set[Source]
) -> list[ProvenanceShape]:
    return [
        {
            "field": one.field,
            "certainty": one.certainty,
            "agrees": one.agrees,
            "sources": _keys(one.sources.all(), known),
            "texts": texts_of(one.texts.all()),
        }
        for one in rows.prefetch_related("texts", "sources")
    ]


def _keys(sources: Iterable[Source], known: set[Source]) -> list[str]:
    """Return the keys, those that can be linked first, and remember the sources."""
    ordered = sorted(sources, key=lambda source: (not source.public, source.key))
    known.update(ordered)
    return [source.key for source in ordered]


def _sources(known: set[Source]) -> Sources:
    return {
        source.key: {
            "title": source.title,
            "publisher": source.publisher,
            "url": source.url if source.public else "",
            "archived_url": source.archived_url if source.public else "",
            "seen_on": _day(source.seen_on),
            "language": source.language,
            "public": source.public,
        }
        for source in sorted(known, key=lambda source: source.key)
    }


def _period(row: Period) -> PeriodShape | None:
    if row.period_start is None or row.period_end is None:
        return None
    return {
        "start": row.period_start.isoformat(),
        "end": row.period_end.isoformat(),
        "precision": row.period_precision,
    }


def _day(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None
