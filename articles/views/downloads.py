"""The same text as PDF and as Markdown, of the newest Version or of any."""

import logging

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles.models import Article, Edition, Version
from articles.pdf.edition import print_version
from articles.pdf.typesetting import TypesettingFailed
from articles.presentation.markdown import markdown_of
from articles.views.article import find_readable, gone
from articles.views.context import article_links
from cjo.lib.caching import public
from cjo.lib.page_meta import PageMeta

logger = logging.getLogger(__name__)
RETRY_SECONDS = 30


@require_safe
def pdf(request: HttpRequest, slug: str, number: int | None = None) -> HttpResponse:
    found = find_version(request, slug, number)
    if isinstance(found, HttpResponse):
        return found
    try:
        content = print_version(found)
    except TypesettingFailed as error:
        logger.error("No PDF of %s: %s", found, error)
        return _no_pdf(request, found)
    response = HttpResponse(content, content_type="application/pdf")
    name = f"{slug}-{found.language}-v{found.number}.pdf"
    response.headers["Content-Disposition"] = f'inline; filename="{name}"'
    return public(response, found.edition.cache_keys)


@require_safe
def text(request: HttpRequest, slug: str, number: int | None = None) -> HttpResponse:
    found = find_version(request, slug, number)
    if isinstance(found, HttpResponse):
        return found
    response = HttpResponse(
        markdown_of(found), content_type="text/markdown; charset=utf-8"
    )
    return public(response, found.edition.cache_keys)


@require_safe
def canonical(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Answer with the canonical JSON itself: its SHA-256 is the Version's hash."""
    return _canonical(find_version(request, slug, number))


@require_safe
def page_canonical(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    return _canonical(find_version(request, slug, number, pages=True))


def _canonical(found: Version | HttpResponse) -> HttpResponse:
    if isinstance(found, HttpResponse):
        return found
    response = HttpResponse(found.canonical, content_type="application/json")
    return public(response, found.edition.cache_keys, modified=found.published_at)


def _no_pdf(request: HttpRequest, version: Version) -> HttpResponse:
    """Say when to come back (RFC 9110, 10.2.3), and what can be read meanwhile."""
    links = article_links(version.edition, version)
    context = {
        "page_meta": PageMeta(languages=[version.language], indexable=False),
        "page_title": _("No PDF just now"),
        "version": version,
        "article_url": version.edition.get_absolute_url(),
        "text_url": links["text_url"],
    }
    response = render(request, "articles/no_pdf.html", context, status=503)
    response.headers["Retry-After"] = str(RETRY_SECONDS)
    response.headers["Cache-Control"] = "no-store"
    return response


def find_version(
    request: HttpRequest, slug: str, number: int | None, *, pages: bool = False
) -> Version | HttpResponse:
    """Return the Version asked for, or the page that says why there is none."""
    is_page = Q(article__kind=Article.Kind.PAGE)
    editions = Edition.objects.filter(
        is_page if pages else ~is_page, current_version__isnull=False
    ).select_related("article", "current_version")
    found = find_readable(request, editions, slug)
    if isinstance(found, HttpResponse):
        return found
    edition, version = found
    if number is not None:
        chosen = Version.objects.with_withdrawal()
        version = get_object_or_404(chosen, edition=edition, number=number)
        if version.withdrawn:
            return gone(request, edition, Version.objects.withdrawal_of(version))
    version.edition = edition
    return version
