"""The page of a collection, now and at each of its versions."""

from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from articles.publishing.list_counts import EVERYTHING
from articles.views.withdrawn import published_view
from cases.models import RecordKind, RecordVersion
from cases.presentation.collection import (
    PresentedCollection,
    present_collection,
    without_withdrawn,
)
from cases.snapshots.schema import CollectionShape
from cases.views.context import labelled, record_context
from cases.views.lookup import PublishedRecord, find_collection
from cjo.lib.caching import public
from cjo.lib.languages import page_language


@published_view
def collection(request: HttpRequest, slug: str) -> HttpResponse:
    return _collection(request, find_collection(slug))


@published_view
def collection_version(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    return _collection(request, find_collection(slug, number))


def _collection(request: HttpRequest, shown: PublishedRecord) -> HttpResponse:
    language = page_language()
    snapshot = cast(CollectionShape, shown.version.snapshot)
    cards = present_collection(snapshot, language, in_full=True)
    if not shown.is_current:
        cards = without_withdrawn(cards, _withdrawn_of(cards))
    links = {
        "overview_url": reverse("overview", args=[cards.overview])
        if cards.overview
        else "",
        "court_url": reverse("court", args=[cards.court_key])
        if cards.court_key
        else "",
    }
    context = {
        **record_context(request, shown, str(cards.title), str(cards.description)),
        **links,
        "collection": cards,
        "statements": labelled(cards.statements, _labels()),
    }
    response = render(request, "cases/collection.html", context)
    return public(response, [*shown.cache_keys, f"{EVERYTHING}-{language}"])


def _withdrawn_of(cards: PresentedCollection) -> set[str]:
    # a former version must not bring back the words of a case that is gone
    keys = [card.key for card in [*cards.cards, *cards.related] if card.key]
    cases = RecordVersion.objects.filter(kind=RecordKind.CASE, key__in=keys)
    return set(cases.withdrawn().values_list("key", flat=True))


def _labels() -> dict[str, str]:
    return {
        "released_on": _("Date of release"),
        "size": _("Number of cases"),
        "description": _("Description"),
        "items": _("Which cases they are"),
    }
