"""Addresses of articles, pages, lists, feeds and search, in every language."""

from django.urls import path

from articles.feeds import urls as feeds
from articles.views import citing, corrections, listing, printing, reading, searching

urlpatterns = [
    path("a/<plain:slug>", reading.article, name="article"),
    path("a/<plain:slug>.pdf", printing.pdf, name="article_pdf"),
    path("a/<plain:slug>.md", printing.text, name="article_text"),
    path("a/<plain:slug>/cite", citing.cite, name="article_cite"),
    path(
        "a/<plain:slug>/cite.<plain:form>", citing.cite_form, name="article_cite_form"
    ),
    path("a/<plain:slug>/history", reading.history, name="article_history"),
    path("a/<plain:slug>/v/<number:number>", reading.version, name="article_version"),
    path(
        "a/<plain:slug>/v/<number:number>.pdf", printing.pdf, name="article_version_pdf"
    ),
    path(
        "a/<plain:slug>/v/<number:number>.md",
        printing.text,
        name="article_version_text",
    ),
    path(
        "a/<plain:slug>/v/<number:number>/cite",
        citing.cite,
        name="article_version_cite",
    ),
    path(
        "a/<plain:slug>/v/<number:number>/cite.<plain:form>",
        citing.cite_form,
        name="article_version_cite_form",
    ),
    path(
        "a/<plain:slug>/v/<number:number>.json",
        printing.canonical,
        name="article_version_canonical",
    ),
    path("p/<plain:slug>", reading.page, name="page"),
    path("p/<plain:slug>/history", reading.page_history, name="page_history"),
    path("p/<plain:slug>/v/<number:number>", reading.page_version, name="page_version"),
    path(
        "p/<plain:slug>/v/<number:number>.json",
        printing.page_canonical,
        name="page_version_canonical",
    ),
    path("latest", listing.latest, name="latest"),
    path("archive/<year:year>", listing.archive, name="archive"),
    path("t/<plain:slug>", listing.topic, name="topic"),
    path("contributors/", listing.contributors, name="contributors"),
    path("contributors/<plain:slug>", listing.contributor, name="contributor"),
    path("corrections", corrections.corrections, name="corrections"),
    path("search", searching.search, name="search"),
    *feeds.urlpatterns,
]
