"""Reading feeds in tests, as strictly as their formats are written."""

import json
import re
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any

import feedparser
import jsonschema_rs
from django.test import Client
from lxml import etree

ATOM = "http://www.w3.org/2005/Atom"
NAMES = {
    "a": ATOM,
    "c": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
}
SCHEMAS = Path(__file__).parent / "schemas"
SCHEMA = etree.RelaxNG(etree.parse(SCHEMAS / "atom.rng"))
JSON_SCHEMA = jsonschema_rs.validator_for(
    json.loads((SCHEMAS / "jsonfeed-1.1.json").read_text()), validate_formats=True
)
# RFC 3339, with the zone that the schema's xsd:dateTime would let one leave out
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?")  # of RFC 5646
RFC_822 = re.compile(
    r"[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d [+-]\d{4}"
)


def read(client: Client, path: str) -> Any:
    """Return a feed's root, after every check that its format has."""
    response = client.get(path)
    assert response.status_code == 200, response.status_code
    form = path.partition("?")[0].rpartition(".")[2]
    assert response.headers["Content-Type"] == f"application/{form}+xml; charset=utf-8"
    root = etree.fromstring(response.content)
    check_atom(root) if form == "atom" else check_rss(root)
    heard = feedparser.parse(response.content)
    assert not heard.bozo, heard.get("bozo_exception")
    ids = [entry.id for entry in heard.entries]
    assert len(ids) == len(set(ids))
    for html in texts(root):
        check_addresses(html)
    return root


def read_json(client: Client, path: str) -> dict[str, Any]:
    """Return a JSON Feed, after the checks of its schema and of its specification."""
    response = client.get(path)
    assert response.status_code == 200, response.status_code
    assert response.headers["Content-Type"] == "application/feed+json"
    feed: dict[str, Any] = json.loads(response.content)
    JSON_SCHEMA.validate(feed)
    # the schema admits version 1 and what 1.1 deprecates, and requires less
    assert next(iter(feed)) == "version"
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["feed_url"].endswith(path)
    assert feed["home_page_url"] and feed.get("next_url") != feed["feed_url"]
    for element in [feed, *feed["items"]]:
        assert "author" not in element
        assert LANGUAGE.fullmatch(element["language"]), element["language"]
        assert all(author["name"] for author in element.get("authors", []))
    ids = [item["id"] for item in feed["items"]]
    assert len(ids) == len(set(ids))
    for item in feed["items"]:
        assert item["title"] and item["content_html"]
        check_addresses(item["content_html"])
    return feed


def check_atom(root: Any) -> None:
    """Check against RFC 4287: its schema, and its rules that no schema has."""
    SCHEMA.assertValid(root)
    for moment in root.xpath("//a:updated | //a:published", namespaces=NAMES):
        assert MOMENT.fullmatch(moment.text), moment.text
    entries = root.xpath("a:entry", namespaces=NAMES)
    authored = root.xpath("a:author", namespaces=NAMES)
    for entry in entries:  # 4.1.1: an author in each entry, unless in the feed
        assert authored or entry.xpath("a:author", namespaces=NAMES)
    for element in [root, *entries]:  # 4.1.1, 4.1.2: one alternate of each kind
        links = element.xpath("a:link[@rel='alternate']", namespaces=NAMES)
        kinds = [(link.get("type"), link.get("hreflang")) for link in links]
        assert len(kinds) == len(set(kinds)) == 1
    assert len(root.xpath("a:link[@rel='self']", namespaces=NAMES)) == 1
    for href in root.xpath("//@href | //a:uri/text()", namespaces=NAMES):
        assert href.startswith(("http://", "https://")), href


def check_rss(root: Any) -> None:
    """Check against the RSS 2.0 specification and the RSS Advisory Board's profile."""
    assert root.tag == "rss"
    assert root.get("version") == "2.0"
    (channel,) = root
    for name in ("title", "link", "description", "language", "lastBuildDate"):
        (element,) = channel.findall(name)
        assert element.text, name
    (itself,) = channel.findall(f"{{{ATOM}}}link[@rel='self']")
    assert itself.get("rel") == "self"
    assert itself.get("type") == "application/rss+xml"
    for date in root.iter("pubDate", "lastBuildDate"):
        assert RFC_822.fullmatch(date.text), date.text
        assert parsedate_to_datetime(date.text).tzinfo
    for item in channel.findall("item"):
        for name in ("title", "link", "description", "guid"):
            (element,) = item.findall(name)
            assert element.text, name
        assert len(item.findall("pubDate")) <= 1
        assert item.find("guid").get("isPermaLink") == "false"
        assert not item.findall("author")  # it would have to be a mail address
        assert item.find("link").text.startswith(("http://", "https://"))
    plain = {"title", "link", "description", "language", "lastBuildDate", "copyright"}
    plain |= {"docs", "item", "guid", "pubDate", "category", "rss", "channel"}
    assert {element.tag for element in root.iter() if "{" not in element.tag} <= plain


def check_addresses(html: str) -> None:
    tree = etree.HTML(html)
    for address in tree.xpath("//@href | //@src | //@*[name()='xlink:href']"):
        assert re.match(r"(https?://|mailto:)", address), address
    for srcset in tree.xpath("//@srcset"):
        for candidate in srcset.split(", "):
            assert candidate.startswith(("http://", "https://")), candidate


def texts(root: Any) -> list[str]:
    """Return the HTML of each entry."""
    nodes = root.xpath("//a:content/text() | //c:encoded/text()", namespaces=NAMES)
    return [str(text) for text in nodes]


def find(root: Any, path: str) -> list[str]:
    """Return the texts at a path in which `a:` is the namespace of Atom."""
    return [
        str(getattr(node, "text", node)) for node in root.xpath(path, namespaces=NAMES)
    ]
