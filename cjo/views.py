"""Pages that see every app: the front page, feeds explained, errors, health."""

import re
from typing import Any

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent
from django.db import connection
from django.db.models import F, Q, Window
from django.db.models.functions import RowNumber
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseNotAllowed,
)
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import Resolver404, resolve
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles.feeds import explained
from articles.middleware import moved
from articles.models import Article, Edition
from articles.navigation import Navigation, navigation_of
from articles.views.context import picture_of
from articles.views.languages import untranslated
from articles.views.listing import items_of
from cases.front import newest_overview
from cases.models import LAWS
from cjo.lib.caching import public
from cjo.lib.languages import get_language, page_language
from cjo.lib.links import absolute, localised
from cjo.lib.page import describe

LATEST_SHOWN = 8
SHORT = 12  # characters that are soon typed again: a slug, a choice
_SECRET = re.compile("^csrfmiddlewaretoken$|^state$|password")
PIECES_IN_SECTION = 2


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    language = page_language()
    navigation = navigation_of(request)
    news = Edition.objects.news(language).for_listing()
    newest = list(news[: LATEST_SHOWN + 1])
    chosen = (
        Edition.objects.news(language)
        .for_listing()
        .filter(article__lead_since__isnull=False)
        .with_picture()
        .order_by("-article__lead_since")
        .first()
    )
    lead = chosen or (newest[0] if newest else None)
    context = {
        "page_title": _("Front page"),
        "lead": _lead(lead, navigation) if lead else None,
        "latest": items_of(
            [one for one in newest if lead is None or one.pk != lead.pk][:LATEST_SHOWN],
            navigation,
        ),
        "overview": newest_overview(language),
        "sections": _sections(language, navigation, lead),
    }
    return public(
        render(request, "home.html", context),
        [f"latest-{language}", "overviews"],
    )


@require_safe
def feeds(request: HttpRequest) -> HttpResponse:
    language = page_language()
    context = {"page_title": _("Feeds"), "feeds": explained(language)}
    keys = [f"latest-{language}", "cases", LAWS]
    return public(render(request, "feeds.html", context), keys)


@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """Answer `ok` where the database answers; what it says is for machines."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    response = HttpResponse("ok\n", content_type="text/plain; charset=utf-8")
    response.headers["Cache-Control"] = "no-store"
    return response


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    lines = [
        "User-agent: *",
        "Disallow: /admin/",
        "Disallow: /preview/",
        f"Sitemap: {absolute('/sitemap.xml')}",
    ]
    response = HttpResponse(
        "\n".join(lines) + "\n", content_type="text/plain; charset=utf-8"
    )
    return public(response, ["robots"])


def not_translated(request: HttpRequest, language: str, path: str) -> HttpResponse:
    """Answer for a language that is not ready: help, in English chrome.

    What has no language, as the desk, is no page of any.
    """
    try:
        with translation.override(language):
            found = resolve(localised(path, language))
    except Resolver404:
        return moved(request) or not_found(request, Http404())
    work = None
    if found.url_name and found.url_name.startswith(("article", "page")):
        is_page = Q(kind=Article.Kind.PAGE)
        work = Article.objects.filter(
            is_page if found.url_name.startswith("page") else ~is_page,
            slug=found.kwargs["slug"],
            editions__in=Edition.objects.published(),
        ).first()
        if work is None:
            return moved(request) or not_found(request, Http404())
    return untranslated(request, get_language(language), path, work)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    if isinstance(exception, RequestDataTooBig | TooManyFieldsSent):
        return _plain_error("413.html", 413)  # RFC 9110, section 15.5.14
    return _plain_error("400.html", 400)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a form whose token is not that of who is signed in now.

    Only the desk has forms that are posted. Elsewhere no method but these is known,
    whatever token comes with it (RFC 9110, section 15.5.6).
    """
    if not request.path_info.startswith("/admin/"):
        return HttpResponseNotAllowed(["GET", "HEAD"])
    return not_saved(request)


def not_saved(request: HttpRequest) -> HttpResponse:
    """Say that a form of the desk was not saved, and give back what was written."""
    describe(request, indexable=False)
    texts = [
        value
        for name, values in request.POST.lists()
        for value in values
        if len(value) > SHORT and not _SECRET.search(name)
    ]
    context = {
        "page_title": _("Not saved"),
        "is_signed_out": not request.user.is_authenticated,
        "texts": texts,
    }
    return render(request, "403_csrf.html", context, status=403)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    describe(request, indexable=False)
    context = {"page_title": _("Not allowed"), "reason": str(exception)}
    return render(request, "403.html", context, status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    describe(request, indexable=False)
    context = {"page_title": _("Not found")}
    return render(request, "404.html", context, status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    return _plain_error("500.html", 500)


def _plain_error(template: str, status: int) -> HttpResponse:
    """Answer without the database, which may be what failed."""
    return HttpResponse(render_to_string(template), status=status)


def _lead(edition: Edition, navigation: Navigation) -> dict[str, Any]:
    lead = items_of([edition], navigation)[0]
    version = edition.current_version
    if version is not None:
        lead["picture"] = picture_of(version.rendering.picture, version.document)
    return lead


def _sections(
    language: str, navigation: Navigation, lead: Edition | None
) -> list[dict[str, Any]]:
    """Return each category with its newest pieces: one query for all."""
    place = Window(
        RowNumber(),
        partition_by=[F("article__categories")],
        order_by=[F("listed_on").desc(), F("pk").desc()],
    )
    pieces = (
        Edition.objects.news(language)
        .for_listing()
        .filter(article__categories__isnull=False)
        .exclude(pk__in=[lead.pk] if lead else [])
        .annotate(section=F("article__categories"), place=place)
        .filter(place__lte=PIECES_IN_SECTION)
    )
    found: dict[int, list[Edition]] = {}
    for piece in pieces:
        found.setdefault(getattr(piece, "section"), []).append(piece)  # noqa: B009
    return [
        {
            "name": section.name,
            "url": section.url,
            "language": section.language,
            "pieces": items_of(found[section.pk], navigation),
        }
        for section in navigation.sections
        if section.pk in found
    ]
