"""How many rows the tables have, and of what values: databases plan queries by that."""

from django.db import connection

# Rows of an index that SQLite looks at: of fewer it believes that a language has few
_LOOKED_AT = 100_000


def analyse() -> None:
    """Let the database learn it anew, which SQLite never does by itself."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(f"PRAGMA analysis_limit = {_LOOKED_AT}")
        cursor.execute("ANALYZE")
