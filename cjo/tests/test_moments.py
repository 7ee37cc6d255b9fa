"""A time of day is China's, and says so; machines get it in UTC."""

import datetime as dt

import time_machine
from django.urls import reverse
from django.utils import formats
from django.utils.translation import override

from articles.models import AuditEntry
from articles.models.audit_entry import Act
from cjo.lib.locales import moment_element, moment_text
from cjo.test import BaseTestCase

EVENING = dt.datetime(2026, 11, 27, 16, 5, tzinfo=dt.UTC)


class MomentTests(BaseTestCase):
    def test_the_words_name_the_zone(self) -> None:
        self.assertEqual(moment_text(EVENING, "en"), "28 Nov 2026, 00:05 Beijing time")
        chinese = moment_text(EVENING, "zh-hans")
        self.assertEqual(chinese, "北京时间2026年11月28日 00:05")
        self.assertIn("heure de Beijing", moment_text(EVENING, "fr"))

    def test_machines_get_it_in_utc(self) -> None:
        self.assertEqual(
            moment_element(EVENING, "en"),
            '<time datetime="2026-11-27T16:05:00Z">28 Nov 2026, 00:05 Beijing time'
            "</time>",
        )

    def test_times_that_django_prints_have_the_zone_too(self) -> None:
        for language, wanted in (
            ("en", "28 Nov 2026, 00:05 Beijing time"),
            ("zh-hans", "北京时间2026年11月28日 00:05"),
        ):
            with override(language):
                local = EVENING.astimezone(dt.timezone(dt.timedelta(hours=8)))
                self.assertEqual(formats.localize(local), wanted)

    def test_the_log_of_the_desk_has_it(self) -> None:
        with time_machine.travel(EVENING, tick=False):
            AuditEntry.objects.create(user=self.mei, act=Act.REFUSED)
        self.client.force_login(self.mei)
        page = self.client.get(reverse("admin:articles_auditentry_changelist"))
        self.assertContains(page, moment_element(EVENING, "en"))
