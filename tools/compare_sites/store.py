"""A dump: the answers of a checkout, and its rows that never change."""

import json
import re
import sqlite3
import sys
import zlib
from dataclasses import dataclass, field
from pathlib import Path

# Static files carry a part of their hash in their names
_HASHED = re.compile(r"(/static/[^\s\"'?#)]*?|\b[\w-]+)\.[0-9a-f]{12}(\.[a-z0-9]+)")
_KINDS = {
    "text/html": "html",
    "application/rss+xml": "feed",
    "application/atom+xml": "feed",
    "application/xml": "sitemap",
    "text/xml": "sitemap",
    "application/json": "json",
    "text/csv": "csv",
    "application/pdf": "pdf",
    "text/markdown": "markdown",
    "image/png": "picture",
    "image/jpeg": "picture",
    "image/webp": "picture",
}


@dataclass(frozen=True, slots=True)
class Page:
    """The answer at an address."""

    address: str
    status: int
    content_type: str
    headers: dict[str, str]
    body: bytes

    @property
    def kind(self) -> str:
        """Name the rules by which its body is compared."""
        if 300 <= self.status < 400:
            return "redirect"
        kind = self.content_type.partition(";")[0].strip()
        if self.address.startswith("/static/"):
            return "static file"
        return _KINDS.get(kind, "json" if kind.endswith("+json") else "other")

    @property
    def text(self) -> str:
        return self.body.decode("utf-8", "replace")


@dataclass(frozen=True, slots=True)
class Frozen:
    """A row of a table that is written once and hashed."""

    table: str
    hash: str
    canonical: str
    number: str
    published_at: str


@dataclass(slots=True)
class Dump:
    pages: dict[str, Page] = field(default_factory=dict)
    frozen: list[Frozen] = field(default_factory=list)

    def write(self, path: Path) -> None:
        """Write a SQLite file, in place of any that was there."""
        path.unlink(missing_ok=True)
        with sqlite3.connect(path) as file:
            file.execute(
                "CREATE TABLE page (address TEXT PRIMARY KEY, status INTEGER, "
                "content_type TEXT, headers TEXT, body BLOB) WITHOUT ROWID"
            )
            file.execute(
                'CREATE TABLE frozen ("table" TEXT, hash TEXT, canonical TEXT, '
                "number TEXT, published_at TEXT)"
            )
            file.executemany(
                "INSERT INTO page VALUES (?, ?, ?, ?, ?)",
                (
                    (
                        page.address,
                        page.status,
                        page.content_type,
                        json.dumps(page.headers, sort_keys=True),
                        zlib.compress(page.body),
                    )
                    for _address, page in sorted(self.pages.items())
                ),
            )
            file.executemany(
                "INSERT INTO frozen VALUES (?, ?, ?, ?, ?)",
                (
                    (row.table, row.hash, row.canonical, row.number, row.published_at)
                    for row in self.frozen
                ),
            )
        file.close()

    @classmethod
    def read(cls, path: Path) -> "Dump":
        if not path.is_file():
            sys.exit(f"There is no dump at {path}.")
        file = sqlite3.connect(path)
        pages = {
            address: Page(
                address, status, kind, json.loads(headers), zlib.decompress(body)
            )
            for address, status, kind, headers, body in file.execute(
                "SELECT * FROM page ORDER BY address"
            )
        }
        frozen = [Frozen(*row) for row in file.execute("SELECT * FROM frozen")]
        file.close()
        return cls(pages, frozen)


def plain_name(address: str) -> str:
    """Return an address without the hash that a static file carries."""
    return without_hashes(address) if "/static/" in address else address


def without_hashes(text: str) -> str:
    return _HASHED.sub(r"\1\2", text)
