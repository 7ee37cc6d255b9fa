"""Reading: a case or collection, now and at each of its versions."""

from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cases.cards import card_set, case_card
from cases.facts import case_facts
from cases.models import Case, Collection, CollectionItem, RelatedDecision
from cases.shapes import CaseShape, CollectionShape
from cases.views.context import (
    Shown,
    current,
    labelled,
    language,
    past,
    record_context,
)
from cases.words import choose
from cjo.lib.caching import public


@require_safe
def case(request: HttpRequest, slug: str) -> HttpResponse:
    return _case(request, current(Case, slug))


@require_safe
def case_version(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    return _case(request, past("case", slug, number))


@require_safe
def collection(request: HttpRequest, slug: str) -> HttpResponse:
    return _collection(request, current(Collection, slug))


@require_safe
def collection_version(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    return _collection(request, past("collection", slug, number))


def _case(request: HttpRequest, shown: Shown) -> HttpResponse:
    page = language()
    snapshot = cast(CaseShape, shown.version.snapshot)
    facts = case_facts(snapshot, page)
    card = case_card(snapshot, page)
    court = snapshot["court"]
    context = {
        **record_context(request, shown, str(facts.title)),
        "case": facts,
        "card": card,
        "description": str(card.sentence),
        "court_url": reverse("court", args=[court["key"]]) if court else "",
        "memberships": _memberships(shown, page),
        "beside": _beside(shown, page),
    }
    response = render(request, "cases/case.html", context)
    return public(response, [*shown.cache_keys, "collections"])


def _memberships(shown: Shown, page: str) -> list[dict[str, Any]]:
    """Return the sets in which the case has a place, with how sure that is."""
    places = CollectionItem.objects.filter(
        case=shown.version.object_id, collection__current_version__isnull=False
    ).select_related("collection__current_version")
    return [
        {
            "url": reverse("collection", args=[place.collection.slug]),
            "title": _title(place.collection, page),
            "certainty": place.certainty,
            "number": place.official_number,
        }
        for place in places
    ]


def _beside(shown: Shown, page: str) -> list[dict[str, Any]]:
    """Return the sets that name the case beside theirs."""
    rows = RelatedDecision.objects.filter(
        case=shown.version.object_id, collection__current_version__isnull=False
    ).select_related("collection__current_version")
    return [
        {
            "url": reverse("collection", args=[row.collection.slug]),
            "title": _title(row.collection, page),
        }
        for row in rows
    ]


def _title(collection: Collection, page: str) -> Any:
    version = collection.current_version
    return choose(version.snapshot["texts"] if version else {}, "title", page)


def _collection(request: HttpRequest, shown: Shown) -> HttpResponse:
    page = language()
    snapshot = cast(CollectionShape, shown.version.snapshot)
    cards = card_set(snapshot, shown.version.number, page, whole=True)
    links = {
        "overview_url": reverse("overview", args=[cards.overview])
        if cards.overview
        else "",
        "court_url": reverse("court", args=[cards.court_key])
        if cards.court_key
        else "",
    }
    context = {
        **record_context(request, shown, str(cards.title)),
        **links,
        "set": cards,
        "description": str(cards.description),
        "statements": labelled(cards.statements, _labels()),
    }
    response = render(request, "cases/collection.html", context)
    return public(response, shown.cache_keys)


def _labels() -> dict[str, str]:
    return {
        "released_on": _("Date of release"),
        "size": _("Number of cases"),
        "description": _("Description"),
        "items": _("Which cases they are"),
    }
