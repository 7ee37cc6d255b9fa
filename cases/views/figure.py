"""Cite a figure: a row of an overview, at a version."""

from django.http import HttpRequest, HttpResponse

from articles.views.citation import cite_file, cite_page
from articles.views.withdrawn import published_view
from cases.views.lookup import find_figure


@published_view
def cite(
    request: HttpRequest, slug: str, figure: str, number: int | None = None
) -> HttpResponse:
    return cite_page(request, find_figure(slug, figure, number))


@published_view
def cite_form(
    request: HttpRequest, slug: str, figure: str, form: str, number: int | None = None
) -> HttpResponse:
    return cite_file(find_figure(slug, figure, number), form)
