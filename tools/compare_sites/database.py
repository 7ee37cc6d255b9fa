"""The rows of a checkout's database that a dump needs, by the names of columns."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from .store import Frozen


def addresses_kept() -> Iterator[str]:
    """Yield the addresses in the database, former ones too, if it has such tables."""
    from django.db import connection

    queries = {
        "_address": "SELECT space, slug FROM {} ORDER BY space, slug",
        "_pathredirect": "SELECT old_path FROM {} ORDER BY old_path",
    }
    for table in sorted(connection.introspection.table_names()):
        for ending, query in queries.items():
            if table.endswith(ending):
                with connection.cursor() as cursor:
                    cursor.execute(query.format(connection.ops.quote_name(table)))
                    rows = cursor.fetchall()
                for row in rows:
                    path = "/" + "/".join(row).lstrip("/")
                    yield from (path, f"/zh-hans{path}", f"/ar{path}", f"{path}/v/1")


def frozen_rows() -> Iterator[Frozen]:
    """Yield the rows of each table with a canonical text and its hash."""
    from django.db import connection

    with connection.cursor() as cursor:
        for table in sorted(connection.introspection.table_names(cursor)):
            described = connection.introspection.get_table_description(cursor, table)
            columns = {column.name for column in described}
            if not {"hash", "canonical"} <= columns:
                continue
            wanted = [
                name if name in columns else "''"
                for name in ("hash", "canonical", "number", "published_at")
            ]
            quoted = connection.ops.quote_name(table)
            cursor.execute(f"SELECT {', '.join(wanted)} FROM {quoted} ORDER BY hash")  # noqa: S608
            for digest, canonical, number, at in cursor.fetchall():
                yield Frozen(table, digest, canonical, str(number), _moment(at))


def _moment(value: Any) -> str:
    # SQLite keeps times in UTC, and without a time zone
    if isinstance(value, dt.datetime):
        value = value if value.tzinfo else value.replace(tzinfo=dt.UTC)
        return str(value.astimezone(dt.UTC))
    return str(value)
