"""restore: restore a backup into an empty place."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from cjo.data.backups import site_data
from cjo.data.other_database import call_on
from cjo.lib.backups.manifest import BackupError
from cjo.lib.backups.restoring import GIGABYTE, restore_backup


class Command(BaseCommand):
    help = (
        "Restore a backup into an empty place: all of it or nothing. Its files are "
        "compared with its manifest, and a copy of it is verified first."
    )
    # there is no database yet that could be checked
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", help="a file that `backup` made")
        parser.add_argument(
            "--key", type=Path, metavar="FILE", help="the secret key of the backup"
        )
        parser.add_argument(
            "--against",
            type=Path,
            action="append",
            default=[],
            metavar="FILE",
            help="a head of the integrity log that was kept elsewhere; may be repeated",
        )
        parser.add_argument(
            "--most-gigabytes",
            type=float,
            default=20,
            help="refuse a backup that takes more (default: 20)",
        )
        parser.add_argument(
            "--anyway",
            action="store_true",
            help="restore although published states are not as they were",
        )

    def handle(
        self,
        *args: Any,
        file: str,
        key: Path | None,
        against: list[Path],
        most_gigabytes: float,
        anyway: bool,
        **options: Any,
    ) -> None:
        if not Path(file).is_file():
            raise CommandError(
                f"There is no file {file or 'given'}: name the backup, as in "
                "`make restore FILE=var/backups/observer-….tar`."
            )

        def inspect(url: str, media: Path) -> list[str]:
            faults = faults_in(url, media, against)
            if anyway and faults:
                self.stderr.write("\n".join(faults))
                return []
            return faults

        try:
            manifest = restore_backup(
                Path(file),
                site_data(),
                inspect,
                key_file=key,
                most_bytes=int(most_gigabytes * GIGABYTE),
            )
        except BackupError as wrong:
            raise CommandError(str(wrong)) from wrong
        self.stdout.write(
            f"Restored what was kept on {manifest['made_at']} by version "
            f"{manifest['code']}: {sum(manifest['rows'].values())} rows. "
            "`make setup` brings it to the form of this code."
        )


def faults_in(url: str, media: Path, against: list[Path]) -> list[str]:
    """Return the faults that `inspect_copy` finds in the data at these places."""
    # it may be called from another folder
    heads = [f"--against={path.resolve()}" for path in against]
    finished = call_on(url, "inspect_copy", *heads, MEDIA_ROOT=str(media))
    if finished.returncode == 0:
        return []
    return finished.stderr.strip().splitlines()
