"""Cite this: an article at a version, as a sentence and for reference managers."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles.presentation.citation import citation_of
from articles.views.downloads import find_version
from cjo.lib.caching import public
from cjo.lib.page_meta import PageMeta
from cjo.lib.references import FORMATS, Citation, style_of, text_of


@require_safe
def cite(request: HttpRequest, slug: str, number: int | None = None) -> HttpResponse:
    version = find_version(request, slug, number)
    if isinstance(version, HttpResponse):
        return version
    edition = version.edition
    context = {
        "page_meta": PageMeta(languages=[version.language], indexable=False),
        "title": version.title,
        "version": version,
        "url": edition.get_absolute_url(),
        "version_url": reverse("article_version", args=[slug, version.number]),
        "is_newest": version.pk == edition.current_version_id,
        **citation_context(
            citation_of(version),
            reverse("article_version_cite", args=[slug, version.number]),
        ),
    }
    response = render(request, "articles/cite.html", context)
    return public(response, edition.cache_keys)


@require_safe
def cite_form(
    request: HttpRequest, slug: str, form: str, number: int | None = None
) -> HttpResponse:
    if form not in FORMATS:
        raise Http404("There is no such form of a citation.")
    version = find_version(request, slug, number)
    if isinstance(version, HttpResponse):
        return version
    citation = citation_of(version)
    keys = version.edition.cache_keys
    return public(citation_file(citation, form), keys, version.published_at)


def citation_context(citation: Citation, cite_url: str) -> dict[str, object]:
    """Return what `_site/citation.html` prints."""
    return {
        "page_title": _("Cite “%(title)s”") % {"title": citation.title},
        "citation": citation,
        "sentence": text_of(citation),
        "style": style_of(citation),
        "forms": [
            {"form": form, "url": f"{cite_url}.{ending}"}
            for ending, form in FORMATS.items()
        ],
    }


def citation_file(citation: Citation, form: str) -> HttpResponse:
    """Return a citation in a form, named after what it cites."""
    chosen = FORMATS[form]
    response = HttpResponse(chosen.write(citation), content_type=chosen.content_type)
    name = f"{citation.key}.{form}"
    response.headers["Content-Disposition"] = f'{chosen.disposition}; filename="{name}"'
    response.headers["X-Robots-Tag"] = "noindex"
    return response
