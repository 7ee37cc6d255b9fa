"""Pages of the demo as tools outside read them: sizes, head, structured data."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

import brotli
from django.conf import settings
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from lxml import html

from cjo.lib.style_sheets import joined
from cjo.serving.stored_page import brotli_of

SEED = "/a/beijing-internet-court-publishes-personal-information-protection-cases"
OVERVIEW = "/cases/overviews/bic-personal-information-2024"
# Kinds of pages that no sitemap lists
UNLISTED = [
    *(f"{SEED}{ending}" for ending in ("/v/1", "/history", "/cite")),
    *(f"{OVERVIEW}{ending}" for ending in ("/v/1", "/history", "/cite")),
    *("/cases/zhao-v-ye/history", "/cases/?court=beijing-internet-court"),
    *("/cases/?court=nowhere", "/cases/number?q=(2023)沪01协外认28号"),
    *("/archive/2026", "/archive/2023", "/latest?p=2", "/cases/sources?p=2"),
    *("/t/china-legal-trends?p=2", "/not-there"),
    *("/search", "/search?q=court", "/search?q=nothing-holds-this"),
]
MACHINES = {"healthz", "readyz"}
# An example for each part of a route, by what stands before it
EXAMPLES = {
    "a/<plain:slug>": SEED.removeprefix("/"),
    "p/<plain:slug>": "p/about",
    "t/<plain:slug>": "t/china-legal-trends",
    "contributors/<plain:slug>": "contributors/meng-yu",
    "cases/<plain:slug>": "cases/zhao-v-ye",
    "cases/collections/<plain:slug>": OVERVIEW.replace("overviews", "collections")[1:],
    "cases/overviews/<plain:slug>": OVERVIEW.removeprefix("/"),
    "courts/<plain:slug>": "courts/beijing-internet-court",
    "laws/<plain:slug>/<plain:version>": "laws/pipl/2021",
    "laws/<plain:slug>": "laws/pipl",
    "/<plain:article>": "/13",
    "<plain:figure>": "accepted",
    "<number:number>": "1",
    "<year:year>": "2026",
}
_LOCATION = re.compile(r"<loc>(.*?)</loc>")
_ENTRY = re.compile(r"<url>(.*?)</url>", re.DOTALL)
_ALTERNATE = re.compile(r'hreflang="([^"]+)" href="([^"]+)"')


def kinds_of_pages() -> list[str]:
    """Return an address for each route of readers that leads to a page."""
    routes = _routes(get_resolver().url_patterns)
    pages = (route for route in routes if "." not in route and route not in MACHINES)
    return [path for path in map(_filled, pages) if "<" not in path]


def _routes(
    patterns: list[URLPattern | URLResolver], before: str = ""
) -> Iterator[str]:
    for pattern in patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _routes(pattern.url_patterns, route)
        elif not route.startswith("admin/"):
            yield route


def _filled(route: str) -> str:
    for part, example in EXAMPLES.items():
        route = route.replace(part, example)
    return f"/{route}"


@dataclass(frozen=True)
class Page:
    path: str
    status: int
    content: bytes

    @cached_property
    def root(self) -> html.HtmlElement:
        return html.document_fromstring(self.content.decode())

    def attributes(self, expression: str) -> list[str]:
        return [str(value) for value in self.root.xpath(expression)]

    @property
    def language(self) -> str:
        return str(self.root.get("lang"))

    @property
    def title(self) -> str:
        return " ".join(self.root.findtext("head/title", "").split())

    @property
    def words(self) -> str:
        """Return what a reader reads on the page, without code."""
        shown = "//body//text()[not(ancestor::{})]"
        hidden = " or ancestor::".join(("script", "style", "code", "pre", "textarea"))
        return " ".join("".join(self.attributes(shown.format(hidden))).split())

    @property
    def description(self) -> str:
        return "".join(self.attributes("//meta[@name='description']/@content"))

    @property
    def shared_as(self) -> tuple[str, str]:
        """Return title and description, as a link in a message shows them."""
        title = "".join(self.attributes("//meta[@property='og:title']/@content"))
        words = self.attributes("//meta[@property='og:description']/@content")
        return title, "".join(words)

    @property
    def is_indexable(self) -> bool:
        return not self.attributes("//meta[@name='robots']")

    @property
    def canonical(self) -> str:
        return "".join(self.attributes("//link[@rel='canonical']/@href"))

    @property
    def alternates(self) -> dict[str, str]:
        links = self.root.xpath("//head/link[@hreflang]")
        return {link.get("hreflang"): link.get("href") for link in links}

    @property
    def sheets(self) -> list[str]:
        return self.attributes("//link[@rel='stylesheet'][not(@media)]/@href")

    @property
    def structured(self) -> list[dict[str, Any]]:
        """Return every object of its JSON-LD."""
        found: list[dict[str, Any]] = []
        for text in self.attributes("//script[@type='application/ld+json']/text()"):
            data = json.loads(text)
            found += data.get("@graph", [data])
        return found

    @property
    def first_view(self) -> int:
        """Return the bytes of HTML and of what blocks it, as most browsers get them."""
        styles = (_compressed_sheet(sheet) for sheet in self.sheets)
        return len(brotli_of(self.content)) + sum(styles)


@cache
def _compressed_sheet(address: str) -> int:
    sheet = joined(address.removeprefix(settings.STATIC_URL))
    return len(brotli.compress(sheet.encode()))  # as WhiteNoise stores it


def get(client: Client, path: str) -> Page:
    response = client.get(path)
    return Page(path, response.status_code, response.content)


def sitemap(client: Client) -> dict[str, dict[str, str]]:
    """Return the alternates of every address that the sitemap lists, by its path."""
    lines: dict[str, dict[str, str]] = {}
    for part in _locations(client, "/sitemap.xml"):
        text = client.get(part).content.decode()
        for entry in _ENTRY.findall(text):
            (address,) = _LOCATION.findall(entry)
            lines[_path(address)] = dict(_ALTERNATE.findall(entry))
    return lines


def _locations(client: Client, path: str) -> Iterator[str]:
    for address in _LOCATION.findall(client.get(path).content.decode()):
        yield _path(address.replace("&amp;", "&"))


def _path(address: str) -> str:
    return address.removeprefix(settings.SITE_URL) or "/"
