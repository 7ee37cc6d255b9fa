"""The integrity log: each publication adds signed entries, in one chain."""

import datetime as dt
import stat
from pathlib import Path

import time_machine
from django.conf import settings
from django.db import connection
from django.utils.safestring import mark_safe

from articles.models import IntegrityEntry, Rendering
from articles.models.document import digest
from articles.models.triggers import opened
from articles.publishing import withdraw
from articles.publishing.problems import PublishingRefused
from articles.publishing.rerender import rerender
from cases.models import Case, CaseText, Collection, RecordVersion
from cases.publishing import publish as publish_record
from cases.publishing import withdraw as withdraw_record
from cases.tests.world import load_world
from cjo.lib.signing_key import is_signed, public_key
from cjo.test import BaseTestCase


def entries() -> list[tuple[str, str, int]]:
    return list(IntegrityEntry.objects.values_list("kind", "subject", "version"))


class IntegrityLogTests(BaseTestCase):
    def test_a_publication_enters_the_version_and_its_html(self) -> None:
        edition = self.make_published()
        version = edition.current_version
        assert version is not None
        self.assertEqual(
            entries(), [("version", edition.tag, 1), ("rendering", edition.tag, 1)]
        )
        self.assertEqual(IntegrityEntry.objects.get(number=1).digest, version.hash)

    def test_each_entry_is_signed_and_names_the_hash_of_the_one_before(self) -> None:
        self.republish(self.make_published(), title="Court shuts")
        previous = None
        for number, entry in enumerate(IntegrityEntry.objects.all(), start=1):
            self.assertEqual(entry.number, number)
            self.assertEqual(entry.document["previous"], previous)
            self.assertEqual(entry.hash, digest(entry.canonical))
            self.assertTrue(is_signed(entry.hash, entry.signature, public_key()))
            previous = entry.hash
        self.assertEqual(number, 4)

    def test_a_withdrawal_is_entered_and_has_no_html(self) -> None:
        edition = self.make_published()
        withdraw(edition.article, by=self.mei, note="It was wrong.")
        self.assertEqual(entries()[2:], [("version", edition.tag, 2)])

    def test_new_html_is_entered_and_the_same_html_is_not(self) -> None:
        version = self.make_published().current_version
        assert version is not None
        rerender(version)
        self.assertEqual(len(entries()), 2)
        with opened(connection, "articles_rendering"):
            Rendering.objects.update(body_html=mark_safe("<p>Old.</p>"))
        rerender(version)
        self.assertEqual([kind for kind, *_ in entries()][2:], ["rendering"])

    def test_a_publication_that_fails_enters_nothing(self) -> None:
        edition = self.make_published()
        with self.assertRaises(PublishingRefused):
            self.republish(edition, "correction", title="Court shuts")
        self.assertEqual(len(entries()), 2)

    def test_its_times_never_go_backwards(self) -> None:
        noon = dt.datetime(2026, 11, 30, 12, tzinfo=dt.UTC)
        with time_machine.travel(noon, tick=False):
            edition = self.make_published()
        with time_machine.travel(noon - dt.timedelta(hours=1), tick=False):
            self.republish(edition, title="Court shuts")
        times = list(IntegrityEntry.objects.values_list("at", flat=True))
        self.assertEqual(times, sorted(set(times)))

    def test_only_its_owner_reads_the_key(self) -> None:
        public_key()
        file = Path(settings.INTEGRITY_KEY_FILE)
        self.assertEqual(stat.S_IMODE(file.stat().st_mode), 0o600)


class RecordsInLogTests(BaseTestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        super().setUpTestData()
        load_world(cls.mei)

    def test_a_record_and_the_records_that_follow_it_are_entered(self) -> None:
        before = IntegrityEntry.objects.count()
        self.assertEqual(before, RecordVersion.objects.count())
        case = Case.objects.get(slug="ma-v-company")
        CaseText.objects.filter(case=case, language="en").update(facts="Other facts.")
        publish_record(case, by=self.mei, change="typo")
        self.assertEqual(entries()[before], ("record_version", "case:ma-v-company", 2))
        self.assertEqual(len(entries()), RecordVersion.objects.count())

    def test_the_withdrawal_of_a_record_is_entered(self) -> None:
        collection = Collection.objects.get()
        withdraw_record(collection, by=self.mei, note="It was wrong.")
        self.assertEqual(
            entries()[-1], ("record_version", f"collection:{collection.slug}", 2)
        )
