"""The demo content in the test database: loaded once a process, then copied."""

import shutil
import sqlite3
import tempfile

from django.conf import settings
from django.db import connection

from cjo.demo.loading import load

_rows = sqlite3.connect(":memory:", check_same_thread=False)
_pictures = tempfile.TemporaryDirectory(prefix="observer-demo-")


def put_demo() -> None:
    """Fill the empty test database and its folder of pictures.

    PostgreSQL has no such copy, and so few tests in a browser that each may load.
    """
    connection.ensure_connection()
    database = connection.connection
    if connection.vendor != "sqlite":
        _load()
    elif _rows.execute("SELECT 1 FROM sqlite_master").fetchone():
        _rows.backup(database)
        shutil.copytree(_pictures.name, settings.MEDIA_ROOT, dirs_exist_ok=True)
    else:
        _load()
        database.backup(_rows)
        shutil.copytree(settings.MEDIA_ROOT, _pictures.name, dirs_exist_ok=True)


def _load() -> None:
    refused = load().refused
    assert not refused, refused
