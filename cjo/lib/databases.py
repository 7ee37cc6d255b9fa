"""The settings of a database, from its address."""

from typing import Any

import environ

# WAL with FULL: a commit is acknowledged when it is on the disk
SQLITE_PRAGMAS = (
    "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; "
    "PRAGMA cache_size=-32000; PRAGMA mmap_size=134217728;"
)


def database_settings(
    url: str, *, conn_max_age: int = 600, prepare: bool = True
) -> dict[str, Any]:
    """Return what Django needs to know of the database at this address.

    `prepare` lets PostgreSQL plan a query once for a connection.
    """
    database: dict[str, Any] = environ.Env.db_url_config(url)
    options = database.setdefault("OPTIONS", {})
    if database["ENGINE"].endswith("sqlite3"):
        database["CONN_MAX_AGE"] = None
        # a writer waits for its turn instead of failing in the middle of its work
        options |= {"transaction_mode": "IMMEDIATE", "timeout": 10}
        options["init_command"] = SQLITE_PRAGMAS
        return database
    database["CONN_MAX_AGE"] = conn_max_age
    # a server that was restarted costs no reader an error
    database["CONN_HEALTH_CHECKS"] = True
    if prepare:
        # a page asks the same few queries for each reader
        options |= {"server_side_binding": True, "prepare_threshold": 5}
    return database
