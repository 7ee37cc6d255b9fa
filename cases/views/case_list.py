"""The list of cases with its filters; below all of it, collections and overviews."""

from collections.abc import Callable
from typing import Any, cast

from django.db.models import F
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles.feeds.directory import feed_links
from articles.presentation.description import list_description
from articles.presentation.pagination import (
    PER_PAGE,
    page_address,
    page_number,
    pager_at,
    pages_of,
)
from cases.case_list.counts import Facet, count, facets
from cases.case_list.filters import NEWEST, SORTS, CaseFilter
from cases.exports.case_list import LIMIT
from cases.models import Case, Collection, Overview
from cases.presentation.card import Card, case_card
from cases.presentation.collection import tally
from cases.presentation.dates import format_date, format_period
from cases.presentation.text import choose
from cases.snapshots.schema import CaseShape, OverviewShape
from cjo.lib.caching import public
from cjo.lib.languages import page_language
from cjo.lib.page_meta import PageMeta

RECORDS_SHOWN = 50  # collections and overviews below the list
MORE = ("level", "province", "provision", "outcome", "collection", "certainty")


@require_safe
def cases(request: HttpRequest) -> HttpResponse:
    language = page_language()
    chosen = CaseFilter(request.GET, language=language)
    is_known = chosen.is_known
    if is_known and _is_untidy(request, chosen):
        return HttpResponseRedirect(f"{request.path}{chosen.query()}")
    # An unknown value is left out of the counts: the form leads back to known ones
    counts = count(chosen)
    total = counts.total if is_known else 0
    pages = pages_of(total, PER_PAGE)
    number = page_number(request, pages)
    form = facets(chosen, counts, language)
    more_facets = [facet for facet in form if facet.name in MORE]
    is_filtered = bool(chosen.active) or not is_known
    is_whole = number == 1 and not is_filtered
    cards = _cards(chosen, number, language) if total else []
    collections = _records(Collection, tally, language) if is_whole else []
    overviews = _records(Overview, _period, language) if is_whole else []
    introduction = _(
        "Decisions with the known facts, how sure each is, and its source."
    )
    context: dict[str, Any] = {
        "page_meta": PageMeta(
            canonical=page_address(request, number),
            feeds=feed_links("cases_feed", title=_("Cases")),
            indexable=not is_filtered
            and chosen.sorted_by == NEWEST
            and bool(cards or collections or overviews),
            number=number,
            description=introduction
            if number == 1
            else list_description(
                _("Cases"), (card.title for card in cards), count=total, number=number
            ),
        ),
        "introduction": introduction,
        "page_title": _("Cases"),
        "facets": [facet for facet in form if facet.name not in MORE],
        "more_facets": more_facets,
        "more_open": any(facet.chosen or facet.is_wrong for facet in more_facets),
        "sorts": [
            {"value": value, "label": label, "selected": value == chosen.sorted_by}
            for value, label in SORTS.items()
        ],
        "is_known": is_known,
        "wrong": chosen.wrong,
        "filtered": is_filtered,
        "chips": _chips(request, chosen, form),
        "cards": cards,
        "count": total,
        "limit": LIMIT,
        "csv_url": reverse("cases_csv") + chosen.query(),
        "json_url": reverse("cases_json") + chosen.query(),
        "pager": pager_at(
            request,
            number,
            has_next=number < pages,
            pages=pages,
            query=chosen.pairs(),
        ),
        "collections": collections,
        "overviews": overviews,
        "breadcrumbs": [
            {"name": _("Front page"), "url": reverse("home")},
            {"name": _("Cases"), "url": ""},
        ],
    }
    status = 200 if is_known else 400
    response = render(request, "cases/cases.html", context, status=status)
    return public(response, ["cases", "collections", "overviews"])


def _is_untidy(request: HttpRequest, chosen: CaseFilter) -> bool:
    # A browser sends the empty fields of a form too; an address to share has none
    given = {name: request.GET.get(name) for name in chosen.filters}
    return "" in given.values() or given["sort"] == NEWEST


def _chips(
    request: HttpRequest, chosen: CaseFilter, form: list[Facet]
) -> list[dict[str, Any]]:
    return [
        {
            "label": facet.label,
            "choice": dict(chosen.choices[facet.name])[facet.chosen.value],
            "url": f"{request.path}{chosen.query(facet.name)}",
        }
        for facet in form
        if facet.chosen
    ]


def _cards(chosen: CaseFilter, number: int, language: str) -> list[Card]:
    # keys first, so that no database sorts snapshots
    start = (number - 1) * PER_PAGE
    ids = list(chosen.qs.values_list("pk", flat=True)[start : start + PER_PAGE])
    cases = Case.objects.published().select_related("current_version").in_bulk(ids)
    return [_card(cases[pk], language) for pk in ids if pk in cases]


def _card(case: Case, language: str) -> Card:
    version = case.current_version
    if version is None:
        raise ValueError(f"{case} is not published.")
    return case_card(cast(CaseShape, version.snapshot), language)


def _records(
    model: Any, detail: Callable[[Any, str], object], language: str
) -> list[dict[str, Any]]:
    rows = (
        model.objects.filter(current_version__isnull=False)
        .select_related("current_version")
        .order_by(F("released_on").desc(nulls_last=True), "slug")[:RECORDS_SHOWN]
    )
    return [
        {
            "url": row.get_absolute_url(),
            "title": choose(shape["texts"], "title", language),
            "detail": detail(shape, language),
            "date": format_date(
                shape["released_on"], shape["released_precision"], language
            ),
        }
        for row in rows
        for shape in [row.current_version.snapshot]
    ]


def _period(overview: OverviewShape, language: str) -> str:
    return format_period(overview["period"], language)
