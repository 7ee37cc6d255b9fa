"""The page of a collection, now and at each of its versions."""

from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from articles.publishing.list_counts import EVERYTHING
from articles.views.withdrawn import published_view
from cases.presentation.collection import present_collection, without_withdrawn
from cases.snapshots.schema import CollectionShape
from cases.views.context import record_context
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
        cards = without_withdrawn(cards)
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
        "statements": cards.labelled_statements,
    }
    response = render(request, "cases/collection.html", context)
    return public(response, [*shown.cache_keys, f"{EVERYTHING}-{language}"])
