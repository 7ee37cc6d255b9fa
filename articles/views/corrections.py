"""The log of corrections and withdrawals in one language, newest first."""

import re
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language as active_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles.corrections import corrections_in, history_url
from articles.feeds import feed_links
from articles.lists import EVERYTHING
from articles.models import Version
from articles.paging import LAST_NUMBERED, PER_PAGE, Pager
from cjo.lib.caching import public
from cjo.lib.page import describe

_PAGE = re.compile(r"[1-9][0-9]?")
_PLACE = re.compile(r"[1-9][0-9]{0,17}")


@require_safe
def corrections(request: HttpRequest) -> HttpResponse:
    language = active_language() or settings.LANGUAGE_CODE
    versions, pager = _page_of(request, language)
    feeds = feed_links("corrections_feed", title=_("Corrections"))
    describe(request, feeds=feeds, indexable="before" not in request.GET)
    context = {
        "page_title": _("Corrections"),
        "items": [_item(version) for version in versions],
        "pager": pager,
        "feed_links": feeds,
    }
    return public(
        render(request, "articles/corrections.html", context),
        [f"{EVERYTHING}-{language}"],
    )


def _item(version: Version) -> dict[str, Any]:
    edition = version.edition
    return {
        "title": version.title,
        "url": edition.get_absolute_url() if edition.is_readable else "",
        "note": version.change_note,
        "type_label": version.get_change_type_display(),
        "published_at": version.published_at,
        "history_url": history_url(edition),
    }


def _page_of(request: HttpRequest, language: str) -> tuple[list[Version], Pager]:
    """Return a page by number, or what follows a place; Http404 beyond the end."""
    versions = corrections_in(language)
    before = request.GET.get("before")
    if before is not None:
        if not _PLACE.fullmatch(before):
            raise Http404("There is no such place in this list.")
        rows = list(versions.filter(pk__lt=int(before))[: PER_PAGE + 1])
        return rows[:PER_PAGE], Pager(
            None, None, request.path, None, _older(request, rows)
        )
    number = request.GET.get("p", "1")
    if not _PAGE.fullmatch(number) or int(number) > LAST_NUMBERED:
        raise Http404("Pages are numbered from 1 to 50.")
    at = int(number)
    start = (at - 1) * PER_PAGE
    rows = list(versions[start : start + PER_PAGE + 1])
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


def _older(request: HttpRequest, rows: list[Version]) -> str | None:
    more = len(rows) > PER_PAGE
    return f"{request.path}?before={rows[PER_PAGE - 1].pk}" if more else None
