"""Addresses of articles, pages, lists, feeds and search, in every language."""

from django.urls import URLPattern, path

from articles.feeds import urls as feeds
from articles.views import (
    article,
    beside,
    citation,
    corrections,
    downloads,
    history,
    integrity,
    lists,
    search,
    titles,
)
from articles.views.lookup import find_article, find_page

_ARTICLE, _PAGE = "a/<plain:slug>", "p/<plain:slug>"
# `plain` and `number` know one writing of an address, so that no page has two
_THEN = "/v/<number:number>"


def _cited(route: str, name: str) -> list[URLPattern]:
    find = {"find": find_article}
    form = "cite.<plain:form>"
    return [
        path(f"{route}/cite", citation.cite, find, f"{name}_cite"),
        path(f"{route}/{form}", citation.cite_form, find, f"{name}_cite_form"),
    ]


urlpatterns = [
    path(_ARTICLE, article.article, name="article"),
    path(f"{_ARTICLE}.pdf", downloads.pdf, {"find": find_article}, "article_pdf"),
    path(f"{_ARTICLE}.md", downloads.text, name="article_text"),
    path(
        f"{_ARTICLE}/history",
        history.history,
        {"find": find_article},
        name="article_history",
    ),
    path(
        f"{_ARTICLE}/beside/<plain:language>",
        beside.beside,
        {"find": find_article},
        name="article_beside",
    ),
    path(f"{_ARTICLE}{_THEN}", article.version, name="article_version"),
    path(
        f"{_ARTICLE}{_THEN}.pdf",
        downloads.pdf,
        {"find": find_article},
        name="article_version_pdf",
    ),
    path(f"{_ARTICLE}{_THEN}.md", downloads.text, name="article_version_text"),
    path(
        f"{_ARTICLE}{_THEN}.json",
        downloads.canonical,
        {"find": find_article},
        name="article_version_canonical",
    ),
    *_cited(_ARTICLE, "article"),
    *_cited(f"{_ARTICLE}{_THEN}", "article_version"),
    path(_PAGE, article.page, name="page"),
    path(f"{_PAGE}/history", history.history, {"find": find_page}, "page_history"),
    path(
        f"{_PAGE}/beside/<plain:language>",
        beside.beside,
        {"find": find_page},
        name="page_beside",
    ),
    path(f"{_PAGE}{_THEN}", article.page_version, name="page_version"),
    path(
        f"{_PAGE}{_THEN}.json",
        downloads.canonical,
        {"find": find_page},
        name="page_version_canonical",
    ),
    path("latest", lists.latest, name="latest"),
    path("archive/titles", titles.titles, name="titles"),
    path("archive/<year:year>", lists.archive, name="archive"),
    path("t/<plain:slug>", lists.topic, name="topic"),
    path("contributors/", lists.contributors, name="contributors"),
    path("contributors/<plain:slug>", lists.contributor, name="contributor"),
    path("corrections", corrections.corrections, name="corrections"),
    path("integrity", integrity.integrity, name="integrity"),
    path("search", search.search, name="search"),
    *feeds.urlpatterns,
]
