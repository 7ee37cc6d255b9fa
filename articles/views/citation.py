"""Cite this: a text or record at a version, for people and for reference managers."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from articles.presentation.published import Find, Published
from articles.views.withdrawn import published_view
from cjo.lib.caching import public
from cjo.lib.page_meta import PageMeta
from cjo.lib.references import FORMATS, sentences_of


@published_view
def cite(
    request: HttpRequest, find: Find, slug: str, number: int | None = None
) -> HttpResponse:
    return cite_page(request, find(slug, number))


def cite_page(request: HttpRequest, published: Published) -> HttpResponse:
    citation = published.citation()
    facts = {"title": citation.part or citation.title}
    description = _(
        "Citations by the rules of several guides, and data for a reference manager: "
        "%(title)s"
    )
    context = {
        "page_meta": PageMeta(
            published.languages, indexable=False, description=description % facts
        ),
        # Translators: The title of a page, a verb; {title} is that of an article.
        "page_title": _("Cite: %(title)s") % facts,
        **facts,
        "version": published.version,
        "url": published.url,
        "version_url": published.version_url(),
        "is_newest": published.is_newest,
        "citation": citation,
        "sentences": sentences_of(citation),
        "parts": published.cited_parts(),
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
    return cite_file(find(slug, number), form)


def cite_file(published: Published, form: str) -> HttpResponse:
    """Return the citation in a form; raise Http404 for an unknown one."""
    if form not in FORMATS:
        raise Http404("There is no such form of a citation.")
    citation, chosen = published.citation(), FORMATS[form]
    response = HttpResponse(chosen.write(citation), content_type=chosen.content_type)
    name = f"{citation.key}.{form}"
    response.headers["Content-Disposition"] = f'{chosen.disposition}; filename="{name}"'
    response.headers["X-Robots-Tag"] = "noindex"
    return public(response, published.cache_keys, published.version.published_at)
