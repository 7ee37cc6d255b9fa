"""Everything is carried from one database into another, or nothing."""

import tempfile
from contextlib import ExitStack
from io import StringIO
from pathlib import Path
from typing import Any
from unittest.mock import patch

from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

from articles.models import Article, Edition, SearchRow, Version
from cjo.data import moving
from cjo.lib.backups.site_data import Database
from cjo.lib.backups.sqlite import SQLiteFile
from cjo.test import CommittedTestCase
from cjo.tests.own_databases import (
    IS_SQLITE,
    address_of,
    copy_of_the_test_database,
    execute,
    own_database,
)


class MovingTests(CommittedTestCase):
    """From the engine of the tests to the same, or to SQLite and back again."""

    def setUp(self) -> None:
        super().setUp()
        exits = self.enterContext(ExitStack())
        self.folder = Path(exits.enter_context(tempfile.TemporaryDirectory()))
        self.source = exits.enter_context(own_database(self.folder / "a", "observer_a"))
        self.target = exits.enter_context(own_database(self.folder / "b", "observer_b"))
        # it has the tables and nobody has used it
        User.objects.all().delete()
        copy_of_the_test_database(self.target)
        self.enter()
        self.fill()
        copy_of_the_test_database(self.source)

    def fill(self) -> None:
        edition = self.make_published(title="法院 Court")
        self.republish(edition, change="correction", note="A date.", body="In autumn.")
        self.make_article("later")
        # no day may be set anew on the way
        Edition.objects.update(changed_at="2001-01-01T00:00:00.000001Z")

    @classmethod
    def ensure_connection_patch_method(cls) -> Any:
        # Django's own lets a test reach the databases of the settings alone
        return BaseDatabaseWrapper.ensure_connection

    def tearDown(self) -> None:
        self.disconnect()
        super().tearDown()

    def disconnect(self) -> None:
        for alias in {moving.SOURCE, moving.TARGET} & {*connections}:
            connections[alias].close()
            del connections[alias], connections.settings[alias]

    def move(self, source: Database, target: Database, *options: str) -> str:
        self.disconnect()
        output = StringIO()
        call_command(
            "move_database",
            address_of(source),
            address_of(target),
            *options,
            stdout=output,
            stderr=output,
        )
        return output.getvalue()

    def carry(self) -> None:
        self.disconnect()
        moving.connect(address_of(self.source), address_of(self.target))
        moving.carry(lambda rows: None)

    def assert_moved(self, target: Database) -> None:
        for query in (
            "SELECT id, number, canonical, hash FROM articles_version ORDER BY id",
            "SELECT id, username, password FROM auth_user ORDER BY id",
            "SELECT id, slug FROM articles_article ORDER BY id",
        ):
            self.assertEqual(execute(target, query), execute(self.source, query))

    def test_everything_arrives_with_its_ids_and_hashes(self) -> None:
        self.assertIn("every row is the same", self.move(self.source, self.target))
        self.assert_moved(self.target)
        with self.assertRaisesMessage(Exception, "frozen"):
            execute(self.target, "DELETE FROM articles_version")
        found = SearchRow.objects.using(moving.TARGET).filter(title__contains="法院")
        self.assertEqual(found.count(), 1)

        if not IS_SQLITE:
            file = SQLiteFile(self.folder / "back.sqlite3")
            self.move(self.target, file)
            self.assert_moved(file)

    def test_an_id_that_was_deleted_is_not_given_again(self) -> None:
        highest = Article.objects.get(slug="later")
        execute(self.source, "DELETE FROM articles_article WHERE slug = 'later'")
        self.carry()
        new = Article.objects.using(moving.TARGET).create(
            slug="new", dated_precision="unknown"
        )
        self.assertGreater(new.pk, highest.pk)

    def test_an_interrupted_move_leaves_the_target_empty(self) -> None:
        with (
            patch.object(moving, "_compare", side_effect=KeyboardInterrupt),
            self.assertRaises(KeyboardInterrupt),
        ):
            self.carry()
        self.assertEqual(execute(self.target, "SELECT * FROM auth_user"), [])
        self.carry()
        self.assert_moved(self.target)

    def test_a_row_that_arrives_otherwise_is_found(self) -> None:
        digest = moving._digest

        def wrong(row: object) -> int:
            is_target = row._state.db == moving.TARGET  # type: ignore[attr-defined]
            return 1 if is_target and isinstance(row, Version) else digest(row)  # type: ignore[arg-type]

        with (
            patch.object(moving, "_digest", wrong),
            self.assertRaisesMessage(moving.MoveError, "not the same in the target"),
        ):
            self.carry()
        self.assertEqual(execute(self.target, "SELECT * FROM articles_version"), [])

    def test_a_target_in_use_is_refused(self) -> None:
        with self.assertRaisesMessage(CommandError, "overwrites nothing"):
            self.move(self.target, self.source)

    def test_a_dry_run_moves_nothing(self) -> None:
        printed = self.move(self.source, self.target, "--dry-run")
        self.assertIn("Would be moved: ", printed)
        self.assertEqual(execute(self.target, "SELECT * FROM auth_user"), [])

    def test_a_file_that_is_not_there_is_not_made(self) -> None:
        missing = SQLiteFile(self.folder / "missing.sqlite3")
        with self.assertRaisesMessage(CommandError, "There is no file"):
            self.move(missing, self.target)
        self.assertFalse(missing.path.exists())
