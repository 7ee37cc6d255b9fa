"""How a feed is written, always in full text: Atom (RFC 4287), RSS 2.0, JSON Feed 1.1.

The pages of the archive are linked as paged feeds (RFC 5005, section 3).
"""

import datetime as dt
import json
import re
from typing import Any
from xml.sax.xmlreader import AttributesImpl

from django.conf import settings
from django.urls import reverse
from django.utils.feedgenerator import (
    Atom1Feed,
    Rss201rev2Feed,
    SyndicationFeed,
    rfc2822_date,
    rfc3339_date,
)
from django.utils.html import escape
from django.utils.xmlutils import SimplerXMLGenerator

from articles.extensions.entry import Entry
from articles.presentation.json_ld import SITE_NAME
from cjo.lib.links import absolute


class _DatedFeed(SyndicationFeed):
    """A feed whose time is that of its newest entry; of an empty one, `changed`."""

    def latest_post_date(self) -> dt.datetime:
        changed: dt.datetime = self.feed["changed"]
        return max((item["entry"].updated for item in self.items), default=changed)


class Atom(_DatedFeed, Atom1Feed):
    """Atom with people, categories and the whole text.

    Only a change that a reader would notice moves `updated` (RFC 4287, 4.2.15).
    """

    extension = "atom"

    def root_attributes(self) -> dict[str, str]:
        return {**super().root_attributes(), **_namespace()}

    def add_root_elements(self, handler: SimplerXMLGenerator) -> None:
        feed = self.feed
        handler.addQuickElement("id", feed["id"])
        handler.addQuickElement("title", feed["title"])
        handler.addQuickElement("subtitle", feed["description"])
        handler.addQuickElement("updated", rfc3339_date(self.latest_post_date()))
        _link(handler, "self", feed["feed_url"], "application/atom+xml")
        _link(handler, "alternate", feed["link"], "text/html")
        _paging(handler, feed, "application/atom+xml")
        _person(handler, "author", SITE_NAME, feed["author_link"])
        handler.addQuickElement("rights", feed["feed_copyright"])
        handler.addQuickElement("generator", SITE_NAME, {"uri": feed["author_link"]})

    def add_item_elements(
        self, handler: SimplerXMLGenerator, item: dict[str, Any]
    ) -> None:
        entry: Entry = item["entry"]
        handler.addQuickElement("id", entry.id)
        title_language = _language(entry.title_language)
        handler.addQuickElement("title", entry.title, title_language)
        if entry.published:
            handler.addQuickElement("published", rfc3339_date(entry.published))
        handler.addQuickElement("updated", rfc3339_date(entry.updated))
        _link(handler, "alternate", entry.url, "text/html", entry.language)
        for person in entry.people:
            element = "author" if person.is_author else "contributor"
            _person(handler, element, person.name, person.url, person.language)
        for term in entry.terms:
            attributes = {
                "term": term.term,
                "label": term.label,
                "scheme": term.scheme,
                **_language(term.language),
            }
            handler.addQuickElement("category", "", attributes)
        if entry.summary:
            summary_language = _language(entry.summary_language)
            handler.addQuickElement("summary", entry.summary, summary_language)
        handler.addQuickElement("content", entry.content, {"type": "html"})
        _log_place(handler, entry)


class Rss(_DatedFeed, Rss201rev2Feed):
    """RSS 2.0; elements that it lacks come from Dublin Core and Atom."""

    extension = "rss"

    def rss_attributes(self) -> dict[str, str]:
        return {
            "version": "2.0",
            "xmlns:atom": "http://www.w3.org/2005/Atom",
            "xmlns:content": "http://purl.org/rss/1.0/modules/content/",
            "xmlns:dc": "http://purl.org/dc/elements/1.1/",
            **_namespace(),
        }

    def add_root_elements(self, handler: SimplerXMLGenerator) -> None:
        feed = self.feed
        _plain(handler, "title", feed["title"])
        handler.addQuickElement("link", feed["link"])
        _plain(handler, "description", feed["description"])
        handler.addQuickElement("language", feed["language"])
        _plain(handler, "copyright", feed["feed_copyright"])
        handler.addQuickElement("lastBuildDate", rfc2822_date(self.latest_post_date()))
        handler.addQuickElement("docs", "https://www.rssboard.org/rss-specification")
        _link(handler, "self", feed["feed_url"], "application/rss+xml", prefix="atom:")
        _paging(handler, feed, "application/rss+xml", prefix="atom:")

    def add_item_elements(
        self, handler: SimplerXMLGenerator, item: dict[str, Any]
    ) -> None:
        entry: Entry = item["entry"]
        _plain(handler, "title", entry.title)
        handler.addQuickElement("link", entry.url)
        handler.addQuickElement("guid", entry.id, {"isPermaLink": "false"})
        if entry.published:
            handler.addQuickElement("pubDate", rfc2822_date(entry.published))
        handler.addQuickElement("atom:updated", rfc3339_date(entry.updated))
        for person in entry.people:
            element = "dc:creator" if person.is_author else "dc:contributor"
            _plain(handler, element, person.name)
        for term in entry.terms:
            _plain(handler, "category", term.label, {"domain": term.scheme})
        # HTML by the specification, so that words are escaped once as HTML too
        handler.addQuickElement("description", escape(entry.summary or entry.title))
        handler.addQuickElement("content:encoded", entry.content)
        _log_place(handler, entry)


