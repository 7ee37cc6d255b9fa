"""Downloads: a text as PDF, as Markdown and as canonical JSON."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from articles.pdf.typesetting import TypesettingFailed
from articles.presentation.markdown import markdown_of
from articles.presentation.published import Find, FindPrinted, Printed
from articles.views.lookup import find_article
from articles.views.withdrawn import published_view
from cjo.lib.caching import public
from cjo.lib.languages import page_language
from cjo.lib.page_meta import PageMeta


@published_view
def pdf(
    request: HttpRequest, find: FindPrinted, slug: str, number: int | None = None
) -> HttpResponse:
    published = find(slug, number)
    try:
        content = published.pdf()
    except TypesettingFailed as failed:
        return _no_pdf(request, published, failed)
    response = HttpResponse(content, content_type="application/pdf")
    name = f"{slug}-{page_language()}-v{published.version.number}.pdf"
    response.headers["Content-Disposition"] = f'inline; filename="{name}"'
    return public(response, published.pdf_cache_keys)


@published_view
def text(request: HttpRequest, slug: str, number: int | None = None) -> HttpResponse:
    published = find_article(slug, number)
    markdown = markdown_of(published.version)
    response = HttpResponse(markdown, content_type="text/markdown; charset=utf-8")
    return public(response, published.cache_keys)


@published_view
def canonical(request: HttpRequest, find: Find, slug: str, number: int) -> HttpResponse:
    """Answer with the canonical JSON itself: its SHA-256 is the version's hash."""
    published = find(slug, number)
    version = published.version
    response = HttpResponse(version.canonical, content_type="application/json")
    return public(response, published.cache_keys, version.published_at)


def _no_pdf(
    request: HttpRequest, published: Printed, failed: TypesettingFailed
) -> HttpResponse:
    """Answer 503 with a time to try again (RFC 9110, 10.2.3) and a link to the text."""
    context = {
        "page_meta": PageMeta(published.languages, indexable=False),
        # Translators: The title of a page: the PDF could not be made; it may be tried
        # again.
        "page_title": _("No PDF just now"),
        "title": published.title,
        "page_url": published.url,
        "text_url": published.text_url,
        "is_busy": failed.reason == "busy",
    }
    response = render(request, "articles/no_pdf.html", context, status=503)
    response.headers["Retry-After"] = str(failed.retry_after)
    response.headers["Cache-Control"] = "no-store"  # the next try may succeed
    return response
