"""The same text as PDF and as Markdown, of the newest Version or of any."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import get_language as active_language
from django.views.decorators.http import require_safe

from articles.models import Edition, Version
from articles.pdf.edition import print_version
from articles.plain import markdown_of
from articles.views.reading import find_edition, gone, missing
from cjo.lib.caching import public


@require_safe
def pdf(request: HttpRequest, slug: str, number: int | None = None) -> HttpResponse:
    found = _version(request, slug, number)
    if isinstance(found, HttpResponse):
        return found
    response = HttpResponse(print_version(found), content_type="application/pdf")
    name = f"{slug}-{found.language}-v{found.number}.pdf"
    response.headers["Content-Disposition"] = f'inline; filename="{name}"'
    return public(response, found.edition.cache_keys, modified=found.published_at)


@require_safe
def text(request: HttpRequest, slug: str, number: int | None = None) -> HttpResponse:
    found = _version(request, slug, number)
    if isinstance(found, HttpResponse):
        return found
    response = HttpResponse(
        markdown_of(found), content_type="text/markdown; charset=utf-8"
    )
    return public(response, found.edition.cache_keys, modified=found.published_at)


def _version(
    request: HttpRequest, slug: str, number: int | None
) -> Version | HttpResponse:
    """Return the Version asked for, or the page that says why there is none."""
    editions = Edition.objects.filter(
        current_version__isnull=False, article__kind__in=["article", "listing"]
    ).select_related("article", "current_version")
    edition = find_edition(editions, slug, active_language() or "en")
    if edition is None or edition.current_version is None:
        return missing(request, slug)
    if edition.is_withdrawn:
        return gone(request, edition)
    if number is None:
        version = edition.current_version
    else:
        chosen = Version.objects.exclude(change_type="withdrawal")
        version = get_object_or_404(chosen, edition=edition, number=number)
    version.edition = edition
    return version
