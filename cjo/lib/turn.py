"""The turn: one transaction writes at a time, on PostgreSQL as on SQLite.

SQLite has a single writer. PostgreSQL lets many write, and ends one of two that wait
for each other. Editors are few, and their transactions short: they can queue.
"""

import sqlite3
from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from django.db import OperationalError, connection, models, transaction
from django.utils.functional import LazyObject

TRIES = 3
_LOCK = 0x636A6F  # any number, the same in every process
# deadlock_detected, serialization_failure, lock_not_available
_CONFLICTS = {"40P01", "40001", "55P03"}

_Given = ParamSpec("_Given")
_Result = TypeVar("_Result")


def in_turn(verb: Callable[_Given, _Result]) -> Callable[_Given, _Result]:
    """Run a verb in a transaction that begins when no other writes.

    A verb that another one calls is part of its transaction. A conflict with a program
    that takes no turn, or a wait that was too long, rolls the outermost verb back and
    runs it again.
    """

    @wraps(verb)
    def run(*args: _Given.args, **named: _Given.kwargs) -> _Result:
        tries_left = 0 if connection.in_atomic_block else TRIES - 1
        given = (*args, *named.values())
        rows = [row for row in given if isinstance(row, models.Model)]
        # the user of a request is lazy and has no state; no verb changes it
        rows = [row for row in rows if not isinstance(row, LazyObject)]
        while True:
            loaded = [row.__getstate__() for row in rows]
            try:
                with transaction.atomic():
                    _wait()
                    return verb(*args, **named)
            except OperationalError as error:
                if not tries_left or not is_conflict(error):
                    raise
            tries_left -= 1
            # the verb may have written its work into the rows of the caller
            for row, state in zip(rows, loaded, strict=True):
                vars(row).clear()
                vars(row).update(state)

    return run


def is_conflict(error: OperationalError) -> bool:
    """Return whether the same transaction may succeed when it is run again."""
    cause = error.__cause__
    if isinstance(cause, sqlite3.Error):
        # an extended code has the primary one in its last byte
        code = getattr(cause, "sqlite_errorcode", 0) & 0xFF
        return code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
    return getattr(cause, "sqlstate", None) in _CONFLICTS


def _wait() -> None:
    # a transaction on SQLite begins by waiting: see `transaction_mode`
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
