"""The list of cases with its filters, and the sets and overviews beside it."""

from typing import Any, cast

from django.db.models import F
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles.presentation.pagination import PER_PAGE, page_number, pager_at, pages_of
from cases.case_list.counts import Facet, count, facets
from cases.case_list.filters import NEWEST, SORTS, CaseFilter
from cases.exports.case_list import LIMIT
from cases.models import Case, Collection, Overview
from cases.presentation.card import case_card
from cases.presentation.collection import tally
from cases.presentation.dates import format_date, format_period
from cases.presentation.text import choose
from cases.snapshots.schema import CaseShape, CollectionShape, OverviewShape
from cjo.lib.caching import public
from cjo.lib.languages import page_language
from cjo.lib.page_meta import PageMeta
from cjo.lib.stamped_cache import Memory

RECORDS_SHOWN = 50  # sets and overviews above the list
MORE = ("level", "province", "provision", "outcome", "collection", "certainty")


@require_safe
def cases(request: HttpRequest) -> HttpResponse:
    language = page_language()
    chosen = CaseFilter(request.GET, language=language)
    if chosen.is_known and _is_untidy(request, chosen):
        return HttpResponseRedirect(f"{request.path}{chosen.query()}")
    # a value that is unknown is left out: the choices lead back to what there is
    counted = count(chosen)
    total = counted.total if chosen.is_known else 0
    pages = pages_of(total, PER_PAGE)
    number = page_number(request, pages)
    form = facets(chosen, counted, language)
    filtered = bool(chosen.active) or not chosen.is_known
    # what stands beside the list is left out where the reader asks for a part of it
    beside = number == 1 and not filtered
    context: dict[str, Any] = {
        "page_meta": PageMeta(
            canonical=reverse("cases"),
            indexable=not filtered and chosen.sorted_by == NEWEST,
        ),
        "page_title": _("Cases"),
        "facets": [one for one in form if one.name not in MORE],
        "more_facets": [one for one in form if one.name in MORE],
        "more_open": any(
            one.chosen or one.is_wrong for one in form if one.name in MORE
        ),
        "sorts": [
            {"value": value, "label": label, "selected": value == chosen.sorted_by}
            for value, label in SORTS.items()
        ],
        "is_known": chosen.is_known,
        "wrong": chosen.wrong,
        "filtered": filtered,
        "chips": _chips(request, chosen, form),
        "cards": _cards(chosen, number, language) if total else [],
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
        **(
            _beside.recall(language, chosen.stamp, lambda: _records(language))
            if beside
            else {}
        ),
        "breadcrumbs": [
            {"name": _("Home"), "url": reverse("home")},
            {"name": _("Cases"), "url": ""},
        ],
    }
    status = 200 if chosen.is_known else 400
    response = render(request, "cases/cases.html", context, status=status)
    return public(response, ["cases", "collections", "overviews"])


def _is_untidy(request: HttpRequest, chosen: CaseFilter) -> bool:
    """Tell whether a form sent what need not stand in an address to be shared."""
    given = {name: request.GET.get(name) for name in chosen.filters}
    return "" in given.values() or given["sort"] == NEWEST


def _chips(
    request: HttpRequest, chosen: CaseFilter, form: list[Facet]
) -> list[dict[str, Any]]:
    """Return each filter that is set, with the address of the list without it."""
    return [
        {
            "label": facet.label,
            "choice": chosen.choices.of(facet.name)[facet.chosen.value].words,
            "url": f"{request.path}{chosen.query(facet.name)}",
        }
        for facet in form
        if facet.chosen
    ]


def _cards(chosen: CaseFilter, number: int, language: str) -> list[Any]:
    """Return the cards of a page: ids first, so that no sorting carries snapshots."""
    start = (number - 1) * PER_PAGE
    ordered = chosen.in_order(chosen.narrowed()).values_list("pk", flat=True)
    ids = list(ordered[start : start + PER_PAGE])
    found = Case.objects.select_related("current_version").in_bulk(ids)
    return [_card(found[pk], language) for pk in ids if pk in found]


def _card(case: Case, language: str) -> Any:
    version = case.current_version
    if version is None:
        raise ValueError(f"{case} is not published.")
    return case_card(cast(CaseShape, version.snapshot), language)


# the stamp of the cases is also that of each record beside them
_beside: Memory[dict[str, Any]] = Memory(size=32)


def _records(language: str) -> dict[str, Any]:
    return {"collections": _collections(language), "overviews": _overviews(language)}


def _collections(language: str) -> list[dict[str, Any]]:
    rows = []
    for collection in _newest_first(Collection):
        shape = cast(CollectionShape, collection.current_version.snapshot)
        rows.append(
            {
                "url": reverse("collection", args=[shape["key"]]),
                "title": choose(shape["texts"], "title", language),
                "detail": tally(shape, language),
                "date": format_date(
                    shape["released_on"], shape["released_precision"], language
                ),
            }
        )
    return rows


def _overviews(language: str) -> list[dict[str, Any]]:
    rows = []
    for overview in _newest_first(Overview):
        shape = cast(OverviewShape, overview.current_version.snapshot)
        rows.append(
            {
                "url": reverse("overview", args=[shape["key"]]),
                "title": choose(shape["texts"], "title", language),
                "detail": format_period(shape["period"], language),
                "date": format_date(
                    shape["released_on"], shape["released_precision"], language
                ),
            }
        )
    return rows


def _newest_first(model: Any) -> Any:
    return (
        model.objects.filter(current_version__isnull=False)
        .select_related("current_version")
        .order_by(F("released_on").desc(nulls_last=True), "slug")[:RECORDS_SHOWN]
    )
