"""The search page: results of every kind that a search source can show."""

import re
from collections.abc import Sequence
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
    Pager,
    page_address,
    page_number,
    pager_at,
    pages_of,
)
from articles.publishing.list_counts import EVERYTHING
from articles.search import Hit, Term, find, terms_of
from articles.search.finding import FOUND_LIMIT
from articles.search.index import CACHE_KEY
from articles.search.marking import marked
from articles.search.spelling import spelling_of
from articles.search.terms import QUERY_LIMIT
from cjo.lib.caching import public
from cjo.lib.languages import page_language
from cjo.lib.page_meta import PageMeta

LAST_PAGE = FOUND_LIMIT // PER_PAGE
PER_KIND = 5  # results of a kind, where there are several kinds
# Kinds that are not here come last
_ORDER = ("article", *Subject.Kind.values, "person", "topic")
_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f]")


@dataclass(frozen=True, slots=True)
class ResultItem:
    """A result as the page prints it, with the words found in `<mark>`."""

    title: SafeString
    abstract: SafeString
    url: str
    language: str
    abstract_language: str
    detail: str


@dataclass(frozen=True, slots=True)
class ResultGroup:
    """The results of a kind that the page shows, and the way to all of them."""

    heading: str
    count: int
    is_capped: bool
    items: list[ResultItem]
    more_url: str


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Show the best results of each kind, or with `kind` a page of those of a kind."""
    language = page_language()
    # PostgreSQL refuses a NUL in a query, and no sign of control is part of a word
    asked = _CONTROLS.sub(" ", request.GET.get("q", ""))
    query = " ".join(asked.split())[:QUERY_LIMIT].strip()
    kind = request.GET.get("kind", "")
    if kind and kind not in registries.search_sources:
        raise Http404("There is no such kind of results.")
    number = page_number(request, LAST_PAGE)
    terms = terms_of(query, language, registries.search_writers)
    named = _named(query) if terms else {}
    # beside what the query names, results that only come close help nobody
    found = find(query, terms, language, closest=not named)
    hits = _joined(named, found.by_kind)
    shown = [kind] if kind else sorted(hits, key=lambda each: _place(each, hits[each]))
    is_list = len(shown) == 1
    if number > 1 and not (
        is_list and hits.get(shown[0], [])[(number - 1) * PER_PAGE :]
    ):
        raise Http404("There is no such page of results.")
    groups = [
        group
        for each in shown
        if (group := _group(request, query, each, hits, terms, number, is_list=is_list))
    ]
    pager = _pager(request, query, shown[0], hits, number) if is_list else Pager()
    context: dict[str, Any] = {
        "page_meta": PageMeta(
            indexable=False,
            description=_("Search articles, cases, laws, courts and people"),
        ),
        "page_title": _("Search: %(query)s") % {"query": query}
        if query
        # Translators: The title of a page, a link and a button.
        else _("Search"),
        "query": query,
        "groups": groups,
        "count": sum(group.count for group in groups),
        "is_capped": any(group.is_capped for group in groups),
        "is_partial": found.is_partial and bool(found.by_kind),
        "offered": _offered(request, spelling_of(query, found.missing, language)),
        "every_kind_url": page_address(request, 1, [("q", query)]) if kind else "",
        "pager": pager,
    }
    return public(
        render(request, "articles/search.html", context),
        [f"{EVERYTHING}-{language}", "cases", "laws", CACHE_KEY],
    )


def _named(query: str) -> dict[str, list[str]]:
    """Return the keys of the things that a query names, by their kind."""
    named: dict[str, list[str]] = {}
    for namer in registries.search_namers:
        for kind, key in namer(query):
            named.setdefault(kind, []).append(key)
    return named


def _joined(
    named: dict[str, list[str]], by_kind: dict[str, list[Hit]]
) -> dict[str, list[Hit]]:
    every = dict(by_kind)
    for kind, keys in named.items():
        others = [hit for hit in by_kind.get(kind, []) if hit.key not in keys]
        every[kind] = [*(Hit(kind, key, is_named=True) for key in keys), *others]
    return every


def _place(kind: str, hits: Sequence[Hit]) -> tuple[bool, bool, int]:
    """Return where a kind stands: with the exact name of something, before others.

    A page called “Privacy” is hardly what somebody means who looks for privacy.
    """
    if kind not in _ORDER:
        return True, False, 0
    return False, not hits[0].is_named, _ORDER.index(kind)


def _group(
    request: HttpRequest,
    query: str,
    kind: str,
    hits: dict[str, list[Hit]],
    terms: Sequence[Term],
    number: int,
    *,
    is_list: bool,
) -> ResultGroup | None:
    of_kind, source = hits.get(kind, []), registries.search_sources.get(kind)
    start = (number - 1) * PER_PAGE
    part = of_kind[:FOUND_LIMIT][start : start + PER_PAGE]
    if source is None or not part:
        return None
    part = part if is_list else part[:PER_KIND]
    results = source.results([hit.key for hit in part], page_language())
    # a source leaves out the hits that readers must not see
    items = [_item(results[hit.key], terms) for hit in part if hit.key in results]
    if not items:
        return None
    has_more = not is_list and len(of_kind) > PER_KIND
    every = page_address(request, 1, [("q", query), ("kind", kind)])
    return ResultGroup(
        heading=source.heading,
        count=min(len(of_kind), FOUND_LIMIT),
        is_capped=len(of_kind) > FOUND_LIMIT,
        items=items,
        more_url=every if has_more else "",
    )


def _pager(
    request: HttpRequest,
    query: str,
    kind: str,
    hits: dict[str, list[Hit]],
    number: int,
) -> Pager:
    pages = pages_of(min(len(hits.get(kind, [])), FOUND_LIMIT), PER_PAGE)
    return pager_at(
        request,
        number,
        has_next=number < pages,
        pages=pages,
        query=[("q", query), ("kind", kind)],
    )


def _offered(request: HttpRequest, spelling: str) -> dict[str, str]:
    if not spelling:
        return {}
    return {"query": spelling, "url": page_address(request, 1, [("q", spelling)])}


def _item(result: SearchResult, terms: Sequence[Term]) -> ResultItem:
    language = page_language()
    return ResultItem(
        title=marked(result.title, terms, language),
        abstract=marked(result.abstract, terms, language),
        url=result.url,
        language=result.language,
        abstract_language=result.abstract_language or result.language,
        detail=result.detail,
    )
