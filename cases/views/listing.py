"""The list of cases with its filters, and the sets and overviews beside it."""

from typing import Any, cast

from django.core.paginator import InvalidPage, Paginator
from django.db.models import F
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles.paging import PER_PAGE, Pager
from cases.cards import case_card, head
from cases.filters import CaseFilter
from cases.models import Case, Collection, Overview
from cases.shapes import CaseShape, CollectionShape, OverviewShape
from cases.views.context import language
from cases.words import choose, date, period
from cjo.lib.caching import public
from cjo.lib.page import describe

RECORDS_SHOWN = 50  # sets and overviews above the list


@require_safe
def cases(request: HttpRequest) -> HttpResponse:
    page = language()
    chosen = CaseFilter(
        request.GET, Case.objects.published().for_listing(), language=page
    )
    is_valid = chosen.form.is_valid()
    filtered = any(request.GET.get(name) for name in chosen.filters)
    paged = _page(request, chosen) if is_valid else None
    describe(request, canonical=reverse("cases"), indexable=not filtered)
    context: dict[str, Any] = {
        "page_title": _("Cases"),
        "form": chosen.form,
        "filtered": filtered,
        "cards": [_card(case, page) for case in paged.object_list] if paged else [],
        "count": paged.paginator.count if paged else 0,
        "pager": _pager(request, paged) if paged else None,
        "collections": _collections(page),
        "overviews": _overviews(page),
        "breadcrumbs": [
            {"name": _("Home"), "url": reverse("home")},
            {"name": _("Cases"), "url": ""},
        ],
    }
    status = 200 if is_valid else 400
    response = render(request, "cases/cases.html", context, status=status)
    return public(response, ["cases", "collections", "overviews"])


def _page(request: HttpRequest, chosen: CaseFilter) -> Any:
    number = request.GET.get("p", "1")
    if not number.isascii() or not number.isdigit() or len(number) > 6:
        raise Http404("Pages are numbered.")
    try:
        return Paginator(chosen.qs, PER_PAGE).page(int(number))
    except InvalidPage as error:
        raise Http404("There is no such page of this list.") from error


def _pager(request: HttpRequest, paged: Any) -> Pager:
    def address(number: int) -> str:
        query = request.GET.copy()
        query["p"] = str(number)
        return f"{request.path}?{query.urlencode()}"

    number: int = paged.number
    return Pager(
        number=number,
        pages=paged.paginator.num_pages,
        previous_url=address(number - 1) if paged.has_previous() else None,
        next_url=address(number + 1) if paged.has_next() else None,
        older_url=None,
    )


def _card(case: Case, page: str) -> Any:
    version = case.current_version
    if version is None:
        raise ValueError(f"{case} is not published.")
    return case_card(cast(CaseShape, version.snapshot), page)


def _collections(page: str) -> list[dict[str, Any]]:
    rows = []
    for collection in _newest_first(Collection):
        shape = cast(CollectionShape, collection.current_version.snapshot)
        rows.append(
            {
                "url": reverse("collection", args=[shape["key"]]),
                "title": choose(shape["texts"], "title", page),
                "detail": head(shape, page),
                "date": date(shape["released_on"], shape["released_precision"], page),
            }
        )
    return rows


def _overviews(page: str) -> list[dict[str, Any]]:
    rows = []
    for overview in _newest_first(Overview):
        shape = cast(OverviewShape, overview.current_version.snapshot)
        rows.append(
            {
                "url": reverse("overview", args=[shape["key"]]),
                "title": choose(shape["texts"], "title", page),
                "detail": period(shape["period"], page),
                "date": date(shape["released_on"], shape["released_precision"], page),
            }
        )
    return rows


def _newest_first(model: Any) -> Any:
    return (
        model.objects.filter(current_version__isnull=False)
        .select_related("current_version")
        .order_by(F("released_on").desc(nulls_last=True), "slug")[:RECORDS_SHOWN]
    )
