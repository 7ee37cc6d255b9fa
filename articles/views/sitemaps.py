"""Sitemaps: the addresses for search engines, each with its other languages."""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, Generic, TypeVar, cast

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.core.paginator import EmptyPage, Page, Paginator
from django.db.models import Exists, F, Max, Model, OuterRef, Prefetch, QuerySet
from django.utils.functional import cached_property

from articles.models import (
    Article,
    Category,
    Contributor,
    Edition,
    ListCount,
    Series,
    Stamp,
)
from articles.models.contributor import OFFERED
from cjo.lib.languages import ready_languages
from cjo.lib.links import absolute, alternates_of, localised

# Things on a page of a sitemap: with twenty languages each, far below the limits of
# the protocol (50,000 addresses, 50 MB)
PER_SITEMAP = 500
_Thing = TypeVar("_Thing")
_Row = TypeVar("_Row", bound=Model)
# For each language in which a thing exists, when it last changed for readers
Languages = Mapping[str, dt.datetime | None]

# Django's class is generic in its stubs only, and cannot be subscripted at run time
if TYPE_CHECKING:
    TypedSitemap = Sitemap
else:

    class TypedSitemap(Sitemap, Generic[_Thing]):
        """Django's Sitemap, generic in the type of its items."""


class KeyRanges(Paginator):  # type: ignore[type-arg]
    """Pages by ranges of keys: the last costs no more than the first.

    A page changes only with its own things, and a range without any has no page.
    """

    object_list: QuerySet[Any]

    @cached_property
    def count(self) -> int:
        """Return the last key: as many things there may be."""
        return self.object_list.order_by().aggregate(last=Max("pk"))["last"] or 0

    @property
    def page_range(self) -> list[int]:  # type: ignore[override]
        before = (F("pk") - 1) / self.per_page
        rows = self.object_list.order_by().annotate(before=before)
        return sorted(
            1 + place for place in set(rows.values_list("before", flat=True).distinct())
        )

    def page(self, number: int | str) -> Page[Any]:
        number = self.validate_number(number)
        last = number * self.per_page
        rows = self.object_list.filter(pk__gt=last - self.per_page, pk__lte=last)
        if not rows and number > 1:
            raise EmptyPage("No thing has a key in this range.")
        return Page(rows, number, self)


class SiteSitemap(TypedSitemap[_Row]):
    """Addresses of things, in the languages in which each of them exists.

    Every address comes from SITE_URL, none from a request's Host.
    """

    limit = PER_SITEMAP

    @cached_property
    def paginator(self) -> KeyRanges:
        return KeyRanges(cast(QuerySet[_Row], self.items()), self.limit)

    def languages_of(self, things: list[_Row]) -> dict[int, Languages]:
        """Return the languages of each thing, by its id."""
        everywhere = dict.fromkeys(language.code for language in ready_languages())
        return {thing.pk: everywhere for thing in things}

    def path(self, thing: _Row) -> str:
        return str(cast(Any, thing).get_absolute_url())

    def get_urls(
        self,
        page: int | str = 1,
        site: Any = None,
        protocol: str | None = None,
    ) -> list[dict[str, Any]]:
        things = list(self.paginator.page(page).object_list)
        languages = self.languages_of(things)
        return [
            line
            for thing in things
            for line in lines_of(self.path(thing), languages.get(thing.pk, {}))
        ]


def lines_of(path: str, languages: Languages) -> list[dict[str, Any]]:
    """Return a line for each ready language, each with links to all of them."""
    ready = [
        language.code for language in ready_languages() if language.code in languages
    ]
    alternates = [
        {"lang_code": tag, "location": address}
        for tag, address in alternates_of(path, languages).items()
    ]
    return [
        {
            "location": absolute(localised(path, code)),
            "lastmod": languages[code],
            "alternates": alternates,
        }
        for code in ready
    ]


class ArticleSitemap(SiteSitemap[Article]):
    kind = Article.Kind.ARTICLE
    # no list has a page
    in_lists = True

    def items(self) -> QuerySet[Article]:
        # by existence and not by a join, which would repeat an article per language
        readable = Edition.objects.filter(
            article=OuterRef("pk"), language__in=settings.LANGUAGES_READY
        )
        if self.in_lists:
            readable = readable.filter(listed_on__isnull=False)
        else:
            readable = readable.published()
        return (
            Article.objects.filter(Exists(readable), kind=self.kind)
            .prefetch_related(
                Prefetch(
                    "editions",
                    Edition.objects.open()
                    .select_related("current_version")
                    .only("article", "language", "current_version__updated_at"),
                )
            )
            .order_by("pk")
        )

    def languages_of(self, things: list[Article]) -> dict[int, Languages]:
        return {
            article.pk: {
                edition.language: edition.current_version.updated_at
                for edition in article.editions.all()
                if edition.current_version is not None
            }
            for article in things
        }


class PageSitemap(ArticleSitemap):
    kind = Article.Kind.PAGE
    in_lists = False


class _ListSitemap(SiteSitemap[_Row]):
    """Things with a list of articles, in the languages where the list is not empty."""

    name: str

    def languages_of(self, things: list[_Row]) -> dict[int, Languages]:
        return languages_of_lists(self.name, [thing.pk for thing in things])


class CategorySitemap(_ListSitemap[Category]):
    name = "category"

    def items(self) -> QuerySet[Category]:
        return Category.objects.filter(hidden=False).order_by("pk")


class SeriesSitemap(_ListSitemap[Series]):
    name = "series"

    def items(self) -> QuerySet[Series]:
        return Series.objects.filter(hidden=False).order_by("pk")


class ContributorSitemap(_ListSitemap[Contributor]):
    name = "contributor"

    def items(self) -> QuerySet[Contributor]:
        return Contributor.objects.filter(OFFERED).order_by("pk")


def languages_of_lists(kind: str, ids: Iterable[int]) -> dict[int, Languages]:
    """Return the languages in which these lists are not empty, and the last change."""
    names = {f"{kind}-{pk}": pk for pk in ids}
    counts = ListCount.objects.filter(list__in=list(names), number__gt=0)
    rows = list(counts.values_list("list", "language"))
    keys = [f"{name}-{language}" for name, language in rows]
    stamps = dict(Stamp.objects.filter(key__in=keys).values_list("key", "at"))
    filled: dict[int, dict[str, dt.datetime | None]] = {pk: {} for pk in names.values()}
    for name, language in rows:
        filled[names[name]][language] = stamps.get(f"{name}-{language}")
    return cast(dict[int, Languages], filled)


SITEMAPS: dict[str, type[SiteSitemap[Any]]] = {
    "articles": ArticleSitemap,
    "pages": PageSitemap,
    "categories": CategorySitemap,
    "series": SeriesSitemap,
    "contributors": ContributorSitemap,
}
