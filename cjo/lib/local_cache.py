"""A cache of bytes in an SQLite file; Django's own in files holds pickled objects."""

import json
import sqlite3
import time
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from django.core.cache.backends.base import DEFAULT_TIMEOUT, BaseCache

_PAGE = 4096  # bytes
_DAY = 24 * 60 * 60  # seconds
_SECONDS_OF_WAITING = 0.2  # a page can also be made
_TABLE = (
    "CREATE TABLE IF NOT EXISTS entries "
    "(name TEXT PRIMARY KEY, expires REAL, value BLOB NOT NULL) WITHOUT ROWID"
)


class LocalCache(BaseCache):
    """Keeps bytes for all processes of this machine; empties itself when it is full.

    LOCATION is the file, OPTIONS["MOST_BYTES"] its size at most. What is lost in a
    power cut is made again, so that nothing waits for the disk.
    """

    def __init__(self, location: str, params: dict[str, Any]) -> None:
        super().__init__(params)
        self._path = Path(location)
        options = params.get("OPTIONS", {})
        self._most_pages = int(options.get("MOST_BYTES", 256 * 1024 * 1024)) // _PAGE

    def get(self, key: str, default: Any = None, version: int | None = None) -> Any:
        with self._opened() as database:
            row = database.execute(
                "SELECT value FROM entries"
                " WHERE name = ? AND (expires IS NULL OR expires > ?)",
                (self.make_key(key, version), time.time()),
            ).fetchone()
        return default if row is None else row[0]

    def get_many(
        self, keys: Iterable[str], version: int | None = None
    ) -> dict[str, Any]:
        names = {self.make_key(key, version): key for key in keys}
        with self._opened() as database:
            rows = database.execute(
                "SELECT name, value FROM entries"
                " WHERE name IN (SELECT value FROM json_each(?))"
                " AND (expires IS NULL OR expires > ?)",
                (json.dumps([*names]), time.time()),
            ).fetchall()
        return {names[name]: value for name, value in rows}

    def set(
        self,
        key: str,
        value: Any,
        timeout: Any = DEFAULT_TIMEOUT,
        version: int | None = None,
    ) -> None:
        self.set_many({key: value}, timeout, version)

    def set_many(
        self,
        data: dict[str, Any],
        timeout: Any = DEFAULT_TIMEOUT,
        version: int | None = None,
    ) -> list[str]:
        expires = self.get_backend_timeout(timeout)
        rows = [
            (self.make_key(key, version), expires, value) for key, value in data.items()
        ]
        try:
            self._insert("INSERT OR REPLACE", rows)
        except sqlite3.OperationalError as wrong:
            if wrong.sqlite_errorcode != sqlite3.SQLITE_FULL:
                raise
            self.clear()
            self._insert("INSERT OR REPLACE", rows)
        return []

    def add(
        self,
        key: str,
        value: Any,
        timeout: Any = DEFAULT_TIMEOUT,
        version: int | None = None,
    ) -> bool:
        name = self.make_key(key, version)
        with self._opened() as database:
            database.execute(
                "DELETE FROM entries WHERE name = ? AND expires <= ?",
                (name, time.time()),
            )
        return self._insert(
            "INSERT OR IGNORE", [(name, self.get_backend_timeout(timeout), value)]
        )

    def delete(self, key: str, version: int | None = None) -> bool:
        with self._opened() as database:
            deleted = database.execute(
                "DELETE FROM entries WHERE name = ?", (self.make_key(key, version),)
            )
            return deleted.rowcount > 0

    def clear(self) -> None:
        with self._opened() as database:
            database.execute("DELETE FROM entries")

    def _insert(self, verb: str, rows: list[tuple[str, float | None, bytes]]) -> bool:
        with self._opened() as database:
            database.execute("BEGIN IMMEDIATE")
            inserted = database.executemany(
                f"{verb} INTO entries (name, expires, value) VALUES (?, ?, ?)", rows
            )
            database.execute("COMMIT")
            return inserted.rowcount > 0

    @contextmanager
    def _opened(self) -> Iterator[sqlite3.Connection]:
        """Open the file; make it anew if it is damaged."""
        try:
            with closing(self._connect()) as database:
                yield database
        except sqlite3.DatabaseError as wrong:
            if wrong.sqlite_errorcode in (
                sqlite3.SQLITE_NOTADB,
                sqlite3.SQLITE_CORRUPT,
            ):
                for ending in ("", "-wal", "-shm"):
                    self._path.with_name(self._path.name + ending).unlink(
                        missing_ok=True
                    )
            raise

    def _connect(self) -> sqlite3.Connection:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        database = sqlite3.connect(
            self._path, timeout=_SECONDS_OF_WAITING, isolation_level=None
        )
        database.execute("PRAGMA journal_mode = WAL")
        database.execute("PRAGMA synchronous = OFF")
        database.execute(f"PRAGMA max_page_count = {self._most_pages}")
        database.execute(_TABLE)
        return database


class Bytes:
    """A serializer of Django's Redis cache that leaves bytes as they are."""

    def dumps(self, value: bytes) -> bytes:
        return value

    def loads(self, data: bytes) -> bytes:
        return data


def pages_cache(shared: dict[str, Any], file: Path) -> dict[str, Any]:
    """Return the settings of the cache of pages: in Redis where the shared one is."""
    if "redis" not in shared["BACKEND"]:
        return {
            "BACKEND": "cjo.lib.local_cache.LocalCache",
            "LOCATION": str(file),
            "TIMEOUT": _DAY,
        }
    return {
        **shared,
        "KEY_PREFIX": "pages",
        "TIMEOUT": _DAY,
        "OPTIONS": {
            "serializer": "cjo.lib.local_cache.Bytes",
            # a page is made sooner than that
            "socket_timeout": 1,
            "socket_connect_timeout": 1,
        },
    }
