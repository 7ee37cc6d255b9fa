"""move_database: carry everything between SQLite and PostgreSQL."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.core.management.base import BaseCommand, CommandError
from django.db import Error
from tqdm import tqdm

from cjo.data import moving
from cjo.data.other_database import call_on


class Command(BaseCommand):
    help = (
        "Carry everything from one database into an empty one: all of it or nothing. "
        "Stop the server first. The addresses are written as in DATABASE_URL."
    )
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("source", metavar="FROM", help="such as sqlite:///PATH")
        parser.add_argument("target", metavar="TO", help="such as postgres://HOST/NAME")
        parser.add_argument(
            "--dry-run", action="store_true", help="check both databases, move nothing"
        )

    def handle(
        self, *args: Any, source: str, target: str, dry_run: bool, **options: Any
    ) -> None:
        _refuse_missing(source)
        moving.connect(source, target)
        try:
            moving.refuse_data_in_target()
            self._call(
                source, "migrate", "--check", or_else="Call `setup` on it first."
            )
            self._call(source, "verify")
            counts = moving.count_rows()
            rows, tables = sum(counts.values()), len(counts)
            if dry_run:
                self.stdout.write(f"Would be moved: {rows} rows of {tables} tables.")
                return
            self._call(target, "migrate", "--verbosity", "0")
            with tqdm(total=2 * rows, unit="row", leave=False) as bar:
                moving.carry(bar.update)
        except (moving.MoveError, Error) as wrong:
            raise CommandError(str(wrong).strip()) from wrong
        self._call(target, "verify")
        self.stdout.write(
            f"Moved {rows} rows of {tables} tables; every row is the same in both "
            "databases. Set DATABASE_URL to the new one, and keep the old for a while."
        )

    def _call(self, address: str, *command: str, or_else: str = "") -> None:
        finished = call_on(address, *command)
        if finished.returncode:
            scheme = urlsplit(address).scheme
            faults = finished.stderr.strip() or "it lacks migrations."
            raise CommandError(f"In the {scheme} database: {faults} {or_else}".strip())


def _refuse_missing(address: str) -> None:
    parts = urlsplit(address)
    # SQLite would make an empty file
    if parts.scheme == "sqlite" and not Path(parts.path[1:]).is_file():
        raise CommandError(f"There is no file {parts.path[1:]}.")
