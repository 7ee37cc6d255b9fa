"""The links around every page: the sections and the site's own pages."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import CharField, Exists, OuterRef, Value
from django.db.models.functions import Cast, Concat
from django.http import HttpRequest
from django.urls import reverse

from articles.models import Article, CategoryText, Edition, ListCount, Stamp
from cjo.lib.languages import LANGUAGES, page_language
from cjo.lib.stamped_cache import StampedCache

_ATTRIBUTE = "observer_navigation"


@dataclass(frozen=True, slots=True)
class Section:
    """A category in a language. A hidden one is named on its own page alone."""

    pk: int
    slug: str
    name: str
    language: str
    description: str
    url: str
    is_hidden: bool
    is_empty: bool

    @property
    def in_masthead(self) -> bool:
        return not (self.is_hidden or self.is_empty)


@dataclass(frozen=True, slots=True)
class Page:
    """One of the site's own pages, such as About, as the foot names it."""

    slug: str
    name: str
    url: str


@dataclass(frozen=True, slots=True)
class Navigation:
    """`stamp` is the last change of the site before it was read, None before any."""

    sections: list[Section]
    pages: list[Page]
    stamp: dt.datetime | None

    def section(self, slug: str) -> Section | None:
        return next((each for each in self.sections if each.slug == slug), None)

    def sections_of(self, category_ids: set[int]) -> list[Section]:
        """Return the categories that are named at a text which has these."""
        return [
            section
            for section in self.sections
            if section.pk in category_ids and not section.is_hidden
        ]


def navigation_of(request: HttpRequest) -> Navigation:
    """Return the navigation in the page's language; one query for a request."""
    kept = vars(request).get(_ATTRIBUTE)
    if isinstance(kept, Navigation):
        return kept
    language, stamp = page_language(), Stamp.objects.of_site()
    navigation = _navigations.recall(
        language,
        stamp,
        lambda: Navigation(_sections(language), _pages(language), stamp),
    )
    vars(request)[_ATTRIBUTE] = navigation
    return navigation


_navigations: StampedCache[Navigation] = StampedCache(size=len(LANGUAGES))


def _sections(language: str) -> list[Section]:
    """Return the categories that have a name in this language or in English."""
    name = Concat(Value("category-"), Cast(OuterRef("category_id"), CharField()))
    counts = ListCount.objects.filter(list=name, language=language, number__gt=0)
    texts = (
        CategoryText.objects.filter(language__in=[language, "en"])
        .select_related("category")
        .annotate(is_filled=Exists(counts))
        .order_by("category__position", "category_id")
    )
    chosen: dict[int, CategoryText] = {}
    filled: dict[int, bool] = {}
    for text in texts:
        filled[text.pk] = text.is_filled
        if text.category_id not in chosen or text.language == language:
            chosen[text.category_id] = text
    return [
        Section(
            text.category_id,
            text.category.slug,
            text.name,
            text.language,
            text.description,
            reverse("topic", args=[text.category.slug]),
            text.category.hidden,
            not filled[text.pk],
        )
        for text in chosen.values()
    ]


def _pages(language: str) -> list[Page]:
    pages = (
        Edition.objects.published()
        .in_language(language)
        # no list shows a page: the index of the lists leads to the few that there are
        .filter(listed_on__isnull=True, article__kind=Article.Kind.PAGE)
        .order_by("article_id")
        .values_list("article__slug", "current_version__title")
    )
    return [
        Page(slug, str(title), reverse("page", args=[slug])) for slug, title in pages
    ]