def _namespace() -> dict[str, str]:
    """Return the declaration of our own element, by a tag URI (RFC 4151)."""
    return {"xmlns:integrity": f"tag:{settings.TAG_AUTHORITY},2026:integrity"}


def _log_place(handler: SimplerXMLGenerator, entry: Entry) -> None:
    if entry.logged:
        place = {"number": str(entry.logged.number), "hash": entry.logged.hash}
        handler.addQuickElement("integrity:entry", "", place)


def _plain(
    handler: SimplerXMLGenerator,
    element: str,
    text: str,
    attributes: dict[str, str] | None = None,
) -> None:
    """Write plain text as most readers understand it: with hexadecimal references.

    See the RSS Advisory Board's profile, on character data: readers disagree whether a
    title is HTML, and `&amp;lt;` or `&lt;` would be wrong in one half of them.
    """
    handler.startElement(element, AttributesImpl(attributes or {}))
    # as it is: `characters` would write named references
    handler.ignorableWhitespace(
        re.sub("[&<>]", lambda sign: f"&#x{ord(sign[0]):X};", text)
    )
    handler.endElement(element)


class JsonFeed(_DatedFeed):
    """JSON Feed 1.1 (jsonfeed.org): a time is there only where it is known."""

    extension = "json"
    content_type = "application/feed+json"

    def write(self, outfile: Any, encoding: str) -> None:
        feed = self.feed
        known = {
            "version": "https://jsonfeed.org/version/1.1",
            "title": feed["title"],
            "description": feed["description"],
            "home_page_url": feed["link"],
            "feed_url": feed["feed_url"],
            "next_url": feed["next_url"],
            "language": feed["language"],
            "authors": [{"name": SITE_NAME, "url": feed["author_link"]}],
        }
        document = {
            **{name: value for name, value in known.items() if value},
            "items": [_json_item(item["entry"]) for item in self.items],
        }
        text = json.dumps(document, ensure_ascii=False, indent=1)
        outfile.write(text.encode(encoding))


def _json_item(entry: Entry) -> dict[str, Any]:
    published = entry.published
    # a text of the archive has changed only if it did so after its own date
    changed = entry.updated if published != entry.updated else None
    known = {
        "id": entry.id,
        "url": entry.url,
        "title": entry.title,
        "summary": entry.summary,
        "content_html": entry.content,
        "date_published": published and rfc3339_date(published),
        "date_modified": published and changed and rfc3339_date(changed),
        "authors": [
            {"name": person.name, "url": person.url}
            for person in entry.people
            if person.is_author
        ],
        "tags": [term.label for term in entry.terms],
        "language": entry.language,
        "_integrity": entry.logged
        and {
            "about": absolute(reverse("integrity")),
            "number": entry.logged.number,
            "hash": entry.logged.hash,
        },
    }
    return {name: value for name, value in known.items() if value}


def _paging(
    handler: SimplerXMLGenerator,
    feed: dict[str, Any],
    media_type: str,
    prefix: str = "",
) -> None:
    for rel in ("first", "next"):
        if feed[f"{rel}_url"]:
            _link(handler, rel, feed[f"{rel}_url"], media_type, prefix=prefix)


def _link(
    handler: SimplerXMLGenerator,
    rel: str,
    href: str,
    media_type: str,
    language: str = "",
    prefix: str = "",
) -> None:
    attributes = {"rel": rel, "href": href, "type": media_type}
    if language:
        attributes["hreflang"] = language
    handler.addQuickElement(f"{prefix}link", "", attributes)


def _language(tag: str) -> dict[str, str]:
    return {"xml:lang": tag} if tag else {}


def _person(
    handler: SimplerXMLGenerator, element: str, name: str, uri: str, language: str = ""
) -> None:
    handler.startElement(element, AttributesImpl(_language(language)))
    handler.addQuickElement("name", name)
    handler.addQuickElement("uri", uri)
    handler.endElement(element)
