"""setup: update database, catalogues, static files, HTML and search to this code."""

import json
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from articles.publishing import list_counts, mentions
from cjo.accounts.encryption import encrypt_with_newest_key
from cjo.data.backups import PREFIX_BEFORE_SETUP, write_backup
from cjo.doctor import files
from cjo.lib.backups.manifest import BackupError
from cjo.lib.backups.rotation import Keep
from cjo.lib.catalogues import compile_catalogues
from cjo.lib.planning import analyse
from cjo.lib.signing_key import public_key

KEPT_BACKUPS = Keep(last=3)


class Command(BaseCommand):
    help = "Update database, catalogues, static files, HTML and search to this code."
    requires_system_checks = []

    def handle(self, *args: Any, **options: Any) -> None:
        if faults := files.folders_can_be_written():
            raise CommandError(" ".join(f"{each.msg} {each.hint}" for each in faults))
        if will_change_data():
            self._back_up()
        public_key()  # made now, so that no editor meets a folder without rights
        call_command("migrate", verbosity=0, interactive=False)
        list_counts.count_titles_once()
        mentions.note_former_corrections()
        encrypt_with_newest_key()
        compile_catalogues()
        self._collect_static_files()
        try:
            call_command("rerender", stdout=self.stdout, stderr=self.stderr)
        except SystemExit:  # a text that fails keeps the HTML it has
            self.stderr.write("The site works; the texts named above are as before.")
        call_command("reindex", stale=True, stdout=self.stdout, stderr=self.stderr)
        analyse()

    def _collect_static_files(self) -> None:
        manifest = Path(settings.STATIC_ROOT) / files.MANIFEST
        try:
            json.loads(manifest.read_text())
        except FileNotFoundError:
            pass
        except ValueError:
            manifest.unlink()  # Django would fail to replace what it cannot read
        call_command("collectstatic", verbosity=0, interactive=False)

    def _back_up(self) -> None:
        folder = settings.BACKUP_DIR
        try:
            target, _, _ = write_backup(folder, PREFIX_BEFORE_SETUP, keep=KEPT_BACKUPS)
        except (BackupError, OSError) as wrong:
            raise CommandError(f"Nothing was migrated. {wrong}") from wrong
        self.stdout.write(
            f"Before the migration, everything was kept in {target}. To go back to "
            "the former code, restore it: docs/operating.md says how."
        )


def will_change_data() -> bool:
    """Return whether migrations are pending on a database that somebody has used."""
    executor = MigrationExecutor(connection)
    if not executor.migration_plan(executor.loader.graph.leaf_nodes()):
        return False
    tables = connection.introspection.table_names()
    # whatever is published or drafted has an author
    return User._meta.db_table in tables and User.objects.exists()
