"""Corrections of records in the log and its feeds."""

import datetime as dt
from unittest import mock

import time_machine

from articles.tests.feed_reading import find, read
from articles.views import corrections
from cases.models import Case, CourtText, Overview, RecordVersion, Statistic
from cases.publishing import publish, save, state_of
from cases.tests.world import load_world
from cjo.test import BaseTestCase


class RecordCorrectionTests(BaseTestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        super().setUpTestData()
        load_world(cls.mei)

    def correct(self, value: int = 59, change: str = "correction") -> None:
        Statistic.objects.filter(key="companies").update(value=value)
        overview = Overview.objects.get()
        publish(overview, by=self.mei, change=change, note=f"It is {value}.")

    def test_the_log_lists_a_corrected_record_in_each_language(self) -> None:
        self.correct()
        page = self.client.get("/corrections")
        self.assertContains(page, "It is 59.")
        self.assertContains(
            page,
            '<a href="/cases/overviews/figures-2024">Figures of 2024</a>',
            html=True,
        )
        chinese = self.client.get("/zh-hans/corrections")
        self.assertContains(chinese, "2024年数据")
        self.assertContains(chinese, "/zh-hans/cases/overviews/figures-2024#versions")

    def test_a_title_in_another_language_says_so(self) -> None:
        Overview.objects.get().texts.filter(language="zh-hans").delete()
        self.correct()
        page = self.client.get("/zh-hans/corrections")
        address = "/zh-hans/cases/overviews/figures-2024"
        self.assertContains(page, f'<a href="{address}" lang="en">')

    def test_a_note_in_another_language_says_so(self) -> None:
        self.correct()
        page = self.client.get("/zh-hans/corrections")
        self.assertContains(page, '<p lang="en">It is 59.</p>', html=True)
        record = self.client.get("/zh-hans/cases/overviews/figures-2024")
        self.assertContains(record, '<span lang="en">It is 59.</span>')
        feed = self.client.get("/zh-hans/corrections/feed.atom")
        self.assertContains(feed, '<summary xml:lang="en">It is 59.</summary>')
        page = self.client.get("/corrections")
        self.assertContains(page, "<p>It is 59.</p>", html=True)

    def test_it_lists_nothing_that_was_no_correction(self) -> None:
        self.correct(change="update")
        self.assertNotContains(self.client.get("/corrections"), "It is 59.")

    def test_what_merely_followed_is_not_listed_again(self) -> None:
        case = Case.objects.get(slug="ma-v-company")
        case.texts.filter(language="en").update(title="Ticked")
        publish(case, by=self.mei, change="correction", note="A title.")
        followed = RecordVersion.objects.get(kind="collection", number=2)
        self.assertTrue(followed.follows)
        items = self.client.get("/corrections").context["items"]
        self.assertEqual([item.title for item in items], ["Ticked"])

    def test_the_log_says_in_which_language_a_record_was_corrected(self) -> None:
        case = Case.objects.get(slug="ma-v-company")
        case.texts.filter(language="en").update(title="Ticked")
        publish(case, by=self.mei, change="correction", note="A title.")
        self.assertContains(self.client.get("/corrections"), "<span>correction</span>")
        chinese = self.client.get("/zh-hans/corrections")
        self.assertContains(chinese, "<span>英语文本的更正</span>")
        atom = read(self.client, "/zh-hans/corrections/feed.atom")
        self.assertEqual(find(atom, "a:entry/a:title"), ["英语文本更正：自动勾选同意"])

    def test_the_log_follows_when_the_other_language_does(self) -> None:
        case = Case.objects.get(slug="ma-v-company")
        case.texts.filter(language="en").update(title="Ticked")
        publish(case, by=self.mei, change="correction", note="A title.")
        before = self.client.get("/zh-hans/corrections/feed.atom")
        case.texts.filter(language="zh-hans").update(title="事先勾选")
        publish(case, by=self.mei, change="translation", note="It follows.")
        chinese = self.client.get("/zh-hans/corrections")
        self.assertContains(chinese, "<span>更正</span>")
        after = self.client.get("/zh-hans/corrections/feed.atom")
        self.assertNotEqual(before.headers["ETag"], after.headers["ETag"])

    def test_texts_and_records_stand_in_one_order(self) -> None:
        edition = self.make_published()
        with time_machine.travel(dt.datetime(2027, 1, 1, tzinfo=dt.UTC), tick=False):
            self.republish(edition, "correction", "First.", body="1.")
            self.correct(59)
        with time_machine.travel(dt.datetime(2027, 1, 2, tzinfo=dt.UTC), tick=False):
            self.republish(edition, "correction", "Third.", body="3.")
            self.correct(60)
        notes, address = [], "/corrections"
        with (
            mock.patch.object(corrections, "PER_PAGE", 1),
            mock.patch.object(corrections, "LAST_NUMBERED", 1),
        ):
            while address:
                page = self.client.get(address)
                notes += [item.note for item in page.context["items"]]
                address = page.context["pager"].older_url
        self.assertEqual(notes, ["Third.", "It is 60.", "First.", "It is 59."])

    def test_ten_queries_are_enough_for_a_full_page(self) -> None:
        edition = self.make_published()
        for number in range(3):
            self.republish(edition, "correction", f"{number}.", body=f"{number}.")
            self.correct(50 + number)
        # three logs: of texts, of records, and of sources ahead of their translations
        with self.assertPageQueries(10):
            page = self.client.get("/corrections")
        self.assertEqual(len(page.context["items"]), 6)
        self.assertEqual(page.headers["Surrogate-Key"], "latest-en corrections")

    def test_the_feeds_tell_of_it_and_are_stamped(self) -> None:
        before = self.client.get("/corrections/feed.atom")
        self.correct()
        after = self.client.get("/corrections/feed.atom")
        self.assertNotEqual(before.headers["ETag"], after.headers["ETag"])
        rss = read(self.client, "/corrections/feed.rss")
        self.assertEqual(find(rss, "//item/title"), ["Corrected: Figures of 2024"])
        atom = read(self.client, "/zh-hans/corrections/feed.atom")
        (tag,) = find(atom, "a:entry/a:id")
        self.assertTrue(tag.endswith(":zh-hans/overview/figures-2024/v/2"), tag)
        self.assertEqual(find(atom, "a:entry/a:summary"), ["It is 59."])
        (link,) = find(atom, "a:entry/a:link/@href")
        self.assertTrue(link.endswith("/zh-hans/cases/overviews/figures-2024"), link)

    def test_a_corrected_court_is_no_flood(self) -> None:
        text = CourtText.objects.get(court__slug="internet-court", language="en")

        def write() -> None:
            text.name = "The Internet Court"
            text.save()

        court = text.court
        save(
            court,
            by=self.mei,
            expected=state_of(court),
            write=write,
            change="correction",
            note="Its name.",
        )
        self.assertEqual(Overview.objects.get().current_version.number, 2)  # type: ignore[union-attr]
        items = self.client.get("/corrections").context["items"]
        self.assertEqual(items, [])
