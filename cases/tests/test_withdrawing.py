"""Withdrawing a record: what readers are told, what loses it, how it comes back."""

from io import StringIO
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from lxml import etree

from articles.models import Subject
from articles.publishing.problems import PublishingRefused
from articles.tests.feed_reading import find, read
from cases import importing
from cases.extensions.recognise_numbers import recognise
from cases.importing import WrongFact
from cases.models import Case, Collection, Court, Overview, Record, RecordVersion
from cases.publishing import change_slug, publish, publish_reference, withdraw
from cases.publishing.duplicates import duplicates_of, groups
from cases.tests.world import case_data, load_world
from cjo.test import BaseTestCase

REASON = "It is the same case as ma-v-company."
NUMBER = "(2023)沪01协外认28号"
RECORD = "/cases/zhao-v-ye"


class WithdrawingCase(BaseTestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        super().setUpTestData()
        load_world(cls.mei)
        texts = {"en": {"title": "Zhao’s judgment", "name": "Zhao v Ye"}}
        data = case_data("zhao-v-ye", case_number=NUMBER, texts=texts)
        importing.load_case(data, cls.mei)

    def setUp(self) -> None:
        self.case = Case.objects.get(slug="zhao-v-ye")

    def withdraw(self, record: Record | None = None) -> RecordVersion:
        return withdraw(record or self.case, by=self.mei, note=REASON)

    def restore(self, change: str = "update", note: str = "It is another.") -> None:
        publish(self.case, by=self.mei, change=change, note=note)

    def assertGone(self, path: str) -> None:
        page = self.client.get(path)
        self.assertContains(page, REASON, status_code=410)
        self.assertContains(page, 'content="noindex', status_code=410)


class VerbTests(WithdrawingCase):
    def test_its_last_version_is_the_withdrawal(self) -> None:
        first = self.case.current_version
        last = self.withdraw()
        assert first is not None
        self.assertEqual((last.number, last.change_type), (2, "withdrawal"))
        self.assertEqual((last.previous, last.snapshot), (first.hash, first.snapshot))
        self.assertEqual(last.document["change"]["note"], REASON)
        self.assertIsNone(self.case.current_version)
        self.assertTrue(Case.objects.get(pk=self.case.pk).is_withdrawn)
        out = StringIO()
        call_command("verify", stdout=out)

    def test_it_asks_for_a_reason(self) -> None:
        with self.assertRaisesMessage(PublishingRefused, "give one"):
            withdraw(self.case, by=self.mei, note=" ")

    def test_only_editors_can(self) -> None:
        with self.assertRaises(PermissionDenied):
            withdraw(self.case, by=self.omar, note=REASON)

    def test_what_a_published_set_shows_has_to_leave_it_first(self) -> None:
        shown = Case.objects.filter(slug__in=["ma-v-company", "yang-v-lin"])
        for record in (*shown, Overview.objects.get()):
            with self.assertRaisesMessage(PublishingRefused, "“typical-2024”"):
                self.withdraw(record)
        self.withdraw(Collection.objects.get())
        for record in (*shown, Overview.objects.get()):
            self.withdraw(record)
        self.assertFalse(Case.objects.published().filter(pk__in=shown).exists())

    def test_a_set_shows_nothing_that_was_withdrawn(self) -> None:
        self.withdraw()
        collection = Collection.objects.get()
        collection.related_decisions.update(case=self.case)
        with self.assertRaisesMessage(PublishingRefused, "“zhao-v-ye”"):
            publish(collection, by=self.mei, change="update", note="Another.")
        self.withdraw(collection)
        overview = Overview.objects.get()
        self.withdraw(overview)
        with self.assertRaisesMessage(PublishingRefused, "“figures-2024”"):
            publish(collection, by=self.mei, change="update", note="Back.")

    def test_it_is_withdrawn_once(self) -> None:
        self.withdraw()
        with self.assertRaisesMessage(PublishingRefused, "already"):
            self.withdraw()

    def test_to_publish_is_not_to_withdraw(self) -> None:
        self.case.texts.filter(language="en").update(title="Pre-ticked")
        with self.assertRaises(PublishingRefused):
            publish(self.case, by=self.mei, change="withdrawal", note=REASON)


class AddressTests(WithdrawingCase):
    def test_every_address_of_a_case_answers_gone(self) -> None:
        self.withdraw()
        for rest in ("", "/v/1", "/v/2"):
            for form in ("", "/cite", "/cite.ris", "/cite.bib"):
                self.assertGone(f"{RECORD}{rest}{form}")
                self.assertGone(f"/zh-hans{RECORD}{rest}{form}")
        self.assertEqual(self.client.get(f"{RECORD}/v/3").status_code, 404)

    def test_the_page_keeps_title_date_and_history_without_what_they_led_to(
        self,
    ) -> None:
        at = self.withdraw().published_at
        page = self.client.get(RECORD)
        self.assertContains(page, "Zhao v Ye", status_code=410)
        self.assertContains(page, f'datetime="{at:%Y-%m-%d}', status_code=410)
        self.assertContains(page, "First publication", status_code=410)
        self.assertNotContains(page, "/v/1", status_code=410)
        self.assertEqual(page.headers["Surrogate-Key"], "case-zhao-v-ye")

    def test_so_do_a_set_and_figures_with_their_files(self) -> None:
        self.withdraw(Collection.objects.get())
        self.withdraw(Overview.objects.get())
        for rest in ("", "/v/1", "/cite", "/v/1/cite.ris"):
            self.assertGone(f"/cases/collections/typical-2024{rest}")
        for rest in ("", ".csv", ".json", "/v/1", "/v/1.csv", "/v/1.json", "/cite"):
            self.assertGone(f"/cases/overviews/figures-2024{rest}")

    def test_a_former_address_leads_to_the_reason(self) -> None:
        change_slug(self.case, "zhao", by=self.mei)
        self.withdraw()
        self.assertRedirects(
            self.client.get(RECORD), "/cases/zhao", 301, target_status_code=410
        )
        with self.assertRaises(PublishingRefused):
            change_slug(self.case, "ye", by=self.mei)

    def test_five_queries_say_it(self) -> None:
        self.withdraw()
        with self.assertPageQueries(4):
            self.client.get(RECORD)


class LosingTests(WithdrawingCase):
    PAGES = (
        "/cases/",
        "/cases/list.csv",
        "/cases/list.json",
        "/cases/ma-v-company",
        "/cases/sources",
        "/courts/internet-court",
        "/courts/internet-court/feed.atom",
        "/laws/pipl",
        "/laws/pipl/13",
        "/laws/pipl/feed.rss",
        "/sitemap-cases.xml",
        "/search?q=zhao",
        f"/cases/number?q={NUMBER}",
    )

    def told(self, path: str) -> bool:
        if path == "/sitemap-cases.xml":
            return b"zhao-v-ye" in etree.tostring(self.read_sitemap("cases"))
        page: Any = self.client.get(path)
        return "zhao-v-ye" in page.getvalue().decode()

    def test_lists_feeds_search_and_what_is_near_lose_it_and_find_it_again(
        self,
    ) -> None:
        self.assertEqual([path for path in self.PAGES if not self.told(path)], [])
        self.withdraw()
        self.assertEqual([path for path in self.PAGES if self.told(path)], [])
        self.restore()
        self.assertEqual([path for path in self.PAGES if not self.told(path)], [])

    def test_counts_are_anew(self) -> None:
        before = self.client.get("/cases/").context["count"]
        self.withdraw()
        self.assertEqual(self.client.get("/cases/").context["count"], before - 1)

    def test_the_front_page_has_no_figures_of_it(self) -> None:
        self.assertContains(self.client.get("/"), "figures-2024")
        self.withdraw(Collection.objects.get())
        self.withdraw(Overview.objects.get())
        self.assertNotContains(self.client.get("/"), "figures-2024")

    def test_its_number_is_recognised_no_more(self) -> None:
        self.assertEqual([one.key for one in recognise(NUMBER, "en")], ["zhao-v-ye"])
        self.withdraw()
        self.assertEqual(list(recognise(NUMBER, "en")), [])

    def test_it_is_no_duplicate_any_more(self) -> None:
        importing.load_case(case_data("again", case_number=NUMBER), self.mei)
        again = Case.objects.get(slug="again")
        self.assertIn(self.case, [one.case for one in duplicates_of(again)])
        before = len(groups().listed)
        self.withdraw()
        self.assertNotIn(self.case, [one.case for one in duplicates_of(again)])
        self.assertEqual(len(groups().listed), before - 1)

    def test_a_changed_court_does_not_bring_it_back(self) -> None:
        self.withdraw()
        court = Court.objects.get(slug="internet-court")
        court.texts.filter(language="en").update(name="The Internet Court")
        publish_reference(court, by=self.mei, change="typo")
        self.assertGone(RECORD)

    def test_its_file_does_not_bring_it_back(self) -> None:
        self.withdraw()
        with self.assertRaisesMessage(WrongFact, "withdrew"):
            importing.load_case(case_data("zhao-v-ye"), self.mei)
        self.assertGone(RECORD)


class RestoringTests(WithdrawingCase):
    def test_it_is_public_again_under_the_next_number(self) -> None:
        self.withdraw()
        self.restore()
        page = self.client.get(RECORD)
        self.assertContains(page, "Zhao’s judgment")
        self.assertContains(page, f'href="{RECORD}/v/3"')
        self.assertEqual(self.client.get(f"{RECORD}/v/3").status_code, 200)
        self.assertIsNone(Subject.objects.get(key="zhao-v-ye").withdrawn_on)

    def test_what_was_withdrawn_stays_so(self) -> None:
        self.withdraw()
        self.restore()
        for rest in ("/v/1", "/v/2", "/v/1/cite"):
            self.assertGone(f"{RECORD}{rest}")
        self.assertNotContains(self.client.get(RECORD), f'href="{RECORD}/v/1"')

    def test_it_needs_a_kind_of_change_and_a_note(self) -> None:
        self.withdraw()
        for change, note in (("first", ""), ("update", ""), ("withdrawal", "So.")):
            with self.assertRaises(PublishingRefused):
                self.restore(change, note)
        self.assertGone(RECORD)


class TellingTests(WithdrawingCase):
    def test_the_log_lists_it_without_a_link(self) -> None:
        self.case.texts.filter(language="en").update(title="Ye")
        publish(self.case, by=self.mei, change="correction", note="A title.")
        self.withdraw()
        page = self.client.get("/corrections")
        self.assertContains(page, REASON)
        self.assertContains(page, f'href="{RECORD}#versions"', count=2)
        self.assertNotContains(page, f'href="{RECORD}"')
        rss = read(self.client, "/corrections/feed.rss")
        self.assertEqual(find(rss, "//item/title"), ["Withdrawn: Ye", "Corrected: Ye"])

    def test_a_text_that_shows_it_keeps_its_words_and_says_so(self) -> None:
        for language in ("en", "zh-hans"):
            self.make_published(language=language, body="[[case:zhao-v-ye]]")
        self.withdraw()
        for path in ("/a/court-opens", "/a/court-opens.md", "/a/court-opens/v/1"):
            page = self.client.get(path)
            self.assertContains(page, "Zhao v Ye")
            self.assertContains(page, ", shown or named here, was withdrawn on")
            self.assertNotContains(page, "since corrected")
        page = self.client.get("/zh-hans/a/court-opens")
        self.assertContains(page, f'href="/zh-hans{RECORD}"')

    def test_so_does_one_that_shows_it_in_an_older_set(self) -> None:
        collection = Collection.objects.get()
        case = Case.objects.get(slug="yang-v-lin")
        self.make_published(body="[[collection:typical-2024]]")
        collection.related_decisions.all().delete()
        publish(collection, by=self.mei, change="update", note="One fewer.")
        self.withdraw(case)
        page = self.client.get("/a/court-opens")
        self.assertContains(page, "Hiring list</a>, shown or named here, was withdrawn")

    def test_once_it_is_back_the_text_shows_an_older_version(self) -> None:
        self.make_published(body="[[case:zhao-v-ye]]")
        self.withdraw()
        self.restore()
        page = self.client.get("/a/court-opens")
        self.assertNotContains(page, "was withdrawn")
        self.assertContains(page, "version 3 has been published since")

    def test_no_text_can_show_it_or_lead_to_it_any_more(self) -> None:
        self.withdraw()
        for body in ("[[case:zhao-v-ye]]", f"[Zhao]({RECORD})"):
            with self.assertRaises(PublishingRefused):
                self.make_published(slug=f"text-{len(body)}", body=body)
