"""backup: write database and pictures to one file."""

import datetime as dt
from argparse import ArgumentParser, ArgumentTypeError
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from cjo.data.backups import PREFIX, next_name, write_backup
from cjo.lib.atomic_files import write_once
from cjo.lib.backups.encryption import new_key
from cjo.lib.backups.manifest import BackupError, Manifest
from cjo.lib.backups.rotation import Keep, expired_backups

ROTATION = {
    "--keep": "keep the newest N backups",
    "--keep-daily": "keep the newest backup of each of the last N days with backups",
    "--keep-weekly": "the same with weeks, from Monday",
    "--keep-monthly": "the same with months",
}


def positive(written: str) -> int:
    if not written.isdecimal() or int(written) < 1:
        raise ArgumentTypeError("a number from 1 is needed: the last one stays")
    return int(written)


class Command(BaseCommand):
    help = "Put database and pictures into one file, with a manifest."
    # a backup must be possible also when the code or its settings are wrong
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--to",
            type=Path,
            default=settings.BACKUP_DIR,
            help="folder for the file (default: BACKUP_DIR)",
        )
        kept = parser.add_argument_group(
            "rotation",
            "Delete the backups in that folder that no option here keeps. Only good "
            "ones count, and the newest of them always stays.",
        )
        for option, stays in ROTATION.items():
            kept.add_argument(option, type=positive, metavar="N", help=stays)
        parser.add_argument(
            "--dry-run", action="store_true", help="say what would be done, do nothing"
        )
        parser.add_argument(
            "--new-key",
            type=Path,
            metavar="FILE",
            help="only write a new secret key to FILE, and print its public key",
        )

    def handle(
        self,
        *args: Any,
        to: Path,
        new_key: Path | None,
        **options: Any,
    ) -> None:
        keep = _rotation(options)
        if new_key:
            self._write_key(new_key)
        elif options["dry_run"]:
            self._announce(to, keep)
        else:
            try:
                target, manifest, deleted = write_backup(to, keep=keep)
            except (BackupError, OSError) as wrong:
                raise CommandError(str(wrong)) from wrong
            self._report(target, manifest, deleted)

    def _write_key(self, file: Path) -> None:
        if file.exists():
            raise CommandError(f"{file} exists: a key is never overwritten.")
        secret, public = new_key()
        write_once(file, f"# public key: {public}\n{secret}\n".encode())
        self.stdout.write(
            f"{file} opens the backups: keep it, and a copy, on other machines than "
            f"this. To encrypt for it, set BACKUP_KEYS={public}"
        )

    def _announce(self, folder: Path, keep: Keep | None) -> None:
        self.stdout.write(f"Would be written: {folder / next_name(PREFIX)}")
        now = dt.datetime.now(dt.UTC)
        for path in expired_backups(folder, PREFIX, keep, coming=now) if keep else ():
            self.stdout.write(f"Would be deleted: {path}")

    def _report(self, target: Path, manifest: Manifest, deleted: list[Path]) -> None:
        # pictures are in a folder, the database is not
        pictures = len([name for name in manifest["files"] if "/" in name])
        self.stdout.write(
            f"{target}: {sum(manifest['rows'].values())} rows, {pictures} pictures, "
            f"{target.stat().st_size / 1_000_000:.1f} MB"
        )
        for path in deleted:
            self.stdout.write(f"Deleted: {path}")


def _rotation(options: dict[str, Any]) -> Keep | None:
    periods = ("keep", "keep_daily", "keep_weekly", "keep_monthly")
    keep = Keep(*(options[period] or 0 for period in periods))
    return None if keep == Keep() else keep
