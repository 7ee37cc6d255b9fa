"""Lists: everything by date, a year, a category or series, people."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.conf import settings
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
from articles.models.contributor import OFFERED
from articles.presentation.description import (
    SHORTEST,
    joined_titles,
    list_description,
    shortened,
)
from articles.presentation.items import ListItem, list_items
from articles.presentation.json_ld_site import people as people_json_ld
from articles.presentation.json_ld_site import profile
from articles.presentation.navigation import Section, navigation_of
from articles.presentation.pagination import (
    PER_PAGE,
    editions_page,
    numbered_page,
    page_address,
)
from articles.presentation.titles import archive_titles
from articles.publishing.list_counts import (
    EVERYTHING,
    TITLES,
    editions_of,
    languages_with_people,
    numbers_with_titles,
    titles_of,
)
from cjo.lib.caching import public
from cjo.lib.languages import page_language
from cjo.lib.page_meta import FeedLink, PageMeta


@require_safe
def latest(request: HttpRequest) -> HttpResponse:
    by_language = _counts_by_language()
    counts = by_language.get(page_language(), {})
    numbers = _numbers(by_language, EVERYTHING)
    titles = _numbers(by_language, TITLES)
    context = {
        # Translators: A link and a heading: the newest articles, in the order of time.
        "page_title": _("Latest"),
        "years": _years(counts, None),
        "titles_count": titles.get(page_language()) or titles.get("en"),
    }
    return _list(request, "articles/latest.html", EVERYTHING, context, numbers=numbers)


@require_safe
def archive(request: HttpRequest, year: int) -> HttpResponse:
    name, by_language = f"year-{year}", _counts_by_language()
    counts = by_language.get(page_language(), {})
    # an empty year has no page, so that nobody can make up addresses that are found
    if not (counts.get(name) or counts.get(titles_of(name))):
        raise Http404("Nothing of this year is published in this language.")
    context = {
        "page_title": _("The year %(year)s") % {"year": year},
        "years": _years(counts, year),
    }
    numbers = _numbers(by_language, name)
    titles = _numbers(by_language, titles_of(name))
    languages = _languages_with(numbers, titles, page_number=1)
    return _list(
        request,
        "articles/archive.html",
        name,
        context,
        numbers=numbers,
        titles=titles,
        languages=languages,
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
        Contributor.objects.annotate(
            count=_count_of("contributor", "pk")
            + _count_of(titles_of("contributor"), "pk")
        )
        .filter(OFFERED, count__gt=0)
        .order_by("-count", "slug")
        .prefetch_related("texts")
    )
    page = numbered_page(request, people)
    shown = [
        {
            **_names(person, list(person.texts.all()), language),
            "count": person.count,
        }
        for person in page.rows
    ]
    context = {
        "page_meta": PageMeta(
            alternates=languages_with_people(),
            indexable=page.number == 1 and bool(shown),
            number=page.number or 1,
            description=_people_description([person["name"] for person in shown]),
        ),
        "page_title": _("Contributors"),
        "contributors": shown,
        "structured_data": people_json_ld(shown),
        "pager": page.pager,
    }
    response = render(request, "articles/contributors.html", context)
    return public(response, [f"{EVERYTHING}-{language}"])


@require_safe
def contributor(request: HttpRequest, slug: str) -> HttpResponse:
    texts = list(
        ContributorText.objects.filter(
            contributor__slug=slug, contributor__merged_into=None
        ).select_related("contributor")
    )
    if not texts:
        raise Http404("Nobody of this name is known here.")
    person = texts[0].contributor
    names = _names(person, texts, page_language())
    context = {
        "page_title": names["name"],
        "contributor": names,
        "structured_data": profile(names),
        "description": names["biography"],
    }
    feeds = feed_links("contributor_feed", slug, title=names["name"])
    name = f"contributor-{person.pk}"
    return _list(request, "articles/contributor.html", name, context, feeds)


def _category(request: HttpRequest, section: Section) -> HttpResponse:
    name = f"category-{section.pk}"
    context = {
        "page_title": section.name,
        "description": section.description,
        "language": section.language,
    }
    feeds = feed_links("topic_feed", section.slug, title=section.name)
    return _list(request, "articles/category.html", name, context, feeds)


def _series(request: HttpRequest, slug: str) -> HttpResponse:
    texts = list(SeriesText.objects.filter(series__slug=slug).select_related("series"))
    text = choose_text(texts, page_language())
    if text is None:
        raise Http404("There is no such section or series.")
    context = {
        "page_title": text.name,
        "description": text.description,
        "language": text.language,
        "series": text.series,
    }
    name = f"series-{text.series_id}"
    feeds = feed_links("topic_feed", slug, title=text.name)
    return _list(request, "articles/series.html", name, context, feeds)


def _list(
    request: HttpRequest,
    template: str,
    name: str,
    context: dict[str, Any],
    feeds: Sequence[FeedLink] = (),
    numbers: Mapping[str, int] | None = None,
    titles: Mapping[str, int] | None = None,
    languages: list[str] | None = None,
) -> HttpResponse:
    """Print one page of the list that `list_counts` knows by this name.

    `numbers` has the length of the list in each language, where the caller knows it;
    `titles` that of the list of titles beside it.
    """
    language = page_language()
    if numbers is None:
        numbers, titles = numbers_with_titles(name)
    count, titles = numbers.get(language, 0), titles or {}
    page = editions_page(request, editions_of(name, language).for_listing(), count)
    items = list_items(page.rows, navigation_of(request))
    number = page.number or 1
    if titles.get(language) and number == 1 and page.number:
        listed = editions_of(titles_of(name), language)
        context["titles"] = archive_titles(listed)
    context = {"language": language, **context} | {
        "page_meta": PageMeta(
            languages=languages,
            alternates=_languages_with(numbers, titles, page_number=number),
            feeds=feeds,
            # a page after a place shows entries that the numbered pages show too
            indexable=page.number is not None and bool(items or context.get("titles")),
            canonical=page_address(request, number),
            number=number,
            description=_description(context, items, count, page.number),
        ),
        "items": items,
        "count": count,
        "pager": page.pager,
        "feed_of": feeds,
    }
    # its links to other languages change with the list in each of them
    names = (name, TITLES if name == EVERYTHING else titles_of(name))
    keys = [f"{each}-{code}" for each in names for code in settings.LANGUAGES_READY]
    return public(render(request, template, context), [f"{name}-{language}", *keys])


def _languages_with(
    numbers: Mapping[str, int], titles: Mapping[str, int], *, page_number: int
) -> list[str]:
    """Return the languages in which a list has a page of this number."""
    before = (page_number - 1) * PER_PAGE
    # titles are on the first page
    shown = titles if page_number == 1 else {}
    return [
        language
        for language in dict.fromkeys([*numbers, *shown])
        if numbers.get(language, 0) > before or shown.get(language)
    ]


def _description(
    context: dict[str, Any], items: list[ListItem], count: int, number: int | None
) -> str:
    described: str = context.get("description", "")
    if number == 1 and len(described) >= SHORTEST:
        return shortened(described)
    # a year of which nothing but titles is known says those
    known = items or context.get("titles", [])
    titles = (item.title for item in known)
    return list_description(
        context["page_title"], titles, count=count or len(known), number=number
    )


def _people_description(names: Sequence[str]) -> str:
    return shortened(
        _("The people who wrote, translated or edited the articles here: %(names)s")
        % {"names": joined_titles(names)}
    )


def _numbers(by_language: Mapping[str, Mapping[str, int]], name: str) -> dict[str, int]:
    return {language: lists.get(name, 0) for language, lists in by_language.items()}


def _counts_by_language() -> dict[str, dict[str, int]]:
    rows = ListCount.objects.filter(
        Q(list__in=[EVERYTHING, TITLES])
        | Q(list__startswith="year-")
        | Q(list__startswith=titles_of("year-"))
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
        "kind": contributor.kind,
        "url": contributor.get_absolute_url(),
        "native_name": contributor.native_name,
        "native_language": contributor.native_language,
        "role": text.role if text else "",
        "biography": text.biography if text else "",
    }
