"""The commands that back up, inspect and restore a whole site."""

import json
import os
import subprocess
import sys
import tempfile
from contextlib import ExitStack
from io import StringIO
from pathlib import Path

from django.conf import settings
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.db.models import Value
from django.db.models.functions import Concat
from django.utils.timezone import now

from articles.models import EntryKind, IntegrityEntry, Version
from articles.models.integrity import Entered, next_entry
from articles.models.picture_files import path_of
from articles.models.triggers import install_triggers, remove_triggers
from articles.publishing.pictures import keep_picture
from articles.tests.picture_files import CREDIT, picture_file
from cjo.lib.backups.making import make_backup
from cjo.lib.backups.site_data import Database, SiteData
from cjo.lib.signing_key import public_key
from cjo.management.commands.setup import will_change_data
from cjo.test import BaseTestCase, CommittedTestCase
from cjo.tests.own_databases import (
    address_of,
    copy_of_the_test_database,
    execute,
    has_table,
    own_database,
    tamper,
)


class InspectionTests(BaseTestCase):
    def test_a_site_as_it_was_published_passes(self) -> None:
        self.make_published()
        call_command("inspect_copy")

    def test_a_changed_text_is_found(self) -> None:
        self.make_published()
        remove_triggers(connection)
        Version.objects.update(canonical=Concat("canonical", Value(" ")))
        install_triggers(connection)
        errors = StringIO()
        with self.assertRaisesMessage(CommandError, "1 faults"):
            call_command("inspect_copy", stderr=errors)
        self.assertIn("its hash is not that of its text", errors.getvalue())

    def test_missing_triggers_are_found(self) -> None:
        remove_triggers(connection)
        with self.assertRaisesMessage(CommandError, "changed from outside the site"):
            call_command("inspect_copy")

    def test_a_picture_that_is_missing_or_another_is_found(self) -> None:
        picture = keep_picture(picture_file(), by=self.mei, **CREDIT)
        call_command("inspect_copy")
        file = path_of(picture.hash, picture.extension)
        file.write_bytes(b"another")
        errors = StringIO()
        with self.assertRaises(CommandError):
            call_command("inspect_copy", stderr=errors)
        self.assertIn("is not the file that was kept", errors.getvalue())
        file.unlink()
        with self.assertRaises(CommandError):
            call_command("inspect_copy", stderr=errors)
        self.assertIn(f"{file.name} is missing", errors.getvalue())

    def test_a_database_of_newer_code_is_refused(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO django_migrations (app, name, applied) "
                "VALUES ('articles', '9999_future', '2030-01-01')"
            )
        with self.assertRaisesMessage(CommandError, "articles.9999_future"):
            call_command("inspect_copy")


class SetupTests(BaseTestCase):
    def test_it_backs_up_only_what_somebody_has_used(self) -> None:
        self.assertFalse(will_change_data())
        [newest] = MigrationLoader(connection).graph.leaf_nodes("articles")
        MigrationRecorder(connection).record_unapplied(*newest)
        self.assertTrue(will_change_data())
        User.objects.all().delete()
        self.assertFalse(will_change_data())


class SiteBackupTests(CommittedTestCase):
    """Commands called as an operator calls them, each in a process of its own."""

    def setUp(self) -> None:
        super().setUp()
        self.make_published(title="Kept for ever")
        exits = self.enterContext(ExitStack())
        self.folder = Path(exits.enter_context(tempfile.TemporaryDirectory()))
        self.site = exits.enter_context(own_database(self.folder / "old", "observer_a"))
        self.new = exits.enter_context(own_database(self.folder / "new", "observer_b"))
        copy_of_the_test_database(self.site)

    def call(self, *command: str, database: Database) -> str:
        place = "old" if database is self.site else "new"
        finished = subprocess.run(
            [sys.executable, "manage.py", *command],
            cwd=settings.BASE_DIR,
            capture_output=True,
            text=True,
            env={
                **os.environ,
                "DATABASE_URL": address_of(database),
                "VAR_DIR": str(self.folder / place),
                "STATIC_ROOT": str(self.folder / "static"),
            },
        )
        return finished.stdout + finished.stderr

    def kept_in(self, folder: str) -> list[str]:
        return sorted(map(str, (self.folder / "old" / folder).glob("*.tar")))

    def test_a_site_comes_back_as_it_was_published(self) -> None:
        for _ in range(2):
            printed = self.call("backup", "--keep", "1", database=self.site)
        [file] = self.kept_in("backups")
        self.assertIn("Deleted: ", printed)

        self.assertIn("Restored", self.call("restore", file, database=self.new))
        hashes = "SELECT id, canonical, hash FROM articles_version"
        self.assertEqual(execute(self.new, hashes), execute(self.site, hashes))
        with self.assertRaisesMessage(Exception, "frozen"):
            execute(self.new, "DELETE FROM articles_version")

    def test_a_text_that_was_changed_is_named_and_restored_only_on_demand(self) -> None:
        changed = "UPDATE articles_version SET canonical = canonical || ' '"
        tamper(self.site, "articles_version", changed)
        file = self.folder / "changed.tar"
        make_backup(SiteData(self.site, self.folder / "old" / "media"), file, "")
        printed = self.call("restore", str(file), database=self.new)
        self.assertIn("its hash is not that of its text", printed)
        self.assertEqual(self.new.occupied_by(), "")
        printed = self.call("restore", str(file), "--anyway", database=self.new)
        self.assertIn("its hash is not that of its text", printed)
        self.assertIn("Restored", printed)

    def test_a_whole_forgery_is_refused_by_a_head_that_was_kept(self) -> None:
        file = self.folder / "forged.tar"
        make_backup(SiteData(self.site, self.folder / "old" / "media"), file, "")
        right = IntegrityEntry.objects.head()
        self.assertIsNotNone(right)
        # as if the site had published something else before it was rewritten
        other = next_entry(None, Entered(EntryKind.VERSION, "x", 1, "0" * 64), at=now())
        for name, entry in {"kept": other, "today": right}.items():
            head = {"key": public_key()}
            head |= {
                part: getattr(entry, part) for part in ("number", "hash", "signature")
            }
            (self.folder / name).write_text(json.dumps(head))

        kept = f"--against={self.folder / 'kept'}"
        printed = self.call("restore", str(file), kept, database=self.new)
        self.assertIn("The log was rewritten", printed)
        self.assertEqual(self.new.occupied_by(), "")
        today = f"--against={self.folder / 'today'}"
        printed = self.call("restore", str(file), today, database=self.new)
        self.assertIn("Restored", printed)

    def test_setup_keeps_what_it_changes_so_that_it_can_be_undone(self) -> None:
        self.call("migrate", "articles", "0006", database=self.site)
        self.assertFalse(has_table(self.site, "articles_searchsynonym"))

        printed = self.call("setup", database=self.site)
        [file] = self.kept_in("backups")
        self.assertIn(file, printed)
        self.assertTrue(has_table(self.site, "articles_searchsynonym"))
        self.assertIn("Restored", self.call("restore", file, database=self.new))
        self.assertFalse(has_table(self.new, "articles_searchsynonym"))
        titles = execute(self.new, "SELECT title FROM articles_version")
        self.assertEqual(titles, [("Kept for ever",)])
