"""To carry everything from one database to another, of the other engine or the same."""

import hashlib
import json
from collections.abc import Callable, Iterator
from itertools import islice

from django.apps import apps
from django.contrib.auth.models import User
from django.db import Error, connections, models, transaction
from django.db.models.sql import InsertQuery

from articles.models.frozen import FrozenModel
from cjo.lib.databases import database_settings

SOURCE, TARGET = "source", "target"
_AT_ONCE = 500  # rows
_RANGE = 2**256  # of a digest

Progress = Callable[[int], object]


class MoveError(Exception):
    """Nothing was moved; the message is a sentence for the operator."""


def connect(source: str, target: str) -> None:
    """Name two databases, by their addresses, for the rest of this process."""
    configured = connections.configure_settings(
        {
            **connections.settings,
            SOURCE: database_settings(source),
            TARGET: database_settings(target),
        }
    )
    connections.settings.update(configured)


def count_rows() -> dict[type[models.Model], int]:
    return {model: _rows(model, SOURCE).count() for model in _tables()}


def refuse_data_in_target() -> None:
    """Raise MoveError if somebody has used the target.

    Its tables may be there already, with the rows that migrations put into them.
    """
    existing = set(connections[TARGET].introspection.table_names())
    for model in _tables():
        is_telling = model is User or issubclass(model, FrozenModel)
        if is_telling and model._meta.db_table in existing and _rows(model, TARGET):
            raise MoveError(
                f"The target has {model._meta.verbose_name_plural} already: a move "
                "overwrites nothing."
            )


def carry(progress: Progress) -> None:
    """Carry all rows, with their ids, in one transaction: all of them or none.

    Both databases have the tables of this code. `progress` is called with the number
    of rows that were carried or compared. Raise MoveError.
    """
    try:
        with transaction.atomic(SOURCE), transaction.atomic(TARGET):
            _take_snapshot()
            _empty_target()
            digests = {model: _copy(model, progress) for model in _tables()}
            connections[TARGET].check_constraints()
            _carry_highest_ids()
            _compare(digests, progress)
    except Error as wrong:
        raise MoveError(f"Nothing was moved: {str(wrong).strip()}.") from wrong


def _tables() -> list[type[models.Model]]:
    everything = apps.get_models(include_auto_created=True)
    return [
        model for model in everything if model._meta.managed and not model._meta.proxy
    ]


def _rows(model: type[models.Model], alias: str) -> models.QuerySet[models.Model]:
    return model._base_manager.using(alias).all()


def _take_snapshot() -> None:
    # SQLite lets nobody else write meanwhile
    if connections[SOURCE].vendor == "postgresql":
        with connections[SOURCE].cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")


def _empty_target() -> None:
    """Delete what migrations put there: the source has it too, with its own ids."""
    quote = connections[TARGET].ops.quote_name
    with connections[TARGET].cursor() as cursor:
        for model in _tables():
            if not issubclass(model, FrozenModel):
                cursor.execute(f"DELETE FROM {quote(model._meta.db_table)}")  # noqa: S608


def _copy(model: type[models.Model], progress: Progress) -> int:
    """Copy the rows of a table; return their digest."""
    fields, digest = model._meta.concrete_fields, 0
    rows = _rows(model, SOURCE).order_by("pk").iterator(chunk_size=_AT_ONCE)
    most = min(_AT_ONCE, connections[TARGET].ops.bulk_batch_size([*fields], [None]))
    while batch := [*islice(rows, most)]:
        query = InsertQuery(model)
        # raw: what is set at saving, such as the day of creation, is carried too
        query.insert_values(fields, batch, raw=True)
        query.get_compiler(using=TARGET).execute_sql()
        digest += sum(map(_digest, batch))
        progress(len(batch))
    return digest % _RANGE


def _compare(digests: dict[type[models.Model], int], progress: Progress) -> None:
    for model, expected in digests.items():
        digest = 0
        for row in _rows(model, TARGET).iterator(chunk_size=_AT_ONCE):
            digest += _digest(row)
            progress(1)
        if digest % _RANGE != expected:
            raise MoveError(
                f"Nothing was moved: {model._meta.verbose_name_plural} are not the "
                "same in the target."
            )


def _digest(row: models.Model) -> int:
    """Return a digest that is added up: databases sort texts in different orders."""
    values = [field.value_to_string(row) for field in row._meta.concrete_fields]
    # PostgreSQL keeps no order of the names in a JSON object
    content = json.dumps(values, sort_keys=True, default=str)
    return int.from_bytes(hashlib.sha256(content.encode()).digest())


# An id that was deleted is never given again: it may be in an address or a log


def _carry_highest_ids() -> None:
    highest = dict(_highest_ids())
    with connections[TARGET].cursor() as cursor:
        for table, number in highest.items():
            if connections[TARGET].vendor == "postgresql":
                sequence = "pg_get_serial_sequence(%s, 'id')"
                cursor.execute(f"SELECT setval({sequence}, %s)", [table, number])
            else:
                cursor.execute("DELETE FROM sqlite_sequence WHERE name = %s", [table])
                cursor.execute(
                    "INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)",
                    [table, number],
                )


def _highest_ids() -> Iterator[tuple[str, int]]:
    """Yield each table whose ids the database gives, and the highest given so far."""
    with connections[SOURCE].cursor() as cursor:
        for model in _tables():
            table = model._meta.db_table
            if model._meta.auto_field is None:
                continue
            if connections[SOURCE].vendor == "postgresql":
                cursor.execute("SELECT pg_get_serial_sequence(%s, 'id')", [table])
                sequence = cursor.fetchone()[0]
                cursor.execute(
                    f"SELECT last_value FROM {sequence} WHERE is_called"  # noqa: S608
                )
            else:
                cursor.execute(
                    "SELECT seq FROM sqlite_sequence WHERE name = %s", [table]
                )
            row = cursor.fetchone()
            if row and row[0]:  # SQLite has a 0 too
                yield table, row[0]
