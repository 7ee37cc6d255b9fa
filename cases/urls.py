"""Addresses of cases, collections, overviews and courts, in every language."""

from django.urls import path

from cases.views import courts, figures, listing, reading

urlpatterns = [
    path("cases/", listing.cases, name="cases"),
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
    path("courts/<plain:slug>", courts.court, name="court"),
]
