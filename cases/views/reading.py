"""Reading: a case or collection, now and at each of its versions."""

from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from articles.lists import EVERYTHING
from cases.cards import CardSet, card_set, case_card, without
from cases.facts import case_facts
from cases.lawchanges import laws_changed_since
from cases.metadata import decision
from cases.models import LAWS, OutcomeKind, RecordKind, RecordVersion
from cases.near import cases_near
from cases.sets import sets_of
from cases.shapes import CaseShape, CollectionShape
from cases.views.context import (
    Shown,
    current,
    labelled,
    past,
    record_context,
)
from cases.views.gone import record_view
from cases.words import choose
from cjo.lib.caching import public
from cjo.lib.languages import page_language


@record_view
def case(request: HttpRequest, slug: str) -> HttpResponse:
    return _case(request, current(RecordKind.CASE, slug), slug)


@record_view
def case_version(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    return _case(request, past(RecordKind.CASE, slug, number), slug)


@record_view
def collection(request: HttpRequest, slug: str) -> HttpResponse:
    return _collection(request, current(RecordKind.COLLECTION, slug))


@record_view
def collection_version(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    return _collection(request, past(RecordKind.COLLECTION, slug, number))


def _case(request: HttpRequest, shown: Shown, slug: str) -> HttpResponse:
    page = page_language()
    snapshot = cast(CaseShape, shown.version.snapshot)
    facts = case_facts(snapshot, page)
    card = case_card(snapshot, page)
    court = snapshot["court"]
    sets = sets_of(shown.version.object_id, slug, page)
    context = {
        **record_context(request, shown, str(facts.title)),
        "case": facts,
        "card": card,
        "description": str(card.sentence),
        "court_url": reverse("court", args=[court["key"]]) if court else "",
        "memberships": [one for one in sets if not one.is_beside],
        "beside": [one for one in sets if one.is_beside],
        "near": cases_near(shown.version.object_id, snapshot, sets, page)
        if shown.is_current
        else [],
        "changed_laws": laws_changed_since(snapshot, page),
        "lists": _lists(snapshot, page),
        "structured_data": decision(shown.version, page),
    }
    response = render(request, "cases/case.html", context)
    beside = ["cases", "collections", LAWS, f"{EVERYTHING}-{page}"]
    return public(response, [*shown.cache_keys, *beside])


def _lists(case: CaseShape, page: str) -> list[dict[str, str]]:
    """Return the lists of cases that have a cause or an outcome in common with it."""
    cause, outcome = case.get("cause"), case.get("outcome_kind", OutcomeKind.UNKNOWN)
    chosen = []
    if cause:
        name = choose(cause["texts"], "name", page)
        chosen.append(("cause", cause["key"], str(name)))
    if outcome != OutcomeKind.UNKNOWN:
        chosen.append(("outcome", outcome, str(OutcomeKind(outcome).label)))
    return [
        {"url": f"{reverse('cases')}?{name}={value}", "label": label}
        for name, value, label in chosen
    ]


def _collection(request: HttpRequest, shown: Shown) -> HttpResponse:
    page = page_language()
    snapshot = cast(CollectionShape, shown.version.snapshot)
    cards = card_set(snapshot, shown.version.number, page, whole=True)
    if not shown.is_current:
        cards = without(cards, _withdrawn_of(cards))
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
    return public(response, [*shown.cache_keys, f"{EVERYTHING}-{page}"])


def _withdrawn_of(cards: CardSet) -> set[str]:
    """Return the cases of a former set that were withdrawn since: one query."""
    keys = [one.key for one in [*cards.cards, *cards.related] if one.key]
    versions = RecordVersion.objects.withdrawn_cases(keys)
    return set(versions.values_list("key", flat=True))


def _labels() -> dict[str, str]:
    return {
        "released_on": _("Date of release"),
        "size": _("Number of cases"),
        "description": _("Description"),
        "items": _("Which cases they are"),
    }
