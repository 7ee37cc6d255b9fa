"""The search page: results of every kind that a search source can show."""

import re
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles.extensions import registries
from articles.extensions.types import SearchResult
from articles.models import Subject
from articles.presentation.pagination import (
    PER_PAGE,
    page_number,
    pager_at,
    pages_of,
)
from articles.publishing.list_counts import EVERYTHING
from articles.search.articles import KIND as ARTICLE
from articles.search.finding import FOUND_LIMIT, QUERY_LIMIT, Hit, find, words_of
from articles.search.marking import marked
from cjo.lib.caching import public
from cjo.lib.languages import page_language
from cjo.lib.page_meta import PageMeta
from cjo.lib.search_folding import Word

LAST_PAGE = FOUND_LIMIT // PER_PAGE
_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f]")


@dataclass(frozen=True, slots=True)
class ResultItem:
    """A result as the page prints it, with the words found in `<mark>`."""

    title: SafeString
    abstract: SafeString
    url: str
    language: str
    kind_label: str
    detail: str


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    language = page_language()
    # PostgreSQL refuses a NUL in a query, and no sign of control is part of a word
    asked = _CONTROLS.sub(" ", request.GET.get("q", ""))
    query = " ".join(asked.split())[:QUERY_LIMIT]
    number = page_number(request, LAST_PAGE)
    page = find(query, language, limit=PER_PAGE, offset=(number - 1) * PER_PAGE)
    if number > 1 and not page.hits:
        raise Http404("There is no such page of results.")
    words = words_of(query)
    pages = pages_of(page.total_capped, PER_PAGE)
    pager = pager_at(request, number, has_next=number < pages, query=[("q", query)])
    context: dict[str, Any] = {
        "page_meta": PageMeta(indexable=False),
        "page_title": _("Search: %(query)s") % {"query": query}
        if query
        else _("Search"),
        "query": query,
        "items": [_item(result, words) for result in _results(page.hits, language)],
        "count": page.total_capped,
        "is_capped": page.is_capped,
        "number": number,
        "pages": pages,
        "previous_url": pager.previous_url,
        "next_url": pager.next_url,
    }
    return public(
        render(request, "articles/search.html", context),
        [f"{EVERYTHING}-{language}", "cases"],
    )


def _results(hits: list[Hit], language: str) -> list[SearchResult]:
    keys: dict[str, list[str]] = {}
    for hit in hits:
        keys.setdefault(hit.kind, []).append(hit.key)
    visible = {
        (kind, key): result
        for kind, source in registries.search_sources.items()
        if kind in keys
        for key, result in source.results(keys[kind], language).items()
    }
    # a source leaves out the hits that readers must not see
    subjects = ((hit.kind, hit.key) for hit in hits)
    return [visible[subject] for subject in subjects if subject in visible]


def _item(result: SearchResult, words: list[Word]) -> ResultItem:
    return ResultItem(
        title=marked(result.title, words),
        abstract=marked(result.abstract, words),
        url=result.url,
        language=result.language,
        kind_label=_kind_label(result.kind),
        detail=result.detail,
    )


def _kind_label(kind: str) -> str:
    if kind == ARTICLE:
        return _("Article")
    return str(Subject.Kind(kind).label) if kind in Subject.Kind else kind
