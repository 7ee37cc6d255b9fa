"""Rows that are written once: triggers in the database refuse any change."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.apps import apps
from django.db import connections, models, router
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.utils import CursorWrapper


class FrozenError(Exception):
    """A published row cannot be changed or deleted."""


class FrozenModel(models.Model):
    """A row that is inserted and then never updated or deleted.

    Triggers on SQLite and PostgreSQL refuse it to every program that reaches the
    database; `save` and `delete` raise an error that is easier to read.
    """

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise FrozenError(f"{self} is published and cannot be changed.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise FrozenError(f"{self} is published and cannot be deleted.")


_SQLITE = """
CREATE TRIGGER IF NOT EXISTS {name} BEFORE {verb} ON "{table}"
BEGIN SELECT RAISE(ABORT, '{table} rows are frozen'); END
"""
_POSTGRESQL_FUNCTION = """
CREATE OR REPLACE FUNCTION observer_refuse_change() RETURNS trigger AS $$
BEGIN RAISE EXCEPTION '% rows are frozen', TG_TABLE_NAME
  USING ERRCODE = 'integrity_constraint_violation'; END
$$ LANGUAGE plpgsql
"""
_POSTGRESQL = """
CREATE OR REPLACE TRIGGER {name} BEFORE {verb} ON "{table}"
FOR EACH {each} EXECUTE FUNCTION observer_refuse_change()
"""


def frozen_tables() -> list[str]:
    return sorted(
        model._meta.db_table
        for model in apps.get_models()
        if issubclass(model, FrozenModel)
    )


def _verbs(vendor: str) -> list[tuple[str, str]]:
    rows = [("UPDATE", "ROW"), ("DELETE", "ROW")]
    # TRUNCATE fires no row trigger, and SQLite has none
    return [*rows, ("TRUNCATE", "STATEMENT")] if vendor == "postgresql" else rows


def _trigger_name(table: str, verb: str) -> str:
    return f"frozen_{table}_{verb.lower()}"


def expected_triggers(connection: BaseDatabaseWrapper) -> set[str]:
    """Return the triggers of the frozen tables that are migrated so far."""
    existing = set(connection.introspection.table_names())
    return {
        _trigger_name(table, verb)
        for table in frozen_tables()
        if table in existing
        for verb, _ in _verbs(connection.vendor)
    }


def present_triggers(connection: BaseDatabaseWrapper) -> set[str]:
    source = (
        "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        if connection.vendor == "sqlite"
        else "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal"
    )
    with connection.cursor() as cursor:
        cursor.execute(source)
        # the search index has triggers too
        return {name for (name,) in cursor.fetchall() if name.startswith("frozen_")}


def install_triggers(connection: BaseDatabaseWrapper) -> None:
    """Install the missing triggers; it may be called again and again.

    SQLite drops the triggers of a table silently when a migration rebuilds
    the table, so this runs after every `migrate`.
    """
    existing = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        for table in frozen_tables():
            if table in existing:
                _install(cursor, connection.vendor, table)


def remove_triggers(connection: BaseDatabaseWrapper) -> None:
    """Let a test empty its tables; only tests call this."""
    with connection.cursor() as cursor:
        for table in frozen_tables():
            _remove(cursor, connection.vendor, table)


@contextmanager
def opened(connection: BaseDatabaseWrapper, table: str) -> Iterator[None]:
    """Let a migration fill a new column of one frozen table.

    Only inside a transaction: after an error the triggers are there as before.
    """
    if not connection.in_atomic_block:
        raise FrozenError(f"{table} opens only inside a transaction.")
    with connection.cursor() as cursor:
        _remove(cursor, connection.vendor, table)
    yield
    with connection.cursor() as cursor:
        _install(cursor, connection.vendor, table)


def _install(cursor: CursorWrapper, vendor: str, table: str) -> None:
    template = _SQLITE if vendor == "sqlite" else _POSTGRESQL
    if vendor == "postgresql":
        cursor.execute(_POSTGRESQL_FUNCTION)
    for verb, each in _verbs(vendor):
        name = _trigger_name(table, verb)
        cursor.execute(template.format(name=name, verb=verb, table=table, each=each))


def _remove(cursor: CursorWrapper, vendor: str, table: str) -> None:
    # PostgreSQL names a trigger within its table, SQLite within the database
    on = "" if vendor == "sqlite" else f' ON "{table}"'
    for verb, _ in _verbs(vendor):
        cursor.execute(f"DROP TRIGGER IF EXISTS {_trigger_name(table, verb)}{on}")


def install_triggers_after_migrate(using: str, **kwargs: Any) -> None:
    if router.allow_migrate(using, "articles"):
        install_triggers(connections[using])
