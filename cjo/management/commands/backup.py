"""backup: write database and pictures to one file."""

import datetime as dt
import subprocess
import tomllib
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from cjo.lib.backups import BackupError, House, make_backup


def house() -> House:
    database = settings.DATABASES["default"]
    is_file = database["ENGINE"].endswith("sqlite3")
    return House(Path(database["NAME"]) if is_file else None, Path(settings.MEDIA_ROOT))


def code_version() -> str:
    """Return the version of the code, as `0.2.0+COMMIT` in a git checkout."""
    with (settings.BASE_DIR / "pyproject.toml").open("rb") as file:
        version = str(tomllib.load(file)["project"]["version"])
    try:
        commit = subprocess.run(
            ["git", "rev-parse", "--short=12", "HEAD"],
            cwd=settings.BASE_DIR,
            capture_output=True,
            text=True,
            timeout=10,
        ).stdout.strip()
    except (OSError, subprocess.TimeoutExpired):
        commit = ""
    return f"{version}+{commit}" if commit else version


class Command(BaseCommand):
    help = "Put database and pictures into one file, with a manifest."
    # a backup must be possible also when the code or its settings are wrong
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--to",
            type=Path,
            default=settings.VAR_DIR / "backups",
            help="folder for the file (default: backups in VAR_DIR)",
        )

    def handle(self, *args: Any, to: Path, **options: Any) -> None:
        now = dt.datetime.now(dt.UTC)
        target = to / f"observer-{now:%Y%m%dT%H%M%S%fZ}.tar"
        try:
            manifest = make_backup(house(), target, code_version())
        except BackupError as wrong:
            raise CommandError(str(wrong)) from wrong
        # pictures are in a folder, the database is not
        pictures = len([name for name in manifest["files"] if "/" in name])
        self.stdout.write(
            f"{target}: {sum(manifest['rows'].values())} rows, {pictures} pictures, "
            f"{target.stat().st_size / 1_000_000:.1f} MB"
        )
        if house().database is None:
            self.stderr.write(
                "The database is not in it: it is no SQLite file. "
                "Back up PostgreSQL with `pg_dump --format=custom` beside this."
            )
