"""Backups of this site, with the places and keys of its settings."""

import datetime as dt
import subprocess
import tomllib
from pathlib import Path

from django.conf import settings
from django.db import connection
from psycopg.conninfo import make_conninfo
from psycopg.pq import Conninfo

from cjo.lib.backups.making import make_backup
from cjo.lib.backups.manifest import Manifest
from cjo.lib.backups.postgresql import PostgreSQLDatabase
from cjo.lib.backups.rotation import NAMED, Keep, expired_backups
from cjo.lib.backups.site_data import Database, SiteData
from cjo.lib.backups.sqlite import SQLiteFile

PREFIX = "observer"
PREFIX_BEFORE_SETUP = "before-setup"


def site_data() -> SiteData:
    return SiteData(_database(), Path(settings.MEDIA_ROOT))


def _database() -> Database:
    if connection.vendor == "sqlite":
        return SQLiteFile(Path(connection.settings_dict["NAME"]))
    # Django adds parameters of its own, which programs of PostgreSQL do not know
    known = {option.keyword.decode() for option in Conninfo.get_defaults()}
    parameters = connection.get_connection_params().items()
    parts = {name: value for name, value in parameters if name in known}
    return PostgreSQLDatabase(make_conninfo(**parts))


def write_backup(
    folder: Path, prefix: str = PREFIX, keep: Keep | None = None
) -> tuple[Path, Manifest, list[Path]]:
    """Make a backup; then delete those that need not be kept.

    Return its file and manifest, and the files that were deleted. Raise BackupError.
    """
    target = folder / next_name(prefix)
    manifest = make_backup(
        site_data(), target, code_version(), public_keys=settings.BACKUP_KEYS
    )
    deleted = expired_backups(folder, prefix, keep) if keep else []
    for path in deleted:
        path.unlink()
    return target, manifest, deleted


def next_name(prefix: str) -> str:
    now = dt.datetime.now(dt.UTC)
    ending = ".tar.age" if settings.BACKUP_KEYS else ".tar"
    return f"{prefix}-{now:{NAMED}}Z{ending}"


def code_version() -> str:
    """Return the version of the code, as `0.2.0+COMMIT` in a git checkout."""
    with (settings.BASE_DIR / "pyproject.toml").open("rb") as file:
        version = str(tomllib.load(file)["project"]["version"])
    try:
        commit = subprocess.run(
            ["git", "rev-parse", "--short=12", "HEAD"],  # noqa: S607
            cwd=settings.BASE_DIR,
            capture_output=True,
            check=False,
            text=True,
            timeout=10,
        ).stdout.strip()
    except (OSError, subprocess.TimeoutExpired):
        commit = ""
    return f"{version}+{commit}" if commit else version
