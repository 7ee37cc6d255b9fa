"""The front page, and the page that explains every feed."""

from typing import Any

from django.db.models import F, Window
from django.db.models.functions import RowNumber
from django.http import (
    HttpRequest,
    HttpResponse,
)
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles.feeds import explained
from articles.models import Edition
from articles.presentation.navigation import Navigation, navigation_of
from articles.views.context import picture_of
from articles.views.lists import items_of
from cases.models import LAWS
from cases.presentation.front_page import newest_overview
from cjo.lib.caching import public
from cjo.lib.languages import page_language

LATEST_SHOWN = 8
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
