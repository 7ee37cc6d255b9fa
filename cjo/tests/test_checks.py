"""The system checks of the site as a whole."""

import os
import subprocess
import sys
from unittest import skipUnless

from django.conf import settings
from django.db import connection

from cjo.data.checks import commits_survive_a_power_cut
from cjo.test import BaseTestCase


class PowerCutCheckTests(BaseTestCase):
    @skipUnless(connection.vendor == "postgresql", "SQLite is set by settings.py")
    def test_it_warns_of_a_commit_that_is_not_waited_for(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL synchronous_commit = off")
        [warning] = [
            message
            for message in commits_survive_a_power_cut(["default"])
            if "synchronous_commit" in message.msg
        ]
        self.assertIn("synchronous_commit = off", warning.msg)
        self.assertIn("ALTER SYSTEM SET synchronous_commit = on", str(warning.hint))

    @skipUnless(connection.vendor == "postgresql", "SQLite is set by settings.py")
    def test_it_is_content_with_commits_that_are_waited_for(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL synchronous_commit = on")
        messages = [message.msg for message in commits_survive_a_power_cut(["default"])]
        self.assertNotIn("synchronous_commit", " ".join(messages))

    @skipUnless(connection.vendor == "sqlite", "PostgreSQL is set by its operator")
    def test_it_has_nothing_to_say_of_sqlite(self) -> None:
        self.assertEqual(commits_survive_a_power_cut(["default"]), [])


def test_django_finds_nothing_to_mend_in_a_site_on_the_open_net() -> None:
    # conftest.py lets the tests in a browser query; a site must not
    variables = {**os.environ, "SITE_URL": "https://observer.example"}
    variables.pop("DJANGO_ALLOW_ASYNC_UNSAFE", None)
    done = subprocess.run(
        [sys.executable, "manage.py", "check", "--deploy"],
        cwd=settings.BASE_DIR,
        env=variables,
        capture_output=True,
        text=True,
    )
    assert "no issues" in done.stdout + done.stderr
