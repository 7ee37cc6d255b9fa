"""inspect_copy: check the copy of a database before it is restored."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core import checks
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.db.migrations.executor import MigrationExecutor


class Command(BaseCommand):
    help = (
        "Check the published states and pictures of a copy, whose database it changes. "
        "`restore` calls it before it restores anything."
    )
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--against", type=Path, action="append", default=[])

    def handle(self, *args: Any, against: list[Path], **options: Any) -> None:
        executor = MigrationExecutor(connection)
        loader = executor.loader
        newer = set(loader.applied_migrations or ()) - set(loader.disk_migrations or ())
        if newer:
            listed = ", ".join(".".join(key) for key in sorted(newer))
            raise CommandError(
                f"This backup is of newer code, with the migrations {listed}: update "
                "the code first."
            )
        if executor.migration_plan(loader.graph.leaf_nodes()):
            # the triggers are those of an older code; `migrate` installs today's
            call_command("migrate", verbosity=0, interactive=False)
        else:
            self._check_triggers()
        call_command("verify", against=against, stdout=self.stdout, stderr=self.stderr)

    def _check_triggers(self) -> None:
        messages = checks.run_checks(
            tags=[checks.Tags.database], databases=[connection.alias]
        )
        errors = [message for message in messages if message.level >= checks.ERROR]
        if errors:
            raise CommandError(
                "The database was changed from outside the site. "
                + " ".join(message.msg for message in errors)
            )
