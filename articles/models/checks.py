"""System checks of the database."""

from collections.abc import Sequence
from typing import Any

from django.core import checks
from django.db import connections

from articles.models.frozen import expected_triggers, present_triggers


@checks.register(checks.Tags.database)
def frozen_tables_have_triggers(
    databases: Sequence[str] | None = None, **kwargs: Any
) -> list[checks.CheckMessage]:
    errors: list[checks.CheckMessage] = []
    for alias in databases or []:
        connection = connections[alias]
        missing = expected_triggers(connection) - present_triggers(connection)
        if missing:
            errors.append(
                checks.Error(
                    f"Triggers are missing: {', '.join(sorted(missing))}.",
                    hint="Run `manage.py migrate`; it installs them anew.",
                    id="articles.E001",
                )
            )
    return errors
