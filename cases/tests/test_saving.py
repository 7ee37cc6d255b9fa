"""Saving a record: in the state it was opened in, whole, or not at all."""

import threading
from unittest import skipUnless

from django.core.exceptions import PermissionDenied
from django.db import connection

from articles.publishing.problems import ChangedMeanwhile, PublishingRefused
from cases.models import Court, Overview, RecordVersion, Statistic
from cases.publishing import publish, save, state_of
from cases.tests.world import load_world
from cjo.test import BaseTestCase, CommittedTestCase


def write(value: int) -> None:
    Statistic.objects.filter(key="companies").update(value=value)


class SavingTests(BaseTestCase):
    opened: str

    @classmethod
    def setUpTestData(cls) -> None:
        super().setUpTestData()
        load_world(cls.mei)
        cls.opened = state_of(Overview.objects.get())

    def save(self, value: int = 59, note: str = "Why.") -> bool:
        saved = save(
            Overview.objects.get(),
            by=self.mei,
            expected=self.opened,
            write=lambda: write(value),
            change="correction",
            note=note,
        )
        return saved is not None

    def figure(self) -> int:
        return Statistic.objects.get(key="companies").value

    def test_it_tells_whether_readers_see_anything_new(self) -> None:
        self.assertFalse(self.save(95))
        self.assertTrue(self.save(59))
        self.assertEqual(RecordVersion.objects.filter(kind="overview").count(), 2)

    def test_nothing_is_written_over_what_somebody_else_saved(self) -> None:
        write(60)
        publish(Overview.objects.get(), by=self.mei, note="First.")
        with self.assertRaises(ChangedMeanwhile):
            self.save(59)
        self.assertEqual(self.figure(), 60)

    def test_what_is_refused_is_taken_back(self) -> None:
        for value, note in ((999, "Why."), (59, "")):
            with self.assertRaises(PublishingRefused):
                self.save(value, note=note)
        self.assertEqual(self.figure(), 95)

    def test_only_editors_may(self) -> None:
        with self.assertRaises(PermissionDenied):
            save(
                Court.objects.all()[0],
                by=self.omar,
                expected="",
                write=lambda: None,
                change="typo",
            )

    def test_the_state_of_a_court_is_that_of_its_words_too(self) -> None:
        court = Court.objects.get(slug="internet-court")
        before = state_of(court)
        self.assertEqual(before, state_of(Court.objects.get(pk=court.pk)))
        court.texts.filter(language="en").update(note="New.")
        self.assertNotEqual(before, state_of(Court.objects.get(pk=court.pk)))


class AtOnceTests(CommittedTestCase):
    @skipUnless(connection.vendor == "postgresql", "SQLite has one writer at a time")
    def test_of_two_saves_at_once_one_is_refused(self) -> None:
        load_world(self.mei)
        told: list[str] = []
        opened = state_of(Overview.objects.get())

        def go(value: int) -> None:
            try:
                save(
                    Overview.objects.get(),
                    by=self.mei,
                    expected=opened,
                    write=lambda: write(value),
                    change="correction",
                    note=f"It is {value}.",
                )
                told.append(f"It is {value}.")
            except ChangedMeanwhile:
                told.append("refused")
            finally:
                connection.close()

        threads = [threading.Thread(target=go, args=[value]) for value in (58, 59)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(30)
        self.assertEqual(len(told), 2)
        self.assertIn("refused", told)
        version = Overview.objects.get().current_version
        assert version is not None
        self.assertEqual(version.number, 2)
        self.assertIn(version.change_note, told)
