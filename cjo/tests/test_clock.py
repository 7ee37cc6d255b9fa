"""Times never go backwards, even when the machine's clock does."""

import datetime as dt

import time_machine

from articles.models import Stamp
from cases.models import Case, CaseText
from cases.publishing import publish
from cases.tests.world import load_world
from cjo.test import BaseTestCase

NOON = dt.datetime(2026, 11, 30, 12, tzinfo=dt.UTC)
NEXT = NOON + dt.timedelta(microseconds=1)
HOUR_BEFORE = NOON - dt.timedelta(hours=1)


class ClockTests(BaseTestCase):
    def test_a_version_is_later_than_the_one_before(self) -> None:
        with time_machine.travel(NOON, tick=False):
            edition = self.make_published()
        with time_machine.travel(HOUR_BEFORE, tick=False):
            version = self.republish(edition, title="Court shuts")
        self.assertEqual(version.published_at, NEXT)
        self.assertEqual(
            version.document["published_at"], "2026-11-30T12:00:00.000001Z"
        )

    def test_a_record_version_is_later_than_the_one_before(self) -> None:
        with time_machine.travel(NOON, tick=False):
            load_world(self.mei)
        case = Case.objects.get(slug="ma-v-company")
        CaseText.objects.filter(case=case, language="en").update(facts="Other facts.")
        with time_machine.travel(HOUR_BEFORE, tick=False):
            version = publish(case, by=self.mei, change="typo")
        assert version is not None
        self.assertGreaterEqual(version.published_at, NEXT)

    def test_a_stamp_is_later_than_the_one_before(self) -> None:
        with time_machine.travel(NOON, tick=False):
            Stamp.objects.touch(["a"])
        with time_machine.travel(HOUR_BEFORE, tick=False):
            Stamp.objects.touch(["a", "b"])
        self.assertEqual(Stamp.objects.latest_of(["a"]), NEXT)
