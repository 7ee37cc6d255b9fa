"""Feeds explained: a page, and the same list for feed readers to import."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from lxml import etree

from articles.feeds import explained
from articles.presentation.json_ld import SITE_NAME
from cases.models import LAWS
from cjo.lib.caching import public
from cjo.lib.languages import get_language, page_language
from cjo.lib.links import absolute
from cjo.lib.page_meta import PageMeta


@require_safe
def feeds(request: HttpRequest) -> HttpResponse:
    language = page_language()
    description = _(
        "A feed sends new articles to a reader of your choice, in full and without an "
        "account. Each exists as RSS, as Atom and as JSON Feed, and leads on to its "
        "archive."
    )
    context = {
        "page_meta": PageMeta(description=description),
        "page_title": _("Feeds"),
        "description": description,
        "feeds": explained(language),
    }
    return public(render(request, "feeds.html", context), _feed_keys(language))


@require_safe
def feeds_opml(request: HttpRequest) -> HttpResponse:
    """Return all feeds as OPML 2.0, which feed readers import (opml.org/spec2.opml)."""
    language = page_language()
    opml = etree.Element("opml", version="2.0")
    head, body = etree.SubElement(opml, "head"), etree.SubElement(opml, "body")
    etree.SubElement(head, "title").text = _("Feeds of %(site)s") % {"site": SITE_NAME}
    for feed in explained(language):
        etree.SubElement(
            body,
            "outline",
            type="rss",
            text=feed.title,
            title=feed.title,
            category=feed.kind,
            xmlUrl=absolute(feed.atom_url),
            htmlUrl=absolute(feed.page_url),
            language=get_language(language).tag,
        )
    text = etree.tostring(opml, encoding="utf-8", xml_declaration=True)
    response = HttpResponse(text, content_type="text/x-opml; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="feeds.opml"'
    return public(response, _feed_keys(language))


def _feed_keys(language: str) -> list[str]:
    return [f"latest-{language}", "cases", LAWS]
