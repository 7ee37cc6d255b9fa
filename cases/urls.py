"""Addresses of cases, collections, overviews and courts, in every language."""

from django.urls import URLPattern, path

from articles.feeds.urls import feed_urls
from articles.presentation.published import FindPrinted
from articles.views import citation, downloads, history
from cases.extensions.feeds import all_cases
from cases.views import (
    case,
    case_list,
    case_list_export,
    case_number,
    collection,
    court,
    figure,
    law,
    laws,
    overview,
    sources,
)
from cases.views.lookup import find_case, find_collection, find_overview


def _versions(kind: str, route: str, find: FindPrinted) -> list[URLPattern]:
    lookup = {"find": find}
    then, form = f"{route}/v/<number:number>", "cite.<plain:form>"
    return [
        path(f"{route}.pdf", downloads.pdf, lookup, f"{kind}_pdf"),
        path(f"{then}.pdf", downloads.pdf, lookup, f"{kind}_version_pdf"),
        path(f"{route}/history", history.history, lookup, f"{kind}_history"),
        path(f"{route}/cite", citation.cite, lookup, f"{kind}_cite"),
        path(f"{route}/{form}", citation.cite_form, lookup, f"{kind}_cite_form"),
        path(f"{then}/cite", citation.cite, lookup, f"{kind}_version_cite"),
        path(f"{then}/{form}", citation.cite_form, lookup, f"{kind}_version_cite_form"),
        path(
            f"{then}/canonical.json",
            downloads.canonical,
            lookup,
            f"{kind}_version_canonical",
        ),
    ]


def _figure(name: str, overview: str) -> list[URLPattern]:
    route = f"{overview}/figures/<plain:figure>"
    return [
        path(f"{route}/cite", figure.cite, name=f"{name}_cite"),
        path(f"{route}/cite.<plain:form>", figure.cite_form, name=f"{name}_cite_form"),
    ]


urlpatterns = [
    path("cases/", case_list.cases, name="cases"),
    *feed_urls("cases/", all_cases, "cases_feed"),
    path("cases/list.csv", case_list_export.csv, name="cases_csv"),
    path("cases/list.json", case_list_export.json, name="cases_json"),
    path("cases/sources", sources.sources, name="sources"),
    path("cases/number", case_number.number, name="case_number"),
    path("cases/<plain:slug>", case.case, name="case"),
    path(
        "cases/<plain:slug>/v/<number:number>",
        case.case_version,
        name="case_version",
    ),
    path("cases/collections/<plain:slug>", collection.collection, name="collection"),
    path(
        "cases/collections/<plain:slug>/v/<number:number>",
        collection.collection_version,
        name="collection_version",
    ),
    path("cases/overviews/<plain:slug>", overview.overview, name="overview"),
    path("cases/overviews/<plain:slug>.csv", overview.csv, name="overview_csv"),
    path("cases/overviews/<plain:slug>.json", overview.json, name="overview_json"),
    path(
        "cases/overviews/<plain:slug>/v/<number:number>",
        overview.overview_version,
        name="overview_version",
    ),
    path(
        "cases/overviews/<plain:slug>/v/<number:number>.csv",
        overview.csv,
        name="overview_version_csv",
    ),
    path(
        "cases/overviews/<plain:slug>/v/<number:number>.json",
        overview.json,
        name="overview_version_json",
    ),
    *_figure("overview_figure", "cases/overviews/<plain:slug>"),
    *_figure(
        "overview_version_figure", "cases/overviews/<plain:slug>/v/<number:number>"
    ),
    # before those of cases, whose slug would match `collections` and `overviews`
    *_versions("collection", "cases/collections/<plain:slug>", find_collection),
    *_versions("overview", "cases/overviews/<plain:slug>", find_overview),
    *_versions("case", "cases/<plain:slug>", find_case),
    path("courts/<plain:slug>", court.court, name="court"),
    path("laws/", laws.laws, name="laws"),
    path("laws/<plain:slug>", law.law, name="law"),
    path("laws/<plain:slug>/<plain:article>", law.provision, name="provision"),
    path(
        "laws/<plain:slug>/<plain:version>/<plain:article>",
        law.provision,
        name="provision_in",
    ),
]
