"""Cite this: a text or record at a version, for people and for reference managers."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from articles.presentation.published import Find
from articles.views.withdrawn import published_view
from cjo.lib.caching import public
from cjo.lib.page_meta import PageMeta
from cjo.lib.references import FORMATS, style_of, text_of


@published_view
def cite(
    request: HttpRequest, find: Find, slug: str, number: int | None = None
) -> HttpResponse:
    published = find(slug, number)
    citation = published.citation()
    context = {
        "page_meta": PageMeta(published.languages, indexable=False),
        "page_title": _("Cite “%(title)s”") % {"title": citation.title},
        "title": citation.title,
        "version": published.version,
        "url": published.url,
        "version_url": published.version_url(),
        "is_newest": published.is_newest,
        "citation": citation,
        "sentence": text_of(citation),
        "style": style_of(citation),
        # of the version, so that a link leads to the same citation for ever
        "forms": [
            {"form": form, "url": f"{published.cite_url()}.{ending}"}
            for ending, form in FORMATS.items()
        ],
    }
    response = render(request, "articles/cite.html", context)
    return public(response, published.cache_keys)


@published_view
def cite_form(
    request: HttpRequest, find: Find, slug: str, form: str, number: int | None = None
) -> HttpResponse:
    if form not in FORMATS:
        raise Http404("There is no such form of a citation.")
    published = find(slug, number)
    citation, chosen = published.citation(), FORMATS[form]
    response = HttpResponse(chosen.write(citation), content_type=chosen.content_type)
    name = f"{citation.key}.{form}"
    response.headers["Content-Disposition"] = f'{chosen.disposition}; filename="{name}"'
    response.headers["X-Robots-Tag"] = "noindex"
    return public(response, published.cache_keys, published.version.published_at)
