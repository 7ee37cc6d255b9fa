"""The log of corrections and withdrawals in one language, newest first."""

import re

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language as active_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles.corrections import KEY, Place, lines_at, places_in
from articles.feeds import feed_links
from articles.lists import EVERYTHING
from articles.paging import LAST_NUMBERED, PER_PAGE, Pager
from cjo.lib.caching import public
from cjo.lib.page import describe

_PAGE = re.compile(r"[1-9][0-9]?")


@require_safe
def corrections(request: HttpRequest) -> HttpResponse:
    language = active_language() or settings.LANGUAGE_CODE
    places, pager = _page_of(request, language)
    feeds = feed_links("corrections_feed", title=_("Corrections"))
    describe(request, feeds=feeds, indexable="before" not in request.GET)
    context = {
        "page_title": _("Corrections"),
        "items": lines_at(places, language),
        "language": language,
        "pager": pager,
        "feed_links": feeds,
    }
    return public(
        render(request, "articles/corrections.html", context),
        [f"{EVERYTHING}-{language}", KEY],
    )


def _page_of(request: HttpRequest, language: str) -> tuple[list[Place], Pager]:
    """Return a page by number, or what follows a place; Http404 beyond the end."""
    before = request.GET.get("before")
    if before is not None:
        place = Place.read(before)
        if place is None:
            raise Http404("There is no such place in this list.")
        rows = places_in(language, 0, PER_PAGE + 1, place)
        return rows[:PER_PAGE], Pager(
            None, None, request.path, None, _older(request, rows)
        )
    number = request.GET.get("p", "1")
    if not _PAGE.fullmatch(number) or int(number) > LAST_NUMBERED:
        raise Http404("Pages are numbered from 1 to 50.")
    at = int(number)
    start = (at - 1) * PER_PAGE
    rows = places_in(language, start, start + PER_PAGE + 1)
    if not rows and at > 1:
        raise Http404("There is no such page of this list.")
    more = len(rows) > PER_PAGE
    pager = Pager(
        number=at,
        pages=None,
        previous_url=_address(request, at - 1) if at > 1 else None,
        next_url=_address(request, at + 1) if more and at < LAST_NUMBERED else None,
        older_url=_older(request, rows) if at == LAST_NUMBERED else None,
    )
    return rows[:PER_PAGE], pager


def _address(request: HttpRequest, number: int) -> str:
    return request.path if number == 1 else f"{request.path}?p={number}"


def _older(request: HttpRequest, rows: list[Place]) -> str | None:
    more = len(rows) > PER_PAGE
    return f"{request.path}?before={rows[PER_PAGE - 1]}" if more else None
