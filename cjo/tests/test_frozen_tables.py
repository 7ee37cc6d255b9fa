"""Frozen tables: no statement changes a published row, on either engine."""

from unittest import skipUnless

from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from django.utils.safestring import mark_safe

from articles.models import Redaction, Rendering, Withheld
from articles.models.checks import frozen_tables_have_triggers
from articles.models.frozen import (
    FrozenModel,
    columns_of,
    frozen_tables,
    unique_keys,
)
from articles.models.triggers import install_triggers, opened, remove_triggers
from articles.publishing.rerender import rerender
from cases.tests.world import load_world
from cjo.test import BaseTestCase

on_sqlite = skipUnless(connection.vendor == "sqlite", "SQLite only")
on_postgresql = skipUnless(connection.vendor == "postgresql", "PostgreSQL only")


def execute(statement: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def every_key() -> list[tuple[type[FrozenModel], list[str]]]:
    return [
        (model, key) for model in frozen_tables().values() for key in unique_keys(model)
    ]


def insertion(model: type[FrozenModel], key: list[str]) -> str:
    """Return a statement for a row that has only this key from the row that is there.

    Its start, `INSERT` or `REPLACE`, is left to the test.
    """
    # another row in every other key, by the first number or hash of that key
    other = {next(c for c in k if c != "kind") for k in unique_keys(model)} - {*key}
    changed = {c: f"substr({c}, 2)" if c == "hash" else f"{c} + 1000" for c in other}
    columns = list(columns_of(model).values())
    values = [changed.get(column, column) for column in columns]
    table = model._meta.db_table
    row = f"SELECT {', '.join(values)} FROM {table} WHERE true LIMIT 1"  # noqa: S608
    return f"INTO {table} ({', '.join(columns)}) {row}"


class FrozenTableTests(BaseTestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        super().setUpTestData()
        load_world(cls.mei)

    def setUp(self) -> None:
        super().setUp()
        person = self.make_contributor("wu", "Wu")
        article = self.make_article("with-people")
        article.contributions.create(contributor=person, role="aut", position=0)
        self.edition = self.make_published("with-people")
        reason = {"reason": "A law.", "language": "en"}
        act = Redaction.objects.create(at=timezone.now(), by=self.mei, **reason)
        Withheld.objects.create(redaction=act, number=1, original="a", digest="b")

    @on_sqlite
    def test_no_replace_takes_the_place_of_a_published_row(self) -> None:
        for model, key in every_key():
            frozen = self.assertRaisesMessage(IntegrityError, "frozen")
            with self.subTest(model=model, key=key), frozen:
                execute(f"REPLACE {insertion(model, key)}")

    def test_no_upsert_changes_a_published_row(self) -> None:
        for model, key in every_key():
            upsert = f"ON CONFLICT ({', '.join(key)}) DO UPDATE SET {key[0]} = 7"
            frozen = self.assertRaisesMessage(IntegrityError, "frozen")
            with self.subTest(model=model, key=key), frozen:
                execute(f"INSERT {insertion(model, key)} {upsert}")

    def test_the_triggers_know_every_unique_key_of_the_database(self) -> None:
        for table, model in frozen_tables().items():
            with connection.cursor() as cursor:
                constraints = connection.introspection.get_constraints(cursor, table)
            self.assertEqual(
                {
                    tuple(constraint["columns"])
                    for constraint in constraints.values()
                    if constraint["unique"] or constraint["primary_key"]
                },
                {tuple(key) for key in unique_keys(model)},
            )

    def test_a_rendering_changes_only_by_rendering_it_anew(self) -> None:
        forged = mark_safe("<p>Forged.</p>")
        with self.assertRaisesMessage(IntegrityError, "frozen"), transaction.atomic():
            Rendering.objects.update(body_html=forged)
        with opened(connection, "articles_rendering"):
            Rendering.objects.update(body_html=forged)
        version = self.edition.current_version
        assert version is not None
        self.assertTrue(rerender(version))
        self.assertContains(self.client.get("/a/with-people"), "opened in spring")

    def test_an_error_leaves_an_opened_table_frozen(self) -> None:
        with (
            self.assertRaises(ZeroDivisionError),
            opened(connection, "articles_byline"),
        ):
            raise ZeroDivisionError
        with self.assertRaisesMessage(IntegrityError, "frozen"):
            execute("UPDATE articles_byline SET name = 'Nobody'")


class TriggerTests(BaseTestCase):
    def assertRenewed(self, name: str) -> None:
        """Check that the system check names a trigger, and that `migrate` renews it."""
        with self.assertRaisesMessage(Exception, name):
            call_command("check", "--database", "default")
        install_triggers(connection)
        self.assertEqual(frozen_tables_have_triggers(["default"]), [])

    def test_missing_triggers_are_renewed(self) -> None:
        remove_triggers(connection)
        self.assertRenewed("frozen_articles_version_update")

    @on_sqlite
    def test_a_trigger_with_another_body_is_renewed(self) -> None:
        execute("DROP TRIGGER frozen_articles_version_update")
        execute(
            "CREATE TRIGGER frozen_articles_version_update BEFORE UPDATE "
            "ON articles_version BEGIN SELECT 1; END"
        )
        self.assertRenewed("frozen_articles_version_update")

    @on_sqlite
    def test_a_trigger_of_somebody_else_is_removed(self) -> None:
        execute(
            "CREATE TRIGGER silent BEFORE INSERT ON articles_version "
            "BEGIN SELECT RAISE(IGNORE); END"
        )
        self.assertRenewed("silent")

    @on_postgresql
    def test_a_trigger_that_was_switched_off_is_renewed(self) -> None:
        execute("ALTER TABLE articles_version DISABLE TRIGGER ALL")
        self.assertRenewed("frozen_articles_version_update")

    @on_postgresql
    def test_a_trigger_that_calls_another_body_is_renewed(self) -> None:
        execute(
            "CREATE OR REPLACE FUNCTION observer_refuse_change() RETURNS trigger "
            "AS $$BEGIN RETURN NEW; END$$ LANGUAGE plpgsql"
        )
        self.assertRenewed("frozen_articles_version_delete")

    @on_postgresql
    def test_a_session_that_poses_as_a_replica_is_refused_too(self) -> None:
        self.make_published()
        with self.assertRaisesMessage(IntegrityError, "frozen"):
            execute(
                "SET LOCAL session_replication_role = replica;"
                "UPDATE articles_version SET title = 'x'"
            )
