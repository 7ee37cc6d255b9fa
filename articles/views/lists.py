"""Lists: everything by date, a year, a category or series, people."""

from collections.abc import Sequence
from typing import Any

from django.db.models import OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce, Concat
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles.feeds import feed_links
from articles.models import (
    Contributor,
    ContributorText,
    Edition,
    ListCount,
    Role,
    SeriesText,
    choose_text,
)
from articles.presentation.navigation import Navigation, Section, navigation_of
from articles.presentation.pagination import (
    LAST_NUMBERED,
    PER_PAGE,
    number_asked,
    numbered_in,
    page_of,
    pager_at,
)
from articles.publishing.list_counts import EVERYTHING, editions_of
from cjo.lib.caching import public
from cjo.lib.languages import page_language
from cjo.lib.page_meta import FeedLink, PageMeta


@require_safe
def latest(request: HttpRequest) -> HttpResponse:
    counts = _counts().get(page_language(), {})
    context = {"page_title": _("Latest"), "years": _years(counts, None)}
    count = counts.get(EVERYTHING, 0)
    return _list(request, "articles/latest.html", EVERYTHING, count, context)


@require_safe
def archive(request: HttpRequest, year: int) -> HttpResponse:
    name, everywhere = f"year-{year}", _counts()
    counts = everywhere.get(page_language(), {})
    count = counts.get(name, 0)
    if not count:
        raise Http404("Nothing of this year is published in this language.")
    context = {
        "page_title": _("The year %(year)s") % {"year": year},
        "years": _years(counts, year),
    }
    languages = [code for code, held in everywhere.items() if held.get(name)]
    return _list(
        request, "articles/archive.html", name, count, context, languages=languages
    )


