"""The database of an installation: whether it answers and is of this code."""

from functools import cache

from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning
from django.db import DatabaseError, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from articles.models import ChangeType, Version
from articles.rendering import RENDERER
from cjo.doctor.files import SETUP


def answers() -> list[CheckMessage]:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        # without its own words: they name hosts and users
        hint = "Start it, or correct DATABASE_URL (docs/configuration.md)."
        return [Error("The database does not answer.", hint=hint, id="cjo.E201")]
    return []


def migrations_are_applied() -> list[CheckMessage]:
    applied = MigrationRecorder(connection).applied_migrations()
    if not _migrations() - set(applied):
        return []
    return [Error("The database is of a former code.", hint=SETUP, id="cjo.E202")]


@cache
def _migrations() -> frozenset[tuple[str, str]]:
    return frozenset(MigrationLoader(None).disk_migrations)


def cache_table_exists() -> list[CheckMessage]:
    cache = settings.CACHES["default"]
    tables = connection.introspection.table_names()
    if not cache["BACKEND"].endswith(".DatabaseCache") or cache["LOCATION"] in tables:
        return []
    message = "The table that counts sign-ins is missing: nobody can sign in."
    return [Error(message, hint=SETUP, id="cjo.E203")]


def renderings_are_of_this_code() -> list[CheckMessage]:
    published = Version.objects.exclude(change_type=ChangeType.WITHDRAWAL)
    stale = published.exclude(rendering__renderer=RENDERER).count()
    if not stale:
        return []
    message = f"The HTML of {stale} published texts is of a former code."
    return [Warning(message, hint="Run `manage.py rerender`.", id="cjo.W204")]
