"""Databases of a test's own, on the engine that the tests run on."""

import os
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import psycopg
from django.conf import settings
from django.db import connection
from psycopg.conninfo import make_conninfo
from psycopg.sql import SQL, Identifier

from cjo.data.backups import site_data
from cjo.lib.backups.postgresql import PostgreSQLDatabase
from cjo.lib.backups.site_data import Database
from cjo.lib.backups.sqlite import SQLiteFile

IS_SQLITE = settings.DATABASES["default"]["ENGINE"].endswith("sqlite3")


@contextmanager
def own_database(folder: Path, name: str) -> Iterator[Database]:
    """Yield an empty database; in PostgreSQL it is dropped at the end."""
    if IS_SQLITE:
        yield SQLiteFile(folder / "observer.sqlite3")
        return
    name = f"{name}_{os.getpid()}"
    drop = SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(Identifier(name))
    with psycopg.connect(server("postgres"), autocommit=True) as connection:
        connection.execute(drop)
        connection.execute(SQL("CREATE DATABASE {}").format(Identifier(name)))
        yield PostgreSQLDatabase(server(name))
        connection.execute(drop)


def server(database: str) -> str:
    listed = settings.DATABASES["default"]
    names = {"HOST": "host", "PORT": "port", "USER": "user", "PASSWORD": "password"}
    parts = {name: listed[key] for key, name in names.items() if listed[key]}
    return make_conninfo(dbname=database, **parts)


def execute(database: Database, statement: str) -> list[Any]:
    """Execute a statement, commit it, and return the rows of its answer."""
    if isinstance(database, SQLiteFile):
        with closing(sqlite3.connect(database.path)) as sqlite, sqlite:
            return sqlite.execute(statement).fetchall()
    assert isinstance(database, PostgreSQLDatabase)
    with psycopg.connect(database.conninfo) as connection:
        cursor = connection.execute(statement)
        return cursor.fetchall() if cursor.description else []


def copy_of_the_test_database(target: Database) -> None:
    """Fill an empty database with what a test has committed."""
    if isinstance(target, SQLiteFile):
        target.path.parent.mkdir(parents=True)
        with connection.cursor() as cursor:
            cursor.execute("VACUUM INTO %s", [str(target.path)])
        return
    with tempfile.TemporaryDirectory() as folder:
        dump = Path(folder) / "dump"
        site_data().database.dump(dump)
        target.load(dump)


def address_of(database: Database) -> str:
    """Return the address as DATABASE_URL has it."""
    if isinstance(database, SQLiteFile):
        return f"sqlite:///{database.path}"
    assert isinstance(database, PostgreSQLDatabase)
    return database.url


def tamper(database: Database, table: str, statement: str) -> None:
    """Change a frozen table as somebody would who owns the database, unseen."""
    if isinstance(database, SQLiteFile):
        listed = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
        triggers = dict(execute(database, f"{listed} AND tbl_name = '{table}'"))
        before = [f"DROP TRIGGER {name}" for name in triggers]
        after = [*triggers.values()]
    else:
        listed = "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal"
        names = execute(database, f"{listed} AND tgrelid = '{table}'::regclass")
        before = [f"ALTER TABLE {table} DISABLE TRIGGER {name}" for (name,) in names]
        after = [
            f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {name}" for (name,) in names
        ]
    for step in [*before, statement, *after]:
        execute(database, step)


def has_table(database: Database, table: str) -> bool:
    try:
        execute(database, f"SELECT 1 FROM {table}")  # noqa: S608
    except (sqlite3.OperationalError, psycopg.errors.UndefinedTable):
        return False
    return True
