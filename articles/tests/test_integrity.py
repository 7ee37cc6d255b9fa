"""The pages of the integrity log, and the program that checks a text without them."""

import json
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest import mock

from django.conf import settings

from articles.models import IntegrityEntry
from articles.permissions import CHIEF
from articles.redaction.choice import Choice
from articles.redaction.places import places_of
from articles.redaction.withholding import withhold
from articles.views import integrity
from cjo.lib.signing_key import is_signed
from cjo.test import BaseTestCase, make_user

SCRIPT = settings.BASE_DIR / "static" / "check_version.py"


class IntegrityPageTests(BaseTestCase):
    def test_it_shows_the_newest_entry_in_both_languages(self) -> None:
        self.make_published()
        entry = IntegrityEntry.objects.get(number=2)
        for address in ("/integrity", "/zh-hans/integrity"):
            page = self.client.get(address)
            self.assertContains(page, entry.hash)
            self.assertContains(page, entry.signature)
        self.assertContains(page, "完整性日志")

    def test_an_empty_log_is_said_to_be_empty(self) -> None:
        self.assertContains(self.client.get("/integrity"), "Nothing has been published")
        self.assertEqual(self.client.get("/integrity.json").status_code, 404)
        self.assertEqual(self.client.get("/integrity.jsonl").content, b"")

    def test_it_is_linked_in_the_foot_and_changes_with_each_publication(self) -> None:
        self.make_published()
        self.assertContains(self.client.get("/"), 'href="/integrity"')
        page = self.client.get("/integrity")
        self.assertEqual(page.headers["Surrogate-Key"], "integrity")

    def test_it_asks_few_queries(self) -> None:
        self.make_published()
        self.client.get("/integrity")
        with self.assertPageQueries(2):
            self.client.get("/integrity")

    def test_the_head_is_signed(self) -> None:
        self.make_published()
        head = self.client.get("/integrity.json").json()
        self.assertEqual(head["number"], 2)
        self.assertTrue(is_signed(head["hash"], head["signature"], head["key"]))

    def test_the_entries_come_in_parts(self) -> None:
        self.make_published()
        with mock.patch.object(integrity, "AT_ONCE", 1):
            first = self.client.get("/integrity.jsonl")
        self.assertEqual(len(first.content.splitlines()), 1)
        self.assertIn("?after=1>", first.headers["Link"])
        rest = self.client.get("/integrity.jsonl?after=1")
        self.assertNotIn("Link", rest.headers)
        entry = json.loads(json.loads(rest.content)["canonical"])
        self.assertEqual(entry["number"], 2)

    def test_a_number_that_is_none_is_not_found(self) -> None:
        for after in ("x", "-1", "9" * 40, "²"):
            address = f"/integrity.jsonl?after={after}"
            self.assertEqual(self.client.get(address).status_code, 404, after)


class VersionsInLogTests(BaseTestCase):
    def setUp(self) -> None:
        super().setUp()
        self.make_published()
        first, second = IntegrityEntry.objects.all()
        self.assertEqual(second.kind, "rendering")
        self.entry = first

    def test_a_version_and_the_history_name_their_own_entry(self) -> None:
        self.make_published("another")
        for address in ("/a/court-opens/v/1", "/a/court-opens/history"):
            self.assertContains(self.client.get(address), self.entry.hash)

    def test_a_feed_names_the_entry_of_each_version(self) -> None:
        place = f'<integrity:entry hash="{self.entry.hash}" number="1"'
        self.assertContains(self.client.get("/feed.atom"), place)
        self.assertContains(self.client.get("/feed.rss"), place)
        item = self.client.get("/feed.json").json()["items"][0]
        self.assertEqual(item["_integrity"]["hash"], self.entry.hash)

    def test_later_publications_change_no_entry_of_a_feed(self) -> None:
        before = self.client.get("/feed.json").json()["items"][0]
        self.make_published("another")
        self.assertIn(before, self.client.get("/feed.json").json()["items"])


class CheckVersionTests(BaseTestCase):
    """The program has only the files that a reader saved."""

    def setUp(self) -> None:
        super().setUp()
        self.folder = Path(self.enterContext(TemporaryDirectory()))
        self.make_published()
        self.save("1.json", self.client.get("/a/court-opens/v/1.json").content)
        self.save("head.json", self.client.get("/integrity.json").content)
        self.make_published("another")
        self.save("log.jsonl", self.client.get("/integrity.jsonl").content)

    def save(self, name: str, content: bytes) -> None:
        (self.folder / name).write_bytes(content)

    def check(self, *options: str) -> str:
        command = [sys.executable, str(SCRIPT), "1.json", "--log", "log.jsonl"]
        finished = subprocess.run(
            [*command, *options],
            cwd=self.folder,
            capture_output=True,
            text=True,
            check=False,
        )
        return finished.stdout + finished.stderr

    def test_a_text_as_it_was_published_is_right(self) -> None:
        printed = self.check("--head", "head.json")
        self.assertIn("Right:", printed)
        self.assertIn("version 1, is entry 1 of the log", printed)

    def test_without_a_kept_entry_it_says_that_this_is_the_site_s_word(self) -> None:
        self.assertIn("the site's own word", self.check())

    def test_a_changed_text_is_found(self) -> None:
        text = (self.folder / "1.json").read_text()
        self.save("1.json", text.replace("opens", "shuts").encode())
        self.assertIn("WRONG: No entry", self.check("--head", "head.json"))

    def test_a_log_with_a_forged_entry_is_found(self) -> None:
        lines = (self.folder / "log.jsonl").read_text()
        self.save("log.jsonl", lines.replace("version", "forgery", 1).encode())
        self.assertIn("WRONG: The hash of entry 1", self.check("--head", "head.json"))

    def test_a_text_from_which_words_were_withheld_is_told_apart(self) -> None:
        self.withhold("Court opens")
        self.save("1.json", self.client.get("/a/withheld-1/v/1.json").content)
        self.save("log.jsonl", self.client.get("/integrity.jsonl").content)
        printed = self.check("--head", "head.json")
        self.assertIn("Withheld: words were taken out of", printed)

    def withhold(self, name: str) -> None:
        choice = Choice((name,))
        withhold(
            choice,
            by=make_user("chief", CHIEF),
            reason="A law.",
            language="en",
            seen=len(places_of(choice)),
        )

    def test_a_log_that_was_written_anew_is_found(self) -> None:
        head = json.loads((self.folder / "head.json").read_text())
        other = json.loads((self.folder / "log.jsonl").read_text().splitlines()[2])
        entry = {"hash": other["hash"], "signature": other["signature"]}
        self.save("head.json", json.dumps({**head, **entry}).encode())
        self.assertIn("WRONG: The log was rewritten", self.check("--head", "head.json"))
