"""Search: what holds a reader's words, of whatever kind the registry can show."""

import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles.extensions import registries
from articles.extensions.types import SearchResult
from articles.models import Subject
from articles.publishing.list_counts import EVERYTHING
from articles.search.articles import KIND as ARTICLE
from articles.search.finding import QUERY_LIMIT, Hit, find, words_of
from articles.search.marking import marked
from cjo.lib.caching import public
from cjo.lib.languages import page_language
from cjo.lib.page_meta import PageMeta
from cjo.lib.search_folding import Word

PER_PAGE = 20
_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f]")


@dataclass(frozen=True, slots=True)
class Item:
    """A result as the page prints it, the words found marked."""

    title: SafeString
    abstract: SafeString
    url: str
    language: str
    kind_label: str
    detail: str


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Show a page of results; five queries at most, one of them the search."""
    language = page_language()
    asked = _CONTROLS.sub(" ", request.GET.get("q", ""))
    query = " ".join(asked.split())[:QUERY_LIMIT]
    number = _number(request.GET.get("p", "1"))
    found = find(query, language, limit=PER_PAGE, offset=(number - 1) * PER_PAGE)
    if number > 1 and not found.hits:
        raise Http404("There is no such page of results.")
    words = words_of(query)
    pages = -(-found.total_capped // PER_PAGE)
    context: dict[str, Any] = {
        "page_meta": PageMeta(indexable=False),
        "page_title": _("Search: %(query)s") % {"query": query}
        if query
        else _("Search"),
        "query": query,
        "items": [_item(one, words) for one in _results(found.hits, language)],
        "count": found.total_capped,
        "is_capped": found.is_capped,
        "number": number,
        "pages": pages,
        "previous_url": _address(query, number - 1) if number > 1 else "",
        "next_url": _address(query, number + 1) if number < pages else "",
    }
    return public(
        render(request, "articles/search.html", context),
        [f"{EVERYTHING}-{language}", "cases"],
    )


def _results(hits: list[Hit], language: str) -> list[SearchResult]:
    """Return what readers may see of the hits, in their order."""
    keys: dict[str, list[str]] = {}
    for hit in hits:
        keys.setdefault(hit.kind, []).append(hit.key)
    shown = {
        (kind, key): result
        for kind, source in registries.search_sources.items()
        if kind in keys
        for key, result in source.results(keys[kind], language).items()
    }
    places = ((hit.kind, hit.key) for hit in hits)
    return [shown[place] for place in places if place in shown]


def _item(result: SearchResult, words: list[Word]) -> Item:
    return Item(
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


def _number(text: str) -> int:
    if not re.fullmatch(r"[1-9][0-9]?", text):
        raise Http404("Pages are numbered from 1.")
    return int(text)


def _address(query: str, number: int) -> str:
    return f"?{urlencode({'q': query} if number == 1 else {'q': query, 'p': number})}"
