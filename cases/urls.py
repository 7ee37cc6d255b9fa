"""Addresses of cases, collections, overviews and courts, in every language."""

from django.urls import URLPattern, path

from cases.views import (
    citing,
    courts,
    figures,
    laws,
    listing,
    lists,
    numbers,
    reading,
    sources,
)


def _cited(kind: str, route: str) -> list[URLPattern]:
    """Return the addresses under which a kind of record is cited, now and then."""
    told = {"kind": kind}
    then = f"{route}/v/<number:number>"
    form = "cite.<plain:form>"
    return [
        path(f"{route}/cite", citing.cite, told, f"{kind}_cite"),
        path(f"{route}/{form}", citing.cite_form, told, f"{kind}_cite_form"),
        path(f"{then}/cite", citing.cite, told, f"{kind}_version_cite"),
        path(f"{then}/{form}", citing.cite_form, told, f"{kind}_version_cite_form"),
    ]


urlpatterns = [
    path("cases/", listing.cases, name="cases"),
    path("cases/list.csv", lists.csv, name="cases_csv"),
    path("cases/list.json", lists.json, name="cases_json"),
    path("cases/sources", sources.sources, name="sources"),
    path("cases/number", numbers.number, name="case_number"),
    path("cases/<plain:slug>", reading.case, name="case"),
    path(
        "cases/<plain:slug>/v/<number:number>",
        reading.case_version,
        name="case_version",
    ),
    path("cases/collections/<plain:slug>", reading.collection, name="collection"),
    path(
        "cases/collections/<plain:slug>/v/<number:number>",
        reading.collection_version,
        name="collection_version",
    ),
    path("cases/overviews/<plain:slug>", figures.overview, name="overview"),
    path("cases/overviews/<plain:slug>.csv", figures.csv, name="overview_csv"),
    path("cases/overviews/<plain:slug>.json", figures.json, name="overview_json"),
    path(
        "cases/overviews/<plain:slug>/v/<number:number>",
        figures.overview_version,
        name="overview_version",
    ),
    path(
        "cases/overviews/<plain:slug>/v/<number:number>.csv",
        figures.csv,
        name="overview_version_csv",
    ),
    path(
        "cases/overviews/<plain:slug>/v/<number:number>.json",
        figures.json,
        name="overview_version_json",
    ),
    *_cited("collection", "cases/collections/<plain:slug>"),
    *_cited("overview", "cases/overviews/<plain:slug>"),
    *_cited("case", "cases/<plain:slug>"),
    path("courts/<plain:slug>", courts.court, name="court"),
    path("laws/", laws.laws, name="laws"),
    path("laws/<plain:slug>", laws.law, name="law"),
    path("laws/<plain:slug>/<plain:article>", laws.provision, name="provision"),
]
