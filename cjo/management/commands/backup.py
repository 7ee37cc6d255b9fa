"""backup: write database and pictures to one file."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from cjo.data.backups import PREFIX, next_name, write_backup
from cjo.lib.atomic_files import write_once
from cjo.lib.backups.encryption import new_key
from cjo.lib.backups.manifest import BackupError, Manifest
from cjo.lib.backups.rotation import expired_backups


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
        parser.add_argument(
            "--keep",
            type=int,
            metavar="N",
            help="delete older backups in that folder, so that N good ones are left",
        )
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
        keep: int | None,
        new_key: Path | None,
        **options: Any,
    ) -> None:
        if keep is not None and keep < 1:
            raise CommandError("--keep needs a number from 1: the last one stays.")
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

    def _announce(self, folder: Path, keep: int | None) -> None:
        self.stdout.write(f"Would be written: {folder / next_name(PREFIX)}")
        # the new one would be among those that stay
        if keep and keep > 1:
            for path in expired_backups(folder, PREFIX, keep - 1):
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
