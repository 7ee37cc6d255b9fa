"""A PostgreSQL database as a backup holds it: `pg_dump` in its custom format."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

import psycopg
from psycopg.conninfo import conninfo_to_dict, make_conninfo
from psycopg.errors import InsufficientPrivilege
from psycopg.sql import SQL, Identifier

from cjo.lib.backups.manifest import BackupError, Rows
from cjo.lib.backups.postgresql_programs import run_program

_TABLES = """
SELECT relname FROM pg_class JOIN pg_namespace ON pg_namespace.oid = relnamespace
WHERE relkind IN ('r', 'p') AND nspname !~ '^pg_' AND nspname <> 'information_schema'
ORDER BY relname
"""


class PostgreSQLDatabase:
    member = "observer.pgdump"

    def __init__(self, conninfo: str) -> None:
        """Take the address as libpq writes it."""
        self.conninfo = conninfo

    def occupied_by(self) -> str:
        """Return the tables that are there already; "" if there is none."""
        with psycopg.connect(self.conninfo) as connection:
            tables = [name for (name,) in connection.execute(_TABLES)]
            name = connection.info.dbname
        return f"{len(tables)} tables of the database {name}" if tables else ""

    def dump(self, target: Path) -> dict[str, int]:
        """Copy the database while it is in use; return the rows of each table."""
        with psycopg.connect(self.conninfo, autocommit=True) as connection:
            # the rows are counted in the snapshot that pg_dump copies
            connection.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
            snapshot = _value(connection, "SELECT pg_export_snapshot()")
            options = ["--format=custom", "--no-owner", "--no-privileges"]
            options += [f"--snapshot={snapshot}", f"--file={target}"]
            run_program("pg_dump", self.conninfo, options)
            return _count_rows(connection)

    @contextmanager
    def rehearsed(self, dump: Path, most_bytes: int) -> Iterator[tuple[str, Rows]]:
        """Yield the address of a copy of the dump to try, and the rows of its tables.

        The copy is a database of its own on the same server. Raise BackupError for a
        dump that is damaged, or that takes more than `most_bytes` there.
        """
        # 63 characters are all that a name keeps, so what differs comes first
        name = f"restoring_{self.name}"[:63]
        copy = PostgreSQLDatabase(make_conninfo(self.conninfo, dbname=name))
        drop = SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(Identifier(name))
        with psycopg.connect(self.conninfo, autocommit=True) as connection:
            user = connection.info.user
            try:
                connection.execute(drop)  # a killed process left it
                connection.execute(SQL("CREATE DATABASE {}").format(Identifier(name)))
            except InsufficientPrivilege as wrong:
                raise BackupError(
                    "A backup is tried in a database of its own first, and the role "
                    f"{user} may create none: `ALTER ROLE {user} CREATEDB` lets it."
                ) from wrong
            try:
                copy.load(dump, most_bytes)
                with psycopg.connect(copy.conninfo) as other:
                    rows = _count_rows(other)
                yield copy.url, rows
            finally:
                connection.execute(drop)

    def load(self, dump: Path, most_bytes: int | None = None) -> None:
        """Restore a dump in a single transaction."""
        with psycopg.connect(self.conninfo, autocommit=True) as connection:
            options = ["--single-transaction", "--exit-on-error"]
            options += ["--no-owner", "--no-privileges", str(dump)]
            # by a query, since another process writes
            size = "SELECT pg_database_size(current_database())"

            def is_too_large() -> bool:
                return most_bytes is not None and _value(connection, size) > most_bytes

            run_program("pg_restore", self.conninfo, options, is_too_large)

    @property
    def url(self) -> str:
        """Return the address as DATABASE_URL has it."""
        parts = {name: str(value) for name, value in self._parts.items()}
        name, host = quote(parts.pop("dbname"), safe=""), parts.pop("host", "")
        user = quote(parts.pop("user", ""), safe="")
        password = quote(parts.pop("password", ""), safe="")
        place = f"{user}:{password}@" if user else ""
        if host.startswith("/"):  # the folder of a socket
            place += f"/{host}"
        else:
            place += f"{host}:{parts.pop('port', '5432')}"
        return f"postgres://{place}/{name}?{urlencode(parts)}"

    @property
    def name(self) -> str:
        return str(self._parts["dbname"])

    @property
    def _parts(self) -> dict[str, Any]:
        return conninfo_to_dict(self.conninfo)


def _count_rows(connection: psycopg.Connection) -> Rows:
    tables = [name for (name,) in connection.execute(_TABLES)]
    count = SQL("SELECT count(*) FROM {}")
    return {
        table: _value(connection, count.format(Identifier(table))) for table in tables
    }


def _value(connection: psycopg.Connection, query: Any) -> Any:
    row = connection.execute(query).fetchone()
    return row[0] if row else None
