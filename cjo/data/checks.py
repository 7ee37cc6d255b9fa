"""System checks of the site as a whole."""

from collections.abc import Sequence
from typing import Any

from django.core import checks
from django.db import connections

# what PostgreSQL answers where a commit that it has acknowledged survives a power cut
_DURABLE = {
    "fsync": {"on"},
    "full_page_writes": {"on"},
    "synchronous_commit": {"on", "local", "remote_write", "remote_apply"},
}


@checks.register(checks.Tags.database)
def commits_survive_a_power_cut(
    databases: Sequence[str] | None = None, **kwargs: Any
) -> list[checks.CheckMessage]:
    """Warn about a PostgreSQL that acknowledges what it has not written to the disk."""
    warnings: list[checks.CheckMessage] = []
    for alias in databases or []:
        if connections[alias].vendor != "postgresql":
            continue  # settings.py sets SQLite itself
        for parameter, safe in _DURABLE.items():
            with connections[alias].cursor() as cursor:
                cursor.execute(f"SHOW {parameter}")
                value = cursor.fetchone()[0]
            if value not in safe:
                warnings.append(
                    checks.Warning(
                        f"PostgreSQL runs with {parameter} = {value}: a power cut can "
                        "lose what it has acknowledged.",
                        hint=f"Set {parameter} = on in postgresql.conf, or by "
                        f"`ALTER SYSTEM SET {parameter} = on`, and reload the server.",
                        id="cjo.W001",
                    )
                )
    return warnings
