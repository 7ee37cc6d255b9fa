"""Run the tests on PostgreSQL, if one answers."""

import getpass
import os
import subprocess
import sys

import psycopg


def _answers(url: str) -> bool:
    try:
        with psycopg.connect(url, connect_timeout=3) as connection:
            allowed = connection.execute(
                "SELECT rolcreatedb OR rolsuper FROM pg_roles "
                "WHERE rolname = current_user"
            ).fetchone()
    except psycopg.Error:
        return False
    return bool(allowed and allowed[0])


def find() -> str | None:
    """Return the URL of a PostgreSQL in which this user may create databases.

    Exit with a message if TEST_DATABASE_URL names one that cannot be used.
    """
    if named := os.environ.get("TEST_DATABASE_URL", ""):
        if not _answers(named):
            sys.exit(
                "TEST_DATABASE_URL names a PostgreSQL that does not answer, "
                "or in which this user may not create databases."
            )
        return named
    for user in dict.fromkeys((getpass.getuser(), "root", "postgres")):
        for database in ("test", "postgres"):
            url = f"postgres://{user}@localhost:5432/{database}"
            if _answers(url):
                return url
    return None


def main() -> int:
    url = find()
    if url is None:
        print("No PostgreSQL answers: the tests run on SQLite only.")
        return 0
    print("On PostgreSQL, those with a database; in a browser only some:", flush=True)
    # what a browser shows depends on the engine in a few tests only
    chosen = "(not browser and not no_database) or engines"
    command = [sys.executable, "-m", "pytest", "-m", chosen, *sys.argv[1:]]
    environment = {**os.environ, "DATABASE_URL": url}
    return subprocess.run(command, env=environment).returncode


if __name__ == "__main__":
    sys.exit(main())
