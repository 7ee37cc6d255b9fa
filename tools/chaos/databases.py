"""Empty databases for an attack, dropped when it is over."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg.sql import SQL, Identifier

from tools import postgres

SQLITE, POSTGRESQL = "SQLite", "PostgreSQL"
_server = postgres.find() or ""
ENGINES = [SQLITE, POSTGRESQL] if _server else [SQLITE]


@contextmanager
def empty_database(engine: str, purpose: str = "attacked") -> Iterator[str]:
    """Yield the address of a new database, as DATABASE_URL has it."""
    if engine == SQLITE:
        with tempfile.TemporaryDirectory(prefix="observer-chaos-") as folder:
            yield f"sqlite:///{folder}/observer.sqlite3"
        return
    name = f"observer_{purpose}_{os.getpid()}"
    drop = SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(Identifier(name))
    with psycopg.connect(_server, autocommit=True) as connection:
        connection.execute(drop)
        connection.execute(SQL("CREATE DATABASE {}").format(Identifier(name)))
        try:
            yield urlunsplit(urlsplit(_server)._replace(path=f"/{name}"))
        finally:
            connection.execute(drop)


def engine_of(address: str) -> str:
    return SQLITE if address.startswith("sqlite") else POSTGRESQL
