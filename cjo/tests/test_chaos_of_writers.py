"""Short attacks by processes that write at once, or are killed while they write.

`make chaos` has the long ones.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

from django.conf import settings

from cjo.test import CommittedTestCase
from cjo.tests.own_databases import (
    address_of,
    copy_of_the_test_database,
    own_database,
)


class WriterTests(CommittedTestCase):
    def attack(self, module: str, *options: str) -> str:
        """Run a module of tools/chaos on a database of its own; return its row."""
        with (
            tempfile.TemporaryDirectory() as folder,
            own_database(Path(folder) / "site", "chaos") as database,
        ):
            copy_of_the_test_database(database)
            address = ["--database", address_of(database)]
            finished = subprocess.run(
                [sys.executable, "-m", f"tools.chaos.{module}", *address, *options],
                cwd=settings.BASE_DIR,
                capture_output=True,
                text=True,
            )
        self.assertEqual(finished.returncode, 0, finished.stdout + finished.stderr)
        return finished.stdout

    def test_nobodys_words_are_lost_unsaid(self) -> None:
        row = self.attack("concurrent_edits", "--edits", "10", "--editors", "2")
        # one of two wins each of four shared forms, and each publishes a text
        self.assertIn("6 saved, 4 refused with the words, 0 lost", row)

    def test_a_killed_publication_is_complete_or_never_began(self) -> None:
        row = self.attack("publishing_kills", "--kills", "5")
        self.assertIn("0 half visible, 0 reported and lost", row)