@require_safe
def topic(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a category or a series: both live under /t/."""
    section = navigation_of(request).section(slug)
    return _series(request, slug) if section is None else _category(request, section)


@require_safe
def contributors(request: HttpRequest) -> HttpResponse:
    """List who has published in this language, those with most first."""
    language, number = page_language(), number_asked(request)
    start = (number - 1) * PER_PAGE
    people = list(
        Contributor.objects.annotate(count=_count_of("contributor", "pk"))
        .filter(count__gt=0)
        .order_by("-count", "slug")
        .prefetch_related("texts")[start : start + PER_PAGE + 1]
    )
    if not people and number > 1:
        raise Http404("There is no such page of this list.")
    more = len(people) > PER_PAGE and number < LAST_NUMBERED
    context = {
        "page_meta": PageMeta(indexable=number == 1),
        "page_title": _("People"),
        "contributors": [
            {
                **_named(one, list(one.texts.all()), language),
                "count": one.count,
                "url": one.get_absolute_url(),
            }
            for one in people[:PER_PAGE]
        ],
        "pager": pager_at(number, numbered_in(request), more=more),
    }
    response = render(request, "articles/contributors.html", context)
    return public(response, [f"{EVERYTHING}-{language}"])


@require_safe
def contributor(request: HttpRequest, slug: str) -> HttpResponse:
    texts = list(
        ContributorText.objects.filter(contributor__slug=slug)
        .select_related("contributor")
        .annotate(count=_count_of("contributor", "contributor_id"))
    )
    if not texts:
        raise Http404("Nobody of this name is known here.")
    person = texts[0].contributor
    named = _named(person, texts, page_language())
    context = {
        "page_title": named["name"],
        "contributor": named,
        "description": named["biography"],
    }
    feeds = feed_links("contributor_feed", slug, title=named["name"])
    name = f"contributor-{person.pk}"
    count = texts[0].count
    return _list(request, "articles/contributor.html", name, count, context, feeds)


def items_of(editions: list[Edition], navigation: Navigation) -> list[dict[str, Any]]:
    """Return what a list prints of each edition; asks the database nothing."""
    return [_item(edition, navigation) for edition in editions]


def _category(request: HttpRequest, section: Section) -> HttpResponse:
    name = f"category-{section.pk}"
    context = {"page_title": section.name, "description": section.description}
    count = _count(name)
    feeds = feed_links("topic_feed", section.slug, title=section.name)
    return _list(request, "articles/category.html", name, count, context, feeds)


def _series(request: HttpRequest, slug: str) -> HttpResponse:
    texts = list(
        SeriesText.objects.filter(series__slug=slug)
        .select_related("series")
        .annotate(count=_count_of("series", "series_id"))
    )
    text = choose_text(texts, page_language())
    if text is None:
        raise Http404("There is no such section or series.")
    context = {
        "page_title": text.name,
        "description": text.description,
        "series": text.series,
    }
    name, count = f"series-{text.series_id}", texts[0].count
    feeds = feed_links("topic_feed", slug, title=text.name)
    return _list(request, "articles/series.html", name, count, context, feeds)


def _list(
    request: HttpRequest,
    template: str,
    name: str,
    count: int,
    context: dict[str, Any],
    feeds: Sequence[FeedLink] = (),
    languages: list[str] | None = None,
) -> HttpResponse:
    """Print one page of a list; five queries at most."""
    language = page_language()
    paged = page_of(request, editions_of(name, language).for_listing(), count)
    numbered = "before" not in request.GET
    canonical = numbered_in(request)(number_asked(request)) if numbered else ""
    context |= {
        "page_meta": PageMeta(
            languages=languages, feeds=feeds, indexable=numbered, canonical=canonical
        ),
        "items": items_of(paged.editions, navigation_of(request)),
        "count": count,
        "pager": paged.pager,
        "feed_of": feeds,
    }
    return public(render(request, template, context), [f"{name}-{language}"])


def _item(edition: Edition, navigation: Navigation) -> dict[str, Any]:
    version = edition.current_version
    if version is None:
        raise ValueError(f"{edition.pk} is in a list but was never published.")
    categories = {category.pk for category in edition.article.categories.all()}
    return {
        "title": version.title,
        "language": edition.language,
        "abstract": version.abstract,
        "url": edition.get_absolute_url(),
        "version": version,
        "categories": navigation.named(categories),
        "bylines": [
            {
                "name": row.name,
                "name_language": row.name_language,
                "native_name": row.native_name,
                "native_language": row.native_language,
                "role_label": str(Role(row.role).label),
                "url": row.contributor.get_absolute_url(),
            }
            for row in version.bylines.all()
        ],
        "is_listing": edition.article.is_listing,
        "title_from_address": version.title_from_address,
    }


def _count(name: str) -> int:
    """Return how many editions a list holds in this language."""
    stored = ListCount.objects.filter(language=page_language(), list=name)
    return stored.values_list("number", flat=True).first() or 0


def _counts() -> dict[str, dict[str, int]]:
    """Return the stored counts of everything and of each year, by language."""
    counts = ListCount.objects.filter(
        Q(list=EVERYTHING) | Q(list__startswith="year-")
    ).values_list("language", "list", "number")
    found: dict[str, dict[str, int]] = {}
    for language, name, number in counts:
        found.setdefault(language, {})[name] = number
    return found


def _years(counts: dict[str, int], current: int | None) -> list[dict[str, Any]]:
    names = [name for name, number in counts.items() if number]
    years = sorted(
        (int(name[5:]) for name in names if name.startswith("year-")), reverse=True
    )
    return [
        {
            "name": str(year),
            "url": reverse("archive", args=[year]),
            "current": year == current,
        }
        for year in years
    ]


def _count_of(kind: str, owner: str) -> Coalesce:
    """Return how many editions a row's list holds in this language."""
    number = ListCount.objects.filter(
        language=page_language(), list=Concat(Value(f"{kind}-"), OuterRef(owner))
    )
    return Coalesce(Subquery(number.values("number")[:1]), 0)


def _named(
    contributor: Contributor, texts: Sequence[ContributorText], language: str
) -> dict[str, Any]:
    text = choose_text(texts, language)
    named = choose_text([one for one in texts if one.name], language)
    return {
        "name": named.name if named else contributor.slug,
        "name_language": named.language if named else "en",
        "text_language": text.language if text else "en",
        "native_name": contributor.native_name,
        "native_language": contributor.native_language,
        "role": text.role if text else "",
        "biography": text.biography if text else "",
    }
