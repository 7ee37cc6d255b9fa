"""Migrations that fill columns, with published rows in the tables."""

import datetime as dt
import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.management import CommandError
from django.db import DatabaseError, connection, transaction
from django.db.migrations.executor import MigrationExecutor

from articles.models import IntegrityEntry
from articles.models.checks import frozen_tables_have_triggers
from articles.models.document import digest
from articles.permissions import EDITOR
from cases import importing
from cases.models import Case, Provenance, RecordVersion
from cases.tests.world import COURTS, LAWS, SOURCES, case_data
from cjo.test import CommittedTestCase, make_user

SCHEMA_1 = (
    '{"change":{"note":"%s","type":"update"},"key":"ma-v-company","kind":"case",'
    '"number":%d,"previous":"0","published_at":"2026-11-24T00:00:00.000000Z",'
    '"record":{},"schema":1}'
)
SCHEMA_2 = (
    '{"change":{"note":"%s","note_language":"fr","type":"update"},'
    '"key":"ma-v-company","kind":"case","number":%d,"previous":"0",'
    '"published_at":"2026-11-24T00:00:00.000000Z","record":{},"schema":2}'
)


@contextmanager
def migrated_back(name: str, app: str = "cases") -> Iterator[Any]:
    """Yield the models as they were at a migration; then migrate to the newest."""
    executor = MigrationExecutor(connection)
    newest = executor.loader.graph.leaf_nodes()
    try:
        executor.migrate([(app, name)])
        yield executor.loader.project_state([(app, name)]).apps
    finally:
        MigrationExecutor(connection).migrate(newest)


class MigrationTests(CommittedTestCase):
    def load(self, slug: str, by: str = "mei") -> None:
        user = self.mei if by == "mei" else make_user(by, EDITOR)
        importing.load_case(case_data(slug, case_number=""), user, imported=False)

    def setUp(self) -> None:
        super().setUp()
        importing.load_sources(SOURCES, self.mei)
        importing.load_courts(COURTS, self.mei)
        importing.load_laws(LAWS, self.mei)

    def test_each_number_gets_a_key_and_each_step_its_column_back(self) -> None:
        step = {"instance": "first", "case_number": "（2020）京0491民初5号"}
        importing.load_case(
            case_data(
                "several", case_number="(2023)京0491民初1、2号", proceedings=[step]
            ),
            self.mei,
        )
        case = Case.objects.get(slug="several")
        stored = list(case.number_keys.order_by("key").values_list("key", "proceeding"))
        self.assertEqual(len(stored), 3)
        with migrated_back("0010_labels") as apps:
            step = apps.get_model("cases", "proceeding").objects.get()
            self.assertEqual(step.number_key, "(2020)京0491民初5号")
            # as it was kept until now
            apps.get_model("cases", "case").objects.update(number_key="…")
        case.refresh_from_db()
        self.assertEqual(case.number_key, "(2023)京0491民初1号")
        rows = case.number_keys.order_by("key").values_list("key", "proceeding")
        self.assertEqual(list(rows), stored)

    def test_going_back_behind_a_grade_is_refused_with_the_way_that_is_left(
        self,
    ) -> None:
        self.load("ma-v-company")
        with migrated_back("0015_note_texts"):
            pass
        Provenance.objects.update(certainty="reported")
        refused = self.assertRaisesMessage(CommandError, "restore the backup")
        with refused, migrated_back("0015_note_texts"):
            self.fail("It went back.")

    def test_a_record_was_imported_if_the_loader_published_it_first(self) -> None:
        self.load("from-a-file", by="demo")
        self.load("written-here")
        with migrated_back("0007_withdrawal"):
            pass
        imported = Case.objects.order_by("slug").values_list("slug", "imported")
        self.assertEqual(
            list(imported), [("from-a-file", True), ("written-here", False)]
        )

    def test_what_was_published_before_the_integrity_log_is_entered_later(self) -> None:
        self.load("ma-v-company")
        edition = self.make_published()
        before = IntegrityEntry.objects.order_by("number").values_list(
            "kind", "subject", "version", "digest", "entered_later"
        )
        entered = [(*entry, False) for *entry, _later in before]
        self.assertEqual(list(before), entered)
        with migrated_back("0017_protected_names", app="articles"):
            pass
        later = before.all()
        self.assertEqual(list(later), [(*entry, True) for *entry, _later in entered])
        self.republish(edition, title="Court shuts")
        self.assertEqual(later.filter(entered_later=False).count(), 2)

    def change(self, canonical: str, **fields: str) -> int:
        """Store a further version as published before, its document word for word."""
        document = json.loads(canonical)
        version = RecordVersion.objects.create(
            kind=document["kind"],
            object_id=Case.objects.get(slug=document["key"]).pk,
            key=document["key"],
            number=document["number"],
            canonical=canonical,
            hash=digest(canonical),
            previous=document["previous"],
            change_type=document["change"]["type"],
            change_note=document["change"]["note"],
            published_at=dt.datetime(2026, 11, 24, tzinfo=dt.UTC),
            published_by=self.mei,
            **fields,
        )
        return version.pk

    def test_a_note_of_schema_1_keeps_the_guess_and_its_hash(self) -> None:
        self.load("ma-v-company")
        chinese = self.change(SCHEMA_1 % ("一个数字有误。", 2), note_language="zh-hans")
        english = self.change(SCHEMA_1 % ("One digit.", 3), note_language="en")
        named = self.change(SCHEMA_2 % ("Un chiffre.", 4), note_language="fr")
        before = self.published()
        with migrated_back("0008_imported_records") as apps:
            fields = apps.get_model("cases", "recordversion")._meta.fields
            self.assertNotIn("note_language", [field.name for field in fields])
        languages = dict(RecordVersion.objects.values_list("pk", "note_language"))
        self.assertEqual(
            [languages[chinese], languages[english], languages[named]],
            ["zh-hans", "en", "fr"],
        )
        self.assertEqual(self.published(), before)
        self.assertTrue(all(row.is_intact for row in RecordVersion.objects.all()))

    def published(self) -> list[tuple[Any, ...]]:
        rows = RecordVersion.objects.order_by("pk")
        return list(rows.values_list("pk", "canonical", "hash", "published_at"))

    def test_a_filled_table_is_frozen_again(self) -> None:
        self.load("ma-v-company")
        with migrated_back("0008_imported_records"):
            self.assertEqual(frozen_tables_have_triggers(["default"]), [])
        self.assertEqual(frozen_tables_have_triggers(["default"]), [])
        with self.assertRaises(DatabaseError), transaction.atomic():
            RecordVersion.objects.update(note_language="fr")
