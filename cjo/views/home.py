"""The front page."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles.presentation import corrections
from articles.presentation.description import (
    first_sentences,
    joined_titles,
    shortened,
)
from articles.presentation.front_page import FrontArticles, front_articles
from articles.presentation.json_ld_site import website
from articles.presentation.navigation import Navigation, navigation_of
from articles.publishing.list_counts import EVERYTHING
from cases.presentation.front_page import (
    FrontOverview,
    example_number,
    newest_cases,
    newest_overview,
)
from cjo.lib.caching import public
from cjo.lib.languages import page_language
from cjo.lib.page_meta import PageMeta

# The column of the lead: two thirds of the page from 64rem on
LEAD_SIZES = "(width >= 70rem) 41.7rem, (width >= 64rem) calc(64vw - 2.7rem), 92vw"
NOTE_ROOM = 200  # characters of the note of a correction
CERTAINTY_PAGE = "certainty"


@dataclass(frozen=True, slots=True)
class Promise:
    """Addresses of pages that show that each promise is kept."""

    sourced: str
    kept: str
    graded: str


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    language = page_language()
    navigation = navigation_of(request)
    articles = front_articles(language, navigation)
    overview = newest_overview(language)
    cases = newest_cases(language)
    correction = corrections.newest_readable(language)
    description = _description(articles.titles)
    context = {
        "page_meta": PageMeta(description=description),
        "structured_data": website(description),
        "lead_sizes": LEAD_SIZES,
        "lead": articles.lead,
        "latest": articles.latest,
        "sections": articles.sections,
        "figures": overview,
        "cases": cases,
        "example": example_number(cases, language),
        "promise": _promise(articles, overview, navigation),
        "correction": correction,
        "note": first_sentences(correction.note, NOTE_ROOM) if correction else "",
    }
    return public(
        render(request, "home.html", context),
        [f"{EVERYTHING}-{language}", "overviews", "cases", corrections.KEY],
    )


def _description(titles: list[str]) -> str:
    if not titles:
        return _(
            "Courts and law in China, with the cases and sources behind each text."
        )
    text = _(
        "Courts and law in China, with the cases and sources behind each text. "
        "Newest: %(titles)s"
    )
    return shortened(text % {"titles": joined_titles(titles)})


def _promise(
    articles: FrontArticles, figures: FrontOverview | None, navigation: Navigation
) -> Promise:
    overview = figures.overview if figures else None
    pages = {page.slug: page.url for page in navigation.pages}
    return Promise(
        sourced=f"{reverse('overview', args=[overview.key])}#{overview.id}"
        if overview
        else reverse("sources"),
        kept=articles.history_url or reverse("corrections"),
        graded=pages.get(CERTAINTY_PAGE) or reverse("cases"),
    )
