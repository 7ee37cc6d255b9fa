"""A site of its own for an attack: a database that nobody else uses, and editors."""

import argparse
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@contextmanager
def own_site(database: str = "") -> Iterator[None]:
    """Set Django up on a database without any text; by default on a new SQLite file."""
    # a PDF may still be made in a thread while the folder is removed
    with tempfile.TemporaryDirectory(
        prefix="observer-chaos-", ignore_cleanup_errors=True
    ) as folder:
        os.environ["VAR_DIR"] = os.environ["STATIC_ROOT"] = folder
        os.environ["DATABASE_URL"] = database or f"sqlite:///{folder}/observer.sqlite3"
        os.environ["DJANGO_SETTINGS_MODULE"] = "cjo.settings"
        # refused and failed requests are counted, not read
        os.environ["LOG_LEVEL"] = "CRITICAL"
        _set_up()
        yield


def arguments(description: str | None) -> argparse.ArgumentParser:
    """Return a parser of the options that every attack on an own site has."""
    parser = argparse.ArgumentParser(
        description=description, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--database", default="", help="the address of an empty one to fill"
    )
    parser.add_argument(
        "--results", type=Path, help="a file to which the results are added"
    )
    return parser


def make_editor(name: str) -> "User":
    from django.contrib.auth.models import Group, User

    from articles.permissions import EDITOR

    user = User.objects.create_user(name, is_staff=True)
    user.groups.add(Group.objects.get_or_create(name=EDITOR)[0])
    return user


def deadlocks() -> int:
    """Return how many transactions PostgreSQL has ended because two waited."""
    from django.db import connection

    if connection.vendor != "postgresql":
        return 0
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_stat_force_next_flush()")
        cursor.execute(
            "SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()"
        )
        return int(cursor.fetchone()[0])


def _set_up() -> None:
    import django
    from django.conf import settings
    from django.core.management import call_command

    # no static files are collected here
    backend = "django.contrib.staticfiles.storage.StaticFilesStorage"
    settings.STORAGES = {**settings.STORAGES, "staticfiles": {"BACKEND": backend}}
    settings.LOGGING["loggers"]["django.request"]["level"] = "CRITICAL"
    django.setup()
    call_command("migrate", verbosity=0)

    from articles.models import Version

    if Version.objects.exists():
        raise SystemExit("This database holds texts. An attack needs an empty one.")
