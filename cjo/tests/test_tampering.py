"""Tampering: `verify` finds each way to change what was published."""

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.test import override_settings

from articles.models import IntegrityEntry
from articles.models.triggers import install_triggers, remove_triggers
from articles.publishing import publish
from articles.publishing.pictures import keep_picture
from articles.tests.picture_files import CREDIT, picture_file
from articles.verification import faults
from cases.tests.world import load_world
from cjo.test import BaseTestCase
from tools.chaos.tampering import TAMPERINGS
from tools.chaos.tampering.forging import newest, rewritten
from tools.chaos.tampering.log import write_log_anew
from tools.chaos.tampering.texts import cut_off


def all_faults() -> list[str]:
    def quietly(rows: Iterable[Any], total: int, unit: str) -> Iterable[Any]:
        return rows

    return list(faults(quietly))


@contextmanager
def undone() -> Iterator[None]:
    """Undo in the database what happens in the block."""
    before = transaction.savepoint()
    try:
        yield
    finally:
        transaction.savepoint_rollback(before)


class TamperingTests(BaseTestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        super().setUpTestData()
        load_world(cls.mei)

    def setUp(self) -> None:
        super().setUp()
        wu, li = self.make_contributor("wu", "Wu"), self.make_contributor("li", "Li")
        edition = self.make_edition(
            body="It decided [[case:ma-v-company]].",
            takeaways="A court opened.",
            sources="- The court",
        )
        article = edition.article
        article.contributions.create(contributor=wu, role="aut", position=0)
        article.contributions.create(contributor=li, role="trl", position=1)
        article.picture = keep_picture(picture_file(), by=self.mei, **CREDIT)
        article.picture.texts.create(language="en", alt="A court.")
        article.save()
        publish(edition, by=self.mei)
        self.republish(edition, title="Court opens today")
        self.make_published("another")

    def test_nothing_is_wrong_with_what_nobody_changed(self) -> None:
        self.assertEqual(all_faults(), [])

    def test_every_way_to_change_the_past_is_found(self) -> None:
        self.assertGreaterEqual(len(TAMPERINGS), 25)
        for tampering in TAMPERINGS:
            with self.subTest(tampering.name), undone():
                tampering.act()
                self.assertTrue(all_faults(), "unseen")


class KeptHeadTests(BaseTestCase):
    """An administrator has everything, the key too; but not what others keep."""

    def setUp(self) -> None:
        super().setUp()
        edition = self.make_edition()
        person = self.make_contributor("wu", "Wu")
        edition.article.contributions.create(contributor=person, role="aut", position=0)
        publish(edition, by=self.mei)
        self.republish(edition, title="Court opens today")
        head = IntegrityEntry.objects.head()
        assert head is not None
        self.kept = {
            "number": head.number,
            "hash": head.hash,
            "signature": head.signature,
            "key": head.document["key"],
        }

    def verify_against(self, kept: str) -> str:
        """Return what `verify` writes about a file of kept heads."""
        file = Path(self.enterContext(TemporaryDirectory())) / "kept.json"
        file.write_text(kept)
        out = StringIO()
        try:
            call_command("verify", "--against", str(file), stdout=out, stderr=out)
        except CommandError as error:
            out.write(str(error))
        return out.getvalue()

    def test_a_log_that_has_grown_since_is_as_it_was(self) -> None:
        self.make_published("another")
        self.assertIn("as they were", self.verify_against(json.dumps(self.kept)))

    def test_it_finds_an_administrator_who_writes_everything_anew(self) -> None:
        key = Path(self.enterContext(TemporaryDirectory())) / "key"
        self.enterContext(override_settings(INTEGRITY_KEY_FILE=key))
        remove_triggers(connection)
        rewritten(newest(), body="Forged.")
        write_log_anew()
        install_triggers(connection)
        self.assertEqual(all_faults(), [])
        self.assertIn("was rewritten", self.verify_against(json.dumps(self.kept)))

    def test_it_finds_a_log_that_was_cut_off_with_its_versions(self) -> None:
        remove_triggers(connection)
        cut_off(newest())
        write_log_anew()
        install_triggers(connection)
        self.assertEqual(all_faults(), [])
        self.assertIn("was cut off", self.verify_against(json.dumps(self.kept)))

    def test_it_takes_several_heads_one_a_line(self) -> None:
        forged = {**self.kept, "hash": "0" * 64}
        lines = f"{json.dumps(self.kept)}\n{json.dumps(forged)}\n"
        self.assertIn("signature is wrong", self.verify_against(lines))

    def test_a_file_that_holds_no_head_is_refused_in_a_sentence(self) -> None:
        for text in ("nothing", "[1]", '{"number": 1}'):
            self.assertIn("is no head of an integrity log", self.verify_against(text))
