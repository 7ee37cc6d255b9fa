"""Cite this: a case, collection or overview at a version."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from articles.views.citation import citation_context, citation_file
from cases.exports.citation import citation_of
from cases.views.context import state
from cases.views.withdrawn import record_view
from cjo.lib.caching import public
from cjo.lib.languages import page_language
from cjo.lib.page_meta import PageMeta
from cjo.lib.references import FORMATS


@record_view
def cite(
    request: HttpRequest, kind: str, slug: str, number: int | None = None
) -> HttpResponse:
    shown = state(kind, slug, number)
    version = shown.version
    citation = citation_of(version, page_language())
    arguments = [version.key, version.number]
    context = {
        "page_meta": PageMeta(indexable=False),
        "title": citation.title,
        "version": version,
        "url": reverse(kind, args=[slug]),
        "version_url": reverse(f"{kind}_version", args=arguments),
        "is_newest": version.number == shown.newest,
        **citation_context(citation, reverse(f"{kind}_version_cite", args=arguments)),
    }
    response = render(request, "cases/cite.html", context)
    return public(response, shown.cache_keys)


@record_view
def cite_form(
    request: HttpRequest, kind: str, slug: str, form: str, number: int | None = None
) -> HttpResponse:
    if form not in FORMATS:
        raise Http404("There is no such form of a citation.")
    shown = state(kind, slug, number)
    citation = citation_of(shown.version, page_language())
    response = citation_file(citation, form)
    return public(response, shown.cache_keys, shown.version.published_at)
