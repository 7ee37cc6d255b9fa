"""System checks of the database."""

from collections.abc import Sequence
from typing import Any

from django.core import checks
from django.db import connections

from articles.models.searchrow import SearchRow
from articles.models.triggers import faulty_triggers


@checks.register(checks.Tags.database)
def frozen_tables_have_triggers(
    databases: Sequence[str] | None = None, **kwargs: Any
) -> list[checks.CheckMessage]:
    errors: list[checks.CheckMessage] = []
    for alias in databases or []:
        connection = connections[alias]
        if faulty := faulty_triggers(connection):
            errors.append(
                checks.Error(
                    f"Triggers are missing, changed or off: {', '.join(faulty)}.",
                    # `migrate` itself stops at an error of a check
                    hint="Run `manage.py setup`; it renews them.",
                    id="articles.E001",
                )
            )
    return errors


@checks.register(checks.Tags.database)
def search_rows_are_of_this_code(
    databases: Sequence[str] | None = None, **kwargs: Any
) -> list[checks.CheckMessage]:
    """Warn about a search that misses texts, since their rows are of a former code."""
    warnings: list[checks.CheckMessage] = []
    for alias in databases or []:
        # before the first migration there is no such column
        if _has_column(alias, SearchRow._meta.db_table, "folding"):
            stale = SearchRow.objects.using(alias).stale().count()
            if stale:
                warnings.append(
                    checks.Warning(
                        f"The search has {stale} rows of a former version of the code.",
                        hint="Run `manage.py setup`; it indexes them anew.",
                        id="articles.W001",
                    )
                )
    return warnings


def _has_column(alias: str, table: str, column: str) -> bool:
    connection = connections[alias]
    with connection.cursor() as cursor:
        if table not in connection.introspection.table_names(cursor):
            return False
        columns = connection.introspection.get_table_description(cursor, table)
        return column in {row.name for row in columns}
