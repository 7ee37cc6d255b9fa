"""Addresses of articles, pages, lists, feeds and search, in every language."""

from django.urls import path

from articles.feeds import urls as feeds
from articles.views import article, citation, corrections, downloads, lists, search

urlpatterns = [
    path("a/<plain:slug>", article.article, name="article"),
    path("a/<plain:slug>.pdf", downloads.pdf, name="article_pdf"),
    path("a/<plain:slug>.md", downloads.text, name="article_text"),
    path("a/<plain:slug>/cite", citation.cite, name="article_cite"),
    path(
        "a/<plain:slug>/cite.<plain:form>", citation.cite_form, name="article_cite_form"
    ),
    path("a/<plain:slug>/history", article.history, name="article_history"),
    path("a/<plain:slug>/v/<number:number>", article.version, name="article_version"),
    path(
        "a/<plain:slug>/v/<number:number>.pdf",
        downloads.pdf,
        name="article_version_pdf",
    ),
    path(
        "a/<plain:slug>/v/<number:number>.md",
        downloads.text,
        name="article_version_text",
    ),
    path(
        "a/<plain:slug>/v/<number:number>/cite",
        citation.cite,
        name="article_version_cite",
    ),
    path(
        "a/<plain:slug>/v/<number:number>/cite.<plain:form>",
        citation.cite_form,
        name="article_version_cite_form",
    ),
    path(
        "a/<plain:slug>/v/<number:number>.json",
        downloads.canonical,
        name="article_version_canonical",
    ),
    path("p/<plain:slug>", article.page, name="page"),
    path("p/<plain:slug>/history", article.page_history, name="page_history"),
    path("p/<plain:slug>/v/<number:number>", article.page_version, name="page_version"),
    path(
        "p/<plain:slug>/v/<number:number>.json",
        downloads.page_canonical,
        name="page_version_canonical",
    ),
    path("latest", lists.latest, name="latest"),
    path("archive/<year:year>", lists.archive, name="archive"),
    path("t/<plain:slug>", lists.topic, name="topic"),
    path("contributors/", lists.contributors, name="contributors"),
    path("contributors/<plain:slug>", lists.contributor, name="contributor"),
    path("corrections", corrections.corrections, name="corrections"),
    path("search", search.search, name="search"),
    *feeds.urlpatterns,
]
