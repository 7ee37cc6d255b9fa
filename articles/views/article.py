"""Reading: an article or page, now and at each of its versions."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from articles.models import ANNOUNCED, IntegrityEntry
from articles.views.context import ShownText, article_context
from articles.views.lookup import PublishedEdition, find_article, find_page
from articles.views.withdrawn import published_view
from cjo.lib.caching import public


@published_view
def article(request: HttpRequest, slug: str) -> HttpResponse:
    return _newest(request, find_article(slug), "articles/article.html")


@published_view
def page(request: HttpRequest, slug: str) -> HttpResponse:
    return _newest(request, find_page(slug), "articles/page.html")


@published_view
def version(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    return _version(request, find_article(slug, number))


@published_view
def page_version(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    return _version(request, find_page(slug, number))


def _newest(
    request: HttpRequest, published: PublishedEdition, template: str
) -> HttpResponse:
    shown = ShownText.published(published.edition, published.version)
    context = article_context(request, shown)
    keys = [*published.cache_keys, *context["list_keys"]]
    return public(render(request, template, context), keys)


def _version(request: HttpRequest, published: PublishedEdition) -> HttpResponse:
    shown = ShownText.published(published.edition, published.version)
    context = {
        **article_context(request, shown, at_version=True),
        "is_newest": published.is_newest,
        "entry": IntegrityEntry.objects.of_version(published.version.hash),
        "url": published.url,
        # the other notes are among the changes
        "note": "" if published.version.change_type in ANNOUNCED else published.note,
    }
    response = render(request, "articles/version.html", context)
    return public(response, published.cache_keys)
