"""The databases' own full-text indexes, behind one small protocol."""

from collections.abc import Sequence
from typing import Any, Protocol

from django.db import connections, router
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Expression, Q

from articles.models import SearchRow
from articles.search.engines.postgresql import PostgreSQL
from articles.search.engines.sqlite import SQLite
from cjo.lib.search_folding import Word


class Engine(Protocol):
    """What a database must be able to do for a search.

    The words come folded: their tokens are letters, digits and marks alone, so
    nothing in them can be taken for an operator.
    """

    def install(self, connection: BaseDatabaseWrapper) -> None:
        """Make the index, and what keeps it; safe to call again and again."""

    def matching(self, words: Sequence[Word]) -> Expression:
        """Return the condition that a SearchRow holds every word's tokens."""

    def confirmed(self, words: Sequence[Word]) -> Q | None:
        """Return what `matching` could not tell: that tokens stand together.

        None where it could. Dear to work out: ask it of few rows.
        """


_ENGINES: dict[str, Engine] = {"sqlite": SQLite(), "postgresql": PostgreSQL()}


def engine_of(connection: BaseDatabaseWrapper) -> Engine:
    return _ENGINES[connection.vendor]


def current_engine() -> Engine:
    return engine_of(connections[SearchRow.objects.db])


def install(connection: BaseDatabaseWrapper) -> None:
    """Make the engine's index, if the rows it indexes have their table already."""
    if SearchRow._meta.db_table in connection.introspection.table_names():
        engine_of(connection).install(connection)


def install_after_migrate(using: str, **kwargs: Any) -> None:
    if router.allow_migrate(using, "articles"):
        install(connections[using])
