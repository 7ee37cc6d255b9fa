"""Overviews: the page of a court's figures, and the figures as CSV and JSON."""

from collections.abc import Iterable
from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from articles.publishing.list_counts import EVERYTHING
from articles.views.withdrawn import published_view
from cases.exports.citation import citation_of
from cases.exports.json_ld import dataset
from cases.exports.overview import overview_csv, record_json
from cases.presentation.memberships import collections_released_with
from cases.presentation.overview import present_overview
from cases.snapshots.schema import OverviewShape
from cases.views.context import record_context
from cases.views.lookup import PublishedRecord, find_overview
from cjo.lib.caching import public
from cjo.lib.languages import get_language, page_language
from cjo.lib.licence import LICENCE, LICENCE_URL
from cjo.lib.references import text_of


@published_view
def overview(request: HttpRequest, slug: str) -> HttpResponse:
    return _overview(request, find_overview(slug))


@published_view
def overview_version(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    return _overview(request, find_overview(slug, number))


@published_view
def csv(request: HttpRequest, slug: str, number: int | None = None) -> HttpResponse:
    shown = find_overview(slug, number)
    text = overview_csv(shown.version)
    return _download(shown, text, "text/csv; charset=utf-8", "csv", ["en"])


@published_view
def json(request: HttpRequest, slug: str, number: int | None = None) -> HttpResponse:
    shown = find_overview(slug, number)
    text = record_json(shown.version)
    return _download(
        shown,
        text,
        "application/json",
        "json",
        {"en", *shown.version.snapshot["texts"]},
    )


def _download(
    shown: PublishedRecord, text: str, kind: str, ending: str, languages: Iterable[str]
) -> HttpResponse:
    """Return a file, which is in its own languages at every address."""
    response = HttpResponse(text, content_type=kind)
    tags = (get_language(code).tag for code in sorted(languages))
    response.headers["Content-Language"] = ", ".join(tags)
    name = f"{shown.key}-v{shown.version.number}.{ending}"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["X-Robots-Tag"] = "noindex"
    return public(response, shown.cache_keys, shown.version.published_at)


def _overview(request: HttpRequest, shown: PublishedRecord) -> HttpResponse:
    language = page_language()
    snapshot = cast(OverviewShape, shown.version.snapshot)
    figures = present_overview(snapshot, shown.version.number, language, in_full=True)
    frame = record_context(request, shown, str(figures.title), str(figures.scope))
    context = {
        **frame,
        "overview": figures,
        "court_url": reverse("court", args=[figures.court_key])
        if figures.court_key
        else "",
        "collections": collections_released_with(shown.version.object_id, language),
        "citation": text_of(citation_of(shown.version, language)),
        "licence": LICENCE,
        "licence_url": LICENCE_URL,
        "structured_data": dataset(
            shown.version, frame["versions"][-1], language, frame["changes"].corrections
        ),
        "statements": figures.labelled_statements,
    }
    response = render(request, "cases/overview.html", context)
    beside = ["collections", f"{EVERYTHING}-{language}"]
    return public(response, [*shown.cache_keys, *beside])
