"""Triggers that refuse any change of a frozen table, on SQLite and PostgreSQL."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Protocol

from django.db import connections, router, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from articles.models.frozen import frozen_tables, unique_keys

Triggers = dict[str, str]  # the statement that creates each, by its name


class _Engine(Protocol):
    """How a database words triggers; each method but `wanted` returns statements."""

    # a query for names and statements, with the table as its only parameter
    present: str
    # statements without which a table of this transaction cannot be altered
    settle: list[str]

    def wanted(self, table: str) -> Triggers: ...

    def renew(self, table: str, name: str, statement: str | None) -> list[str]: ...

    def disable(self, table: str, name: str) -> list[str]: ...


class _Sqlite:
    present = (
        "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s"
    )
    settle: list[str] = []

    def wanted(self, table: str) -> Triggers:
        # REPLACE removes the row that has the key, and fires no trigger for that
        taken = " OR ".join(
            f'EXISTS (SELECT 1 FROM "{table}" WHERE {_equals_new(key)})'  # noqa: S608
            for key in unique_keys(frozen_tables()[table])
        )
        verbs = {"INSERT": f"WHEN {taken} ", "UPDATE": "", "DELETE": ""}
        return {
            _name(table, verb): f"CREATE TRIGGER {_name(table, verb)} "
            f'BEFORE {verb} ON "{table}" {when}'
            f"BEGIN SELECT RAISE(ABORT, '{table} rows are frozen'); END"
            for verb, when in verbs.items()
        }

    def renew(self, table: str, name: str, statement: str | None) -> list[str]:
        return [*self.disable(table, name), *([statement] if statement else [])]

    def disable(self, table: str, name: str) -> list[str]:
        return [f"DROP TRIGGER IF EXISTS {name}"]


class _Postgresql:
    body = (
        "BEGIN RAISE EXCEPTION USING MESSAGE = TG_TABLE_NAME || ' rows are frozen',"
        " ERRCODE = 'integrity_constraint_violation'; END"
    )
    function = (
        "CREATE OR REPLACE FUNCTION observer_refuse_change() RETURNS trigger"
        f" AS $${body}$$ LANGUAGE plpgsql"
    )
    # A trigger that is off, or runs another body, is not the one that was created.
    # State A: it also fires in a session that poses as a replica.
    present = f"""
        SELECT tgname, CASE WHEN tgenabled = 'A' AND prosrc = $${body}$$
          THEN pg_get_triggerdef(pg_trigger.oid, true) ELSE '' END
        FROM pg_trigger JOIN pg_proc ON pg_proc.oid = tgfoid
        WHERE NOT tgisinternal AND tgrelid = %s::regclass
    """  # noqa: S608 - no value from outside
    # foreign keys are checked at the end of a transaction otherwise
    settle = ["SET CONSTRAINTS ALL IMMEDIATE", "SET CONSTRAINTS ALL DEFERRED"]

    def wanted(self, table: str) -> Triggers:
        # TRUNCATE fires no trigger of rows
        verbs = {"UPDATE": "ROW", "DELETE": "ROW", "TRUNCATE": "STATEMENT"}
        return {
            _name(table, verb): f"CREATE TRIGGER {_name(table, verb)} "
            f"BEFORE {verb} ON {table} "
            f"FOR EACH {each} EXECUTE FUNCTION observer_refuse_change()"
            for verb, each in verbs.items()
        }

    def renew(self, table: str, name: str, statement: str | None) -> list[str]:
        if statement is None:
            return [f"DROP TRIGGER {name} ON {table}"]
        # readers need not wait for these two, as they would for DROP TRIGGER
        return [
            self.function,
            statement.replace("CREATE", "CREATE OR REPLACE", 1),
            f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {name}",
        ]

    def disable(self, table: str, name: str) -> list[str]:
        return [f"ALTER TABLE {table} DISABLE TRIGGER {name}"]


def _engine_of(connection: BaseDatabaseWrapper) -> _Engine:
    return _Sqlite() if connection.vendor == "sqlite" else _Postgresql()


def _name(table: str, verb: str) -> str:
    return f"frozen_{table}_{verb.lower()}"


def _equals_new(key: list[str]) -> str:
    return " AND ".join(f'"{column}" = NEW."{column}"' for column in key)


def faulty_triggers(connection: BaseDatabaseWrapper) -> list[str]:
    """Return the names of triggers that are not as this code creates them."""
    tables = _migrated_tables(connection)
    return sorted(name for table in tables for name in _faulty(connection, table))


def install_triggers(connection: BaseDatabaseWrapper) -> None:
    """Renew the triggers that are missing or changed.

    SQLite drops the triggers of a table silently when a migration rebuilds the table,
    so this runs after every `migrate`.
    """
    for table in _migrated_tables(connection):
        _install(connection, table)


def remove_triggers(connection: BaseDatabaseWrapper) -> None:
    """Let a test empty its tables; only tests call this."""
    for table in frozen_tables():
        _remove(connection, table)


@contextmanager
def opened(connection: BaseDatabaseWrapper, table: str) -> Iterator[None]:
    """Let the rows of one frozen table be changed, in one transaction.

    After an error the triggers are there as before.
    """
    with transaction.atomic(using=connection.alias):
        _remove(connection, table)
        yield
        _install(connection, table)


def install_triggers_after_migrate(using: str, **kwargs: Any) -> None:
    if router.allow_migrate(using, "articles"):
        install_triggers(connections[using])


def _migrated_tables(connection: BaseDatabaseWrapper) -> list[str]:
    existing = set(connection.introspection.table_names())
    return [table for table in frozen_tables() if table in existing]


def _present(connection: BaseDatabaseWrapper, table: str) -> Triggers:
    with connection.cursor() as cursor:
        cursor.execute(_engine_of(connection).present, [table])
        return dict(cursor.fetchall())


def _faulty(connection: BaseDatabaseWrapper, table: str) -> set[str]:
    wanted = _engine_of(connection).wanted(table)
    return {name for name, _ in wanted.items() ^ _present(connection, table).items()}


def _install(connection: BaseDatabaseWrapper, table: str) -> None:
    engine = _engine_of(connection)
    wanted = engine.wanted(table)
    for name in _faulty(connection, table):
        renewal = engine.renew(table, name, wanted.get(name))
        _execute(connection, [*engine.settle, *renewal])


def _remove(connection: BaseDatabaseWrapper, table: str) -> None:
    engine = _engine_of(connection)
    for name in _present(connection, table):
        _execute(connection, [*engine.settle, *engine.disable(table, name)])


def _execute(connection: BaseDatabaseWrapper, statements: list[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
