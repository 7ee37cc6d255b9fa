"""Pages of the demo as tools outside read them: sizes, head, structured data."""

import gzip
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

from django.conf import settings
from django.test import Client
from lxml import html

from cjo.lib.style_sheets import joined

SEED = "/a/beijing-internet-court-publishes-personal-information-protection-cases"
OVERVIEW = "/cases/overviews/bic-personal-information-2024"
# Kinds of pages that no sitemap lists
UNLISTED = [
    *(f"{SEED}{ending}" for ending in ("/v/1", "/history", "/cite")),
    *(f"{OVERVIEW}{ending}" for ending in ("/v/1", "/history", "/cite")),
    *("/cases/zhao-v-ye/history", "/cases/?court=beijing-internet-court"),
    *("/cases/?court=nowhere", "/cases/number?q=(2023)沪01协外认28号"),
    *("/archive/2024", "/archive/2023", "/latest?p=2", "/cases/sources?p=2"),
    *("/t/china-legal-trends?p=2", "/not-there"),
    *("/search", "/search?q=court", "/search?q=nothing-holds-this"),
]
_LOCATION = re.compile(r"<loc>(.*?)</loc>")
_ENTRY = re.compile(r"<url>(.*?)</url>", re.DOTALL)
_ALTERNATE = re.compile(r'hreflang="([^"]+)" href="([^"]+)"')


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
    def description(self) -> str:
        return "".join(self.attributes("//meta[@name='description']/@content"))

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
        """Return the bytes of HTML and of what blocks it, compressed."""
        styles = (_compressed_sheet(sheet) for sheet in self.sheets)
        return len(gzip.compress(self.content, 6, mtime=0)) + sum(styles)


@cache
def _compressed_sheet(address: str) -> int:
    sheet = joined(address.removeprefix(settings.STATIC_URL))
    return len(gzip.compress(sheet.encode(), 6, mtime=0))


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
