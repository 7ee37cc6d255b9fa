"""`/healthz` and `/readyz`: what machines that watch the site ask for."""

import os
import tempfile
from pathlib import Path
from typing import Any
from unittest import mock

from django.db import OperationalError, connection
from django.db.migrations.recorder import MigrationRecorder
from django.test import override_settings

from cjo.doctor import files
from cjo.test import BaseTestCase


class HealthTests(BaseTestCase):
    def test_it_is_alive_without_its_database(self) -> None:
        with self.assertNumQueries(0):
            answer = self.client.get("/healthz")
        self.assertContains(answer, "ok")
        self.assertEqual(answer["Cache-Control"], "no-store")

    @override_settings(SECURE_SSL_REDIRECT=True)
    def test_a_machine_that_watches_needs_no_https(self) -> None:
        self.assertEqual(self.client.get("/healthz").status_code, 200)
        self.assertNotEqual(self.client.get("/readyz").status_code, 301)
        self.assertEqual(self.client.get("/latest").status_code, 301)


class ReadinessTests(BaseTestCase):
    def setUp(self) -> None:
        self.folder = Path(self.enterContext(tempfile.TemporaryDirectory()))
        (self.folder / "observer-20261130T000000000000Z.tar").touch()
        self.enterContext(override_settings(BACKUP_DIR=self.folder))
        self.enterContext(mock.patch.object(files, "FEW_BYTES", 1))

    def ask(self, status: int) -> dict[str, Any]:
        answer = self.client.get("/readyz")
        self.assertEqual(answer.status_code, status)
        self.assertEqual(answer["Cache-Control"], "no-store")
        self.assertEqual(answer.json()["ready"], status == 200)
        checks: dict[str, Any] = answer.json()["checks"]
        return checks

    def test_it_is_ready_when_all_is_well(self) -> None:
        with self.assertNumQueries(3):
            checks = self.ask(200)
        self.assertEqual(set(checks), {"database", "migrations", "disk", "backup"})
        for check in checks.values():
            self.assertEqual(check, {"ok": True, "problems": []})

    def test_it_is_not_ready_before_a_migration(self) -> None:
        MigrationRecorder(connection).record_unapplied("articles", "0001_initial")
        check = self.ask(503)["migrations"]
        self.assertEqual(check["problems"], ["The database is of a former code."])

    def test_it_is_not_ready_on_a_full_disk(self) -> None:
        with mock.patch.object(files, "LEAST_BYTES", 2**62):
            self.assertFalse(self.ask(503)["disk"]["ok"])

    def test_without_its_database_it_names_no_host(self) -> None:
        secret = OperationalError("connection to 10.1.2.3, user mei, failed")
        with mock.patch.object(connection, "cursor", side_effect=secret):
            checks = self.ask(503)
        self.assertEqual(
            checks["database"]["problems"], ["The database does not answer."]
        )
        self.assertNotIn("10.1.2.3", str(checks))

    def test_an_old_backup_is_named_and_stops_nobody(self) -> None:
        (old,) = self.folder.iterdir()
        os.utime(old, (0, 0))
        check = self.ask(200)["backup"]
        self.assertFalse(check["ok"])
        self.assertRegex(check["problems"][0], "The last backup was made .* days ago")
