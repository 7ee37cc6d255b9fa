"""The log of corrections and withdrawals in one language, newest first."""

from dataclasses import replace

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles.feeds import feed_links
from articles.presentation.corrections import (
    KEY,
    LogPosition,
    languages_with_corrections,
    lines_at,
    places_in,
)
from articles.presentation.pagination import (
    LAST_NUMBERED,
    PER_PAGE,
    Pager,
    page_number,
    pager_at,
)
from articles.publishing.list_counts import EVERYTHING
from cjo.lib.caching import public
from cjo.lib.languages import page_language
from cjo.lib.page_meta import PageMeta


@require_safe
def corrections(request: HttpRequest) -> HttpResponse:
    language = page_language()
    places, pager = _page_of(request, language)
    feeds = feed_links("corrections_feed", title=_("Corrections"))
    description = _(
        "Every correction and withdrawal on this site, with its date and its reason, "
        "newest first."
    )
    context = {
        "page_meta": PageMeta(
            alternates=languages_with_corrections(),
            feeds=feeds,
            indexable=pager.number == 1 and bool(places),
            number=pager.number or 1,
            description=description,
        ),
        "description": description,
        "page_title": _("Corrections"),
        "items": lines_at(places, language),
        "pager": pager,
        "feed_links": feeds,
    }
    return public(
        render(request, "articles/corrections.html", context),
        [f"{EVERYTHING}-{language}", KEY],
    )


def _page_of(request: HttpRequest, language: str) -> tuple[list[LogPosition], Pager]:
    """Return a page by its number, or the rows after a position. Raises Http404."""
    before = request.GET.get("before")
    if before is not None:
        place = LogPosition.read(before)
        if place is None:
            raise Http404("There is no such place in this list.")
        # one extra row, to know whether a next page exists
        rows = places_in(language, 0, PER_PAGE + 1, place)
        older = _older(request, rows)
        return rows[:PER_PAGE], Pager(previous_url=request.path, older_url=older)
    number = page_number(request)
    start = (number - 1) * PER_PAGE
    rows = places_in(language, start, start + PER_PAGE + 1)
    if not rows and number > 1:
        raise Http404("There is no such page of this list.")
    numbered = len(rows) > PER_PAGE and number < LAST_NUMBERED
    older = None if numbered else _older(request, rows)
    pager = pager_at(request, number, has_next=numbered)
    return rows[:PER_PAGE], replace(pager, older_url=older)


def _older(request: HttpRequest, rows: list[LogPosition]) -> str | None:
    more = len(rows) > PER_PAGE
    return f"{request.path}?before={rows[PER_PAGE - 1]}" if more else None
