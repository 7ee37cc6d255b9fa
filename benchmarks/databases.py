"""Databases of a benchmark, dropped afterwards."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg

ROOT = Path(__file__).resolve().parent.parent


@contextmanager
def own_sqlite(folder: Path) -> Iterator[str]:
    yield f"sqlite:///{folder / 'bench.sqlite3'}"


@contextmanager
def own_postgresql(server: str) -> Iterator[str]:
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
