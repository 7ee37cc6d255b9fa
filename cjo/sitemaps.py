"""The sitemap: an index, and a sitemap in pages for each part of the site."""

from collections.abc import Iterable
from typing import Any

from django.contrib.sitemaps.views import SitemapIndexItem
from django.contrib.sitemaps.views import sitemap as part_view
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.views.decorators.http import require_safe

from articles.presentation.corrections import languages_with_corrections
from articles.publishing.list_counts import (
    EVERYTHING,
    languages_with_people,
    languages_with_titles,
    numbers_of,
)
from articles.views.sitemaps import SITEMAPS as ARTICLE_SITEMAPS
from articles.views.sitemaps import Languages, SiteSitemap, TypedSitemap, lines_of
from cases.models import (
    Case,
    Collection,
    Court,
    Law,
    Overview,
    Provision,
    Record,
    Source,
)
from cjo.lib.caching import public
from cjo.lib.languages import ready_languages
from cjo.lib.links import absolute

# Addresses that lead into the site, by url name
_ENTRANCES = (
    "home",
    "latest",
    "titles",
    "contributors",
    "cases",
    "case_number",
    "laws",
    "sources",
    "corrections",
    "integrity",
    "feeds",
)


class EntranceSitemap(TypedSitemap[str]):
    def items(self) -> list[str]:
        return list(_ENTRANCES)

    def get_urls(
        self,
        page: int | str = 1,
        site: Any = None,
        protocol: str | None = None,
    ) -> list[dict[str, Any]]:
        names = self.paginator.page(page).object_list
        return [
            line
            for name in names
            for line in lines_of(reverse(name), dict.fromkeys(_languages_of(name)))
        ]


def _languages_of(name: str) -> Iterable[str]:
    """Return the languages in which an entrance is not an empty list."""
    match name:
        case "latest":
            return [code for code, number in numbers_of(EVERYTHING).items() if number]
        case "titles":
            return languages_with_titles()
        case "contributors":
            return languages_with_people()
        case "corrections":
            return languages_with_corrections()
        case "cases":
            models: tuple[type[Model], ...] = (Case, Collection, Overview)
            published = (
                model._default_manager.filter(current_version__isnull=False)
                for model in models
            )
            is_filled = any(records.exists() for records in published)
        case "laws":
            is_filled = Law.objects.exists()
        case "sources":
            is_filled = Source.objects.exists()
        case _:
            is_filled = True
    return [language.code for language in ready_languages()] if is_filled else []


class CourtSitemap(SiteSitemap[Court]):
    def items(self) -> QuerySet[Court]:
        return Court.objects.order_by("pk")


class LawSitemap(SiteSitemap[Law]):
    def items(self) -> QuerySet[Law]:
        return Law.objects.order_by("pk")


class ProvisionSitemap(SiteSitemap[Provision]):
    def items(self) -> QuerySet[Provision]:
        return Provision.objects.select_related("law", "version").order_by("pk")


class _RecordSitemap(SiteSitemap[Any]):
    # A record has a page in every ready language, and its changes show in all of them
    model: type[Record]

    def items(self) -> QuerySet[Any]:
        records: QuerySet[Any] = self.model._default_manager.all()
        return (
            records.filter(current_version__isnull=False)
            .select_related("current_version")
            # the whole snapshot of each record, which no sitemap needs
            .defer("current_version__canonical")
            .order_by("pk")
        )

    def languages_of(self, things: list[Any]) -> dict[int, Languages]:
        codes = [language.code for language in ready_languages()]
        return {
            record.pk: dict.fromkeys(codes, record.current_version.published_at)
            for record in things
        }


class CaseSitemap(_RecordSitemap):
    model = Case


class CollectionSitemap(_RecordSitemap):
    model = Collection


class OverviewSitemap(_RecordSitemap):
    model = Overview


SITEMAPS: dict[str, type[TypedSitemap[Any]]] = {
    "entrances": EntranceSitemap,
    **ARTICLE_SITEMAPS,
    "cases": CaseSitemap,
    "collections": CollectionSitemap,
    "overviews": OverviewSitemap,
    "courts": CourtSitemap,
    "laws": LawSitemap,
    "provisions": ProvisionSitemap,
}


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    # A sitemap must have an address (sitemaps.org): empty parts are left out
    pages_of_parts = []
    for name, part in SITEMAPS.items():
        pages = part().paginator
        if pages.count:
            address = absolute(reverse("sitemap_part", args=[name]))
            pages_of_parts += [
                SitemapIndexItem(address if number == 1 else f"{address}?p={number}")
                for number in pages.page_range
            ]
    response = render(
        request,
        "sitemap_index.xml",
        {"sitemaps": pages_of_parts},
        content_type="application/xml",
    )
    return public(response, ["sitemap"])


@require_safe
def part(request: HttpRequest, section: str) -> HttpResponse:
    response = part_view(request, {**SITEMAPS}, section)
    return public(response.render(), ["sitemap"])


urlpatterns = [
    path("sitemap.xml", index, name="sitemap"),
    path("sitemap-<slug:section>.xml", part, name="sitemap_part"),
]
