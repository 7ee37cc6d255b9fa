"""The databases' own full-text indexes, behind one small protocol."""

from collections.abc import Sequence
from typing import Any, Protocol

from django.db import connections, router
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Expression, Q

from articles.models import SearchRow
from articles.search.engines.postgresql import PostgreSQL
from articles.search.engines.sqlite import SQLite
from articles.search.terms import Term


class Engine(Protocol):
    """The full-text index of a database.

    Words are folded: their tokens have letters, digits and marks only, so that no
    database reads an operator in them.
    """

    def install(self, connection: BaseDatabaseWrapper) -> None:
        """Create the index and its triggers; safe to call again and again."""

    def matching(self, terms: Sequence[Term]) -> Expression:
        """Return the condition that a SearchRow has the tokens of every term."""

    def confirmed(self, term: Term) -> Q | None:
        """Return the condition that it has the term, its tokens as neighbours.

        None where `matching` covers that. It reads the texts: ask it of few rows.
        """


_ENGINES: dict[str, Engine] = {"sqlite": SQLite(), "postgresql": PostgreSQL()}


def engine_of(connection: BaseDatabaseWrapper) -> Engine:
    return _ENGINES[connection.vendor]


def current_engine() -> Engine:
    return engine_of(connections[SearchRow.objects.db])


def install(connection: BaseDatabaseWrapper) -> None:
    """Create the engine's index, if the table of the rows exists already."""
    if SearchRow._meta.db_table in connection.introspection.table_names():
        engine_of(connection).install(connection)


def install_after_migrate(using: str, **kwargs: Any) -> None:
    if router.allow_migrate(using, "articles"):
        install(connections[using])
