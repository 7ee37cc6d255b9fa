"""restore: restore a backup into an empty place."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from cjo.lib.backups import BackupError, restore_backup
from cjo.management.commands.backup import house


class Command(BaseCommand):
    help = "Bring a backup back into an empty place, compared with its manifest."
    # there is no database yet that could be checked
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", help="a file that `backup` made")

    def handle(self, *args: Any, file: str, **options: Any) -> None:
        if not Path(file).is_file():
            raise CommandError(
                f"There is no file {file or 'given'}: name the backup, as in "
                "`make restore FILE=var/backups/observer-….tar`."
            )
        try:
            manifest = restore_backup(Path(file), house())
        except BackupError as wrong:
            raise CommandError(str(wrong)) from wrong
        self.stdout.write(
            f"Restored what was kept on {manifest['made_at']} by version "
            f"{manifest['code']}: {sum(manifest['rows'].values())} rows. "
            "`make setup` brings it to the form of this code."
        )
