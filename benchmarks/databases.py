"""Databases of a benchmark, dropped afterwards."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg

from tools.postgres import find

ROOT = Path(__file__).resolve().parent.parent


def own_databases(chosen: str) -> Iterator[tuple[str, str, str]]:
    """Yield the name of each engine, a database of its own there, and a folder.

    `chosen` is sqlite or postgresql, or empty for both.
    """
    with tempfile.TemporaryDirectory(prefix="observer-bench-") as folder:
        if chosen != "postgresql":
            yield "SQLite", f"sqlite:///{Path(folder) / 'bench.sqlite3'}", folder
        if chosen == "sqlite":
            return
        if (server := find()) is None:
            print("No PostgreSQL answers: measured on SQLite only.")
            return
        with _own_postgresql(server) as url:
            yield "PostgreSQL", url, folder


@contextmanager
def _own_postgresql(server: str) -> Iterator[str]:
    """Create a database on this server, and drop it afterwards."""
    name = f"observer_bench_{os.getpid()}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
        try:
            yield urlunsplit(urlsplit(server)._replace(path=f"/{name}"))
        finally:
            connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def environment_of(url: str, folder: str) -> dict[str, str]:
    """Return the environment of a site with this database and folder."""
    return {
        **os.environ,
        "VAR_DIR": folder,
        "STATIC_ROOT": str(Path(folder) / "static"),
        "DATABASE_URL": url,
        "SITE_URL": "http://127.0.0.1:8000",
        "LOG_LEVEL": "ERROR",
        "DJANGO_SETTINGS_MODULE": "cjo.settings",
        "PYTHONPATH": str(ROOT),
    }
