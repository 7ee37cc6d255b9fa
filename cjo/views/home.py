"""The front page, and the page that explains the feeds."""

from dataclasses import dataclass, replace
from itertools import chain

from django.db.models import F, Window
from django.db.models.functions import RowNumber
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles.models import Edition
from articles.presentation.description import joined_titles, shortened
from articles.presentation.items import ListItem, list_item, list_items
from articles.presentation.json_ld_site import website
from articles.presentation.navigation import Navigation, navigation_of
from articles.rendering.pictures import lead_picture
from cases.presentation.front_page import newest_overview
from cjo.lib.caching import public
from cjo.lib.languages import page_language
from cjo.lib.page_meta import PageMeta

LATEST_SHOWN = 8
# The column of the lead: two thirds of the page from 64rem on
LEAD_SIZES = (
    "(width >= 70rem) 41.7rem, (width >= 64rem) calc(64vw - 2.7rem), "
    "calc(100vw - clamp(2rem, 8vw, 4rem))"
)
SHOWN_IN_SECTION = 2


@dataclass(frozen=True, slots=True)
class FrontSection:
    name: str
    url: str
    language: str
    pieces: list[ListItem]


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    language = page_language()
    navigation = navigation_of(request)
    # an extra article, for the newest may be the lead
    newest = list(Edition.objects.news(language).for_listing()[: LATEST_SHOWN + 1])
    lead = _chosen_lead(language) or next(iter(newest), None)
    others = [edition for edition in newest if edition != lead]
    titles = [
        edition.current_version.title
        for edition in (lead, *others)
        if edition and edition.current_version
    ]
    description = _description(titles)
    context = {
        "page_meta": PageMeta(description=description),
        "structured_data": website(description),
        "page_title": _("Front page"),
        "lead_sizes": LEAD_SIZES,
        "lead": _lead_item(lead, navigation) if lead else None,
        "latest": list_items(others[:LATEST_SHOWN], navigation),
        "overview": newest_overview(language),
        "sections": _sections(language, navigation, lead),
    }
    return public(
        render(request, "home.html", context),
        [f"latest-{language}", "overviews"],
    )


def _description(titles: list[str]) -> str:
    if not titles:
        return _(
            "Courts and law in China, with the cases and sources behind each text."
        )
    text = _(
        "Courts and law in China, with the cases and sources behind each text. "
        "Here now: %(titles)s"
    )
    return shortened(text % {"titles": joined_titles(titles)})


def _chosen_lead(language: str) -> Edition | None:
    # Editors may have set several: the last choice counts
    return (
        Edition.objects.news(language)
        .for_listing()
        .filter(article__lead_since__isnull=False)
        .with_picture()
        .order_by("-article__lead_since")
        .first()
    )


def _lead_item(edition: Edition, navigation: Navigation) -> ListItem:
    item = list_item(edition, navigation)
    version = item.version
    picture = lead_picture(version.rendering.picture, version.document)
    return replace(item, picture=picture)


def _sections(
    language: str, navigation: Navigation, lead: Edition | None
) -> list[FrontSection]:
    ids = _newest_by_category(language, lead)
    editions = Edition.objects.for_listing().in_bulk(list(chain(*ids.values())))
    return [
        FrontSection(
            section.name,
            section.url,
            section.language,
            list_items([editions[pk] for pk in ids[section.pk]], navigation),
        )
        for section in navigation.sections
        if section.in_masthead and section.pk in ids
    ]


def _newest_by_category(language: str, lead: Edition | None) -> dict[int, list[int]]:
    # A window function, so that all categories together need a single query
    place = Window(
        RowNumber(),
        partition_by=[F("article__categories")],
        order_by=[F("listed_on").desc(), F("pk").desc()],
    )
    news = Edition.objects.news(language).filter(article__categories__isnull=False)
    if lead is not None:  # it is printed above, and nothing twice
        news = news.exclude(pk=lead.pk)
    rows = (
        news.annotate(place=place)
        .filter(place__lte=SHOWN_IN_SECTION)
        .order_by("place")
        .values_list("article__categories", "pk")
    )
    ids: dict[int, list[int]] = {}
    for category_id, pk in rows:
        ids.setdefault(category_id, []).append(pk)
    return ids
