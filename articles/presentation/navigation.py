"""What every page links to: the sections and the site's own pages."""

from dataclasses import dataclass
from typing import Any

from django.db.models import CharField, F, QuerySet, Value
from django.http import HttpRequest
from django.urls import reverse

from articles.models import Article, CategoryText, Edition
from cjo.lib.languages import page_language
from cjo.lib.written import written_once


@dataclass(frozen=True, slots=True)
class Section:
    """A category as the masthead names it."""

    pk: int
    slug: str
    name: str
    language: str
    description: str
    url: str


@dataclass(frozen=True, slots=True)
class Page:
    slug: str
    name: str
    url: str


@dataclass(frozen=True, slots=True)
class Navigation:
    """Both lists, brought by one query."""

    sections: list[Section]
    pages: list[Page]

    def section(self, slug: str) -> Section | None:
        return next((one for one in self.sections if one.slug == slug), None)

    def named(self, ids: set[int]) -> list[Section]:
        return [one for one in self.sections if one.pk in ids]


def navigation_of(request: HttpRequest) -> Navigation:
    """Return the navigation in the request's language, asked for once."""
    kept = getattr(request, "observer_navigation", None)
    if isinstance(kept, Navigation):
        return kept
    found = navigation(page_language())
    setattr(request, "observer_navigation", found)  # noqa: B010
    return found


def navigation(language: str) -> Navigation:
    """Return sections and pages in a language; sections else in English."""
    rows = sorted(_rows(language), key=lambda row: (row[2], row[1]))
    named: dict[int, Section] = {}
    for kind, pk, _position, slug, name, description, in_language in rows:
        if kind == "section" and (pk not in named or in_language == language):
            url = reverse("topic", args=[slug])
            named[pk] = Section(pk, slug, name, in_language, description, url)
    return Navigation(
        list(named.values()),
        [
            Page(slug, name, reverse("page", args=[slug]))
            for kind, _pk, _position, slug, name, _description, _language in rows
            if kind == "page"
        ],
    )


@written_once
def _rows(language: str) -> QuerySet[Any, tuple[Any, ...]]:
    sections = CategoryText.objects.filter(language__in={language, "en"}).values_list(
        Value("section", output_field=CharField()),
        F("category__pk"),
        F("category__position"),
        F("category__slug"),
        F("name"),
        F("description"),
        F("language"),
    )
    pages = (
        Edition.objects.published()
        .in_language(language)
        # no list holds a page: that finds the few without asking every article
        .filter(listed_on__isnull=True, article__kind=Article.Kind.PAGE)
        .values_list(
            Value("page", output_field=CharField()),
            F("article__pk"),
            F("article__pk"),
            F("article__slug"),
            F("current_version__title"),
            Value("", output_field=CharField()),
            F("language"),
        )
    )
    return sections.union(pages, all=True)
