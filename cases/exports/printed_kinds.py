"""The context of each kind of record on paper: as its page, without other pages."""

from typing import Any, cast

from django.urls import reverse

from cases.models import RecordKind, RecordVersion
from cases.presentation.case import present_case
from cases.presentation.changed_laws import laws_changed_since
from cases.presentation.collection import present_collection, without_withdrawn
from cases.presentation.memberships import collections_of, collections_released_with
from cases.presentation.overview import present_overview
from cases.snapshots.schema import (
    CaseShape,
    CollectionShape,
    CourtShape,
    OverviewShape,
)


def context_of(version: RecordVersion, key: str, language: str) -> dict[str, Any]:
    """Return the context of the template of this kind, in the active language."""
    match RecordKind(version.kind):
        case RecordKind.CASE:
            return _case(version, key, language)
        case RecordKind.COLLECTION:
            return _collection(version, language)
        case RecordKind.OVERVIEW:
            return _overview(version, language)


def _case(version: RecordVersion, key: str, language: str) -> dict[str, Any]:
    snapshot = cast(CaseShape, version.snapshot)
    case = present_case(snapshot, language)
    collections = collections_of(version.object_id, key, language)
    return {
        "case": case,
        "sources": case.sources,
        "court_url": _court_url(snapshot["court"]),
        "memberships": [each for each in collections if not each.is_related],
        "related_collections": [each for each in collections if each.is_related],
        "changed_laws": laws_changed_since(snapshot, language),
    }


def _collection(version: RecordVersion, language: str) -> dict[str, Any]:
    snapshot = cast(CollectionShape, version.snapshot)
    collection = without_withdrawn(present_collection(snapshot, language, in_full=True))
    return {
        "collection": collection,
        "sources": collection.sources,
        "statements": collection.labelled_statements,
        "court_url": _court_url(snapshot["court"]),
        "overview_url": reverse("overview", args=[collection.overview])
        if collection.overview
        else "",
    }


def _overview(version: RecordVersion, language: str) -> dict[str, Any]:
    snapshot = cast(OverviewShape, version.snapshot)
    overview = present_overview(snapshot, version.number, language, in_full=True)
    return {
        "overview": overview,
        "sources": overview.sources,
        "statements": overview.labelled_statements,
        "court_url": _court_url(snapshot["court"]),
        "collections": collections_released_with(version.object_id, language),
    }


def _court_url(court: CourtShape | None) -> str:
    return reverse("court", args=[court["key"]]) if court else ""
