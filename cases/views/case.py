"""The page of a case, now and at each of its versions."""

from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from articles.publishing.list_counts import EVERYTHING
from articles.views.withdrawn import published_view
from cases.exports.json_ld import decision
from cases.models import LAWS, OutcomeKind
from cases.presentation.card import Card
from cases.presentation.case import present_case
from cases.presentation.changed_laws import laws_changed_since
from cases.presentation.memberships import collections_of
from cases.presentation.related_cases import related_cases
from cases.presentation.text import choose
from cases.snapshots.schema import CaseShape
from cases.views.context import record_context
from cases.views.lookup import PublishedRecord, find_case
from cjo.lib.caching import public
from cjo.lib.languages import page_language

# Characters of a description; a shorter one says little in a list of results
SHORTEST = 40


@published_view
def case(request: HttpRequest, slug: str) -> HttpResponse:
    return _case(request, find_case(slug), slug)


@published_view
def case_version(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    return _case(request, find_case(slug, number), slug)


def _case(request: HttpRequest, shown: PublishedRecord, slug: str) -> HttpResponse:
    language = page_language()
    snapshot = cast(CaseShape, shown.version.snapshot)
    presented = present_case(snapshot, language)
    court = snapshot["court"]
    collections = collections_of(shown.version.object_id, slug, language)
    frame = record_context(
        request, shown, presented.card.heading, _description(presented.card)
    )
    context = {
        **frame,
        "case": presented,
        "court_url": reverse("court", args=[court["key"]]) if court else "",
        "memberships": [each for each in collections if not each.is_related],
        "related_collections": [each for each in collections if each.is_related],
        "related_cases": related_cases(
            shown.version.object_id, snapshot, collections, language
        )
        if shown.is_current
        else [],
        "changed_laws": laws_changed_since(snapshot, language),
        "lists": _lists(snapshot, language),
        "structured_data": decision(
            shown.version, language, frame["changes"].corrections
        ),
    }
    response = render(request, "cases/case.html", context)
    keys = ["cases", "collections", LAWS, f"{EVERYTHING}-{language}"]
    return public(response, [*shown.cache_keys, *keys])


def _description(card: Card) -> str:
    if len(card.sentence) >= SHORTEST:
        return str(card.sentence)
    if card.sentence:
        return f"{card.heading} · {card.sentence}"
    facts = [card.name or card.title, card.court, card.date, card.case_number]
    # Translators: The description of a page for search engines; facts are court, date
    # and number of a case.
    text = _(
        "%(facts)s: the known facts of this decision, how sure each is, and its source."
    )
    semicolon = pgettext("between titles", "; ")
    return text % {"facts": semicolon.join(str(fact) for fact in facts if fact)}


def _lists(case: CaseShape, language: str) -> list[dict[str, str]]:
    cause, outcome = case.get("cause"), case.get("outcome_kind", OutcomeKind.UNKNOWN)
    chosen = []
    if cause:
        name = choose(cause["texts"], "name", language)
        chosen.append(("cause", cause["key"], str(name)))
    if outcome != OutcomeKind.UNKNOWN:
        chosen.append(("outcome", outcome, str(OutcomeKind(outcome).label)))
    return [
        {"url": f"{reverse('cases')}?{name}={value}", "label": label}
        for name, value, label in chosen
    ]
