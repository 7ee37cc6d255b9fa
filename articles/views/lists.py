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
    ListCount,
    SeriesText,
    choose_text,
)
from articles.presentation.items import list_items
from articles.presentation.navigation import Section, navigation_of
from articles.presentation.pagination import (
    editions_page,
    numbered_page,
    page_address,
)
from articles.publishing.list_counts import EVERYTHING, editions_of
from cjo.lib.caching import public
from cjo.lib.languages import page_language
from cjo.lib.page_meta import FeedLink, PageMeta


@require_safe
def latest(request: HttpRequest) -> HttpResponse:
    counts = _counts_by_language().get(page_language(), {})
    context = {"page_title": _("Latest"), "years": _years(counts, None)}
    count = counts.get(EVERYTHING, 0)
    return _list(request, "articles/latest.html", EVERYTHING, count, context)


@require_safe
def archive(request: HttpRequest, year: int) -> HttpResponse:
    name, counts_by_language = f"year-{year}", _counts_by_language()
    counts = counts_by_language.get(page_language(), {})
    count = counts.get(name, 0)
    # an empty year has no page, so that nobody can make up addresses that are found
    if not count:
        raise Http404("Nothing of this year is published in this language.")
    context = {
        "page_title": _("The year %(year)s") % {"year": year},
        "years": _years(counts, year),
    }
    languages = [
        language for language, lists in counts_by_language.items() if lists.get(name)
    ]
    return _list(
        request, "articles/archive.html", name, count, context, languages=languages
    )


@require_safe
def topic(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a category or a series: both have addresses under /t/."""
    section = navigation_of(request).section(slug)
    return _series(request, slug) if section is None else _category(request, section)


@require_safe
def contributors(request: HttpRequest) -> HttpResponse:
    """List the people published in this language, those with most articles first."""
    language = page_language()
    people = (
        Contributor.objects.annotate(count=_count_of("contributor", "pk"))
        .filter(count__gt=0)
        .order_by("-count", "slug")
        .prefetch_related("texts")
    )
    page = numbered_page(request, people)
    context = {
        "page_meta": PageMeta(indexable=page.number == 1),
        "page_title": _("People"),
        "contributors": [
            {
                **_names(person, list(person.texts.all()), language),
                "count": person.count,
                "url": person.get_absolute_url(),
            }
            for person in page.rows
        ],
        "pager": page.pager,
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
    names = _names(person, texts, page_language())
    context = {
        "page_title": names["name"],
        "contributor": names,
        "description": names["biography"],
    }
    feeds = feed_links("contributor_feed", slug, title=names["name"])
    name = f"contributor-{person.pk}"
    count = texts[0].count
    return _list(request, "articles/contributor.html", name, count, context, feeds)


def _category(request: HttpRequest, section: Section) -> HttpResponse:
    name = f"category-{section.pk}"
    context = {"page_title": section.name, "description": section.description}
    counts = ListCount.objects.filter(language=page_language(), list=name)
    count = counts.values_list("number", flat=True).first() or 0
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
    """Print one page of the list that `list_counts` knows by this name."""
    language = page_language()
    page = editions_page(request, editions_of(name, language).for_listing(), count)
    context |= {
        "page_meta": PageMeta(
            languages=languages,
            feeds=feeds,
            # a page after a place shows entries that the numbered pages show too
            indexable=page.number is not None,
            canonical=page_address(request, page.number) if page.number else "",
        ),
        "items": list_items(page.rows, navigation_of(request)),
        "count": count,
        "pager": page.pager,
        "feed_of": feeds,
    }
    return public(render(request, template, context), [f"{name}-{language}"])


def _counts_by_language() -> dict[str, dict[str, int]]:
    rows = ListCount.objects.filter(
        Q(list=EVERYTHING) | Q(list__startswith="year-")
    ).values_list("language", "list", "number")
    counts: dict[str, dict[str, int]] = {}
    for language, name, number in rows:
        counts.setdefault(language, {})[name] = number
    return counts


def _years(counts: dict[str, int], current: int | None) -> list[dict[str, Any]]:
    years = [
        int(name.removeprefix("year-"))
        for name, number in counts.items()
        if number and name.startswith("year-")
    ]
    return [
        {
            "name": str(year),
            "url": reverse("archive", args=[year]),
            "current": year == current,
        }
        for year in sorted(years, reverse=True)
    ]


def _count_of(kind: str, owner: str) -> Coalesce:
    """Return the stored count of the list that a row owns, in this language."""
    counts = ListCount.objects.filter(
        language=page_language(), list=Concat(Value(f"{kind}-"), OuterRef(owner))
    )
    return Coalesce(Subquery(counts.values("number")[:1]), 0)


def _names(
    contributor: Contributor, texts: Sequence[ContributorText], language: str
) -> dict[str, Any]:
    """Return the person's words; a name may be in another language than the rest."""
    text = choose_text(texts, language)
    named = choose_text([each for each in texts if each.name], language)
    return {
        "name": named.name if named else contributor.slug,
        "name_language": named.language if named else "en",
        "text_language": text.language if text else "en",
        "native_name": contributor.native_name,
        "native_language": contributor.native_language,
        "role": text.role if text else "",
        "biography": text.biography if text else "",
    }
