"""How many rows the tables have, and of what values: databases plan queries by that."""

from django.db import connection

# Rows of an index that SQLite looks at: enough for its plans, and soon done
_LOOKED_AT = 1000


def analyse() -> None:
    """Let the database learn it anew, which SQLite never does by itself."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(f"PRAGMA analysis_limit = {_LOOKED_AT}")
        cursor.execute("ANALYZE")
