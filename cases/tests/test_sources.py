"""The page of sources: the content of each, and the records that rest on it."""

from django.core.exceptions import ValidationError
from django.urls import reverse

from articles.models import Stamp
from cases import importing
from cases.admin.waiting import record_sections
from cases.models import Source, SourceUse
from cases.tests.world import SOURCES, case_data, load_world
from cjo.test import BaseTestCase


class SourceTests(BaseTestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        super().setUpTestData()
        load_world(cls.mei)

    def test_it_lists_every_source_with_the_records_that_rest_on_it(self) -> None:
        response = self.client.get("/cases/sources")
        self.assertContains(response, 'id="source-court-site"')
        self.assertContains(response, 'href="https://court.example/briefing"')
        self.assertContains(response, 'href="/cases/ma-v-company"')
        self.assertContains(response, 'href="/cases/overviews/figures-2024"')

    def test_a_copy_on_an_unrelated_site_is_named_and_not_linked(self) -> None:
        response = self.client.get("/cases/sources")
        self.assertContains(response, "A copy of the report")
        self.assertContains(response, "on record, not linked")
        self.assertNotContains(response, "copies.example")

    def test_what_is_not_safe_is_not_linked_even_if_it_is_public(self) -> None:
        Source.objects.filter(key="paper").update(url="http://127.0.0.1/admin")
        response = self.client.get("/cases/sources")
        self.assertNotContains(response, "127.0.0.1/admin")
        self.assertContains(response, "no address that can be linked")

    def test_it_says_what_a_source_gave(self) -> None:
        rows = [{**SOURCES[0], "gave": "The whole speech."}]
        importing.load_sources(rows, self.mei)
        self.assertContains(self.client.get("/cases/sources"), "The whole speech.")

    def test_what_it_gave_is_announced_alone_too(self) -> None:
        rows = [{**SOURCES[0], "gave": "The whole speech."}]
        for sources, announced in ((rows, True), (rows, False), ([SOURCES[0]], True)):
            Stamp.objects.all().delete()
            importing.load_sources(sources, self.mei)
            touched = Stamp.objects.filter(key="sources").exists()
            self.assertEqual(touched, announced)

    def test_a_record_that_no_longer_rests_on_it_is_gone(self) -> None:
        importing.load_case(case_data(provenance=[]), self.mei, note="Mended.")
        uses = SourceUse.objects.filter(subject__key="ma-v-company")
        self.assertFalse(uses.exists())

    def test_it_exists_in_chinese_with_chinese_names(self) -> None:
        response = self.client.get("/zh-hans/cases/sources")
        self.assertContains(response, "/zh-hans/cases/ma-v-company")
        self.assertContains(response, "马某与某公司案")

    def test_who_published_it_is_marked_where_the_page_is_not_in_english(self) -> None:
        publisher = '<span lang="en">The court</span>'
        for page in (
            "cases/sources",
            "cases/ma-v-company",
            "cases/overviews/figures-2024",
        ):
            self.assertContains(self.client.get(f"/zh-hans/{page}"), publisher)
            self.assertNotContains(self.client.get(f"/{page}"), publisher)

    def test_a_publisher_in_chinese_letters_alone_is_in_chinese(self) -> None:
        Source.objects.filter(key="paper").update(
            publisher="光明网", language="zh-hans"
        )
        publisher = '<span lang="zh-Hans">光明网</span>'
        self.assertContains(self.client.get("/cases/sources"), publisher)
        self.assertNotContains(self.client.get("/zh-hans/cases/sources"), publisher)

    def test_pages_that_do_not_exist_are_not_found(self) -> None:
        for page in ("0", "2", "x", "9" * 30, "²"):
            response = self.client.get("/cases/sources", {"p": page})
            self.assertEqual(response.status_code, 404, page)

    def test_the_queries_stay_the_same_for_any_number_of_sources(self) -> None:
        more = [{**SOURCES[0], "key": f"more-{n}"} for n in range(40)]
        importing.load_sources(more, self.mei)
        with self.assertPageQueries(7):
            self.client.get("/cases/sources")

    def test_its_words_are_no_slug_of_a_case(self) -> None:
        for slug in ("sources", "list", "number"):
            with self.assertRaisesMessage(importing.WrongFact, "an address of its own"):
                importing.load_case(case_data(slug), self.mei)

    def test_a_public_source_needs_an_address_that_can_be_linked(self) -> None:
        source = Source.objects.get(key="paper")
        source.url = "https://name:word@paper.example/"
        with self.assertRaises(ValidationError):
            source.clean()
        source.public = False
        source.clean()

    def test_a_source_has_an_address_or_says_why_it_has_none(self) -> None:
        printed = {**SOURCES[1], "key": "printed", "url": ""}
        with self.assertRaisesMessage(importing.WrongFact, "why there is none"):
            importing.load_sources([printed], self.mei)
        told = {
            **printed,
            "no_address": {"en": "In print only.", "zh-hans": "仅印行。"},
        }
        importing.load_sources([told], self.mei)
        source = Source.objects.get(key="printed")
        reasons = source.texts.values_list("language", "no_address")
        self.assertEqual(dict(reasons), {"en": "In print only.", "zh-hans": "仅印行。"})
        both = {**told, "url": "https://paper.example/"}
        with self.assertRaisesMessage(importing.WrongFact, "Empty one of the two"):
            importing.load_sources([both], self.mei)

    def test_a_source_says_whose_text_it_is_and_in_which_state(self) -> None:
        for missing in ("text_of", "carrier"):
            with self.assertRaisesMessage(importing.WrongFact, f"{missing}: "):
                importing.load_sources([{**SOURCES[1], missing: ""}], self.mei)

    def test_a_copy_may_be_listed_above_the_text_that_it_carries(self) -> None:
        copied = {**SOURCES[2], "key": "second-copy", "copy_of": "first-print"}
        first = {**SOURCES[1], "key": "first-print"}
        importing.load_sources([copied, first], self.mei)
        source = Source.objects.get(key="second-copy")
        self.assertEqual(source.origin.key, "first-print")

    def test_no_source_is_a_copy_of_its_own_copy(self) -> None:
        importing.load_sources([{**SOURCES[2], "copy_of": "paper"}], self.mei)
        circle = {**SOURCES[1], "carrier": "whole_copy", "copy_of": "copy"}
        with self.assertRaisesMessage(importing.WrongFact, "a copy of this one"):
            importing.load_sources([circle], self.mei)
        original = {**SOURCES[1], "copy_of": "court-site"}
        with self.assertRaisesMessage(importing.WrongFact, "An original is no copy"):
            importing.load_sources([original], self.mei)

    def test_a_source_from_before_its_kind_was_noted_is_still_read(self) -> None:
        before = {**SOURCES[1], "key": "old", "text_of": "", "carrier": "", "url": ""}
        importing.load_sources([before], self.mei, as_published_before=True)
        self.assertTrue(Source.objects.filter(key="old").exists())

    def test_sources_without_an_archived_copy_wait_at_the_desk(self) -> None:
        waiting = record_sections(self.mei)[0]
        self.assertEqual(waiting.number, 3)
        Source.objects.filter(key="paper").update(archived_url="https://web.example/p")
        self.assertEqual(record_sections(self.mei)[0].number, 2)
        self.client.force_login(self.mei)
        listed = self.client.get(
            reverse("admin:cases_source_changelist"), {"archived": "no"}
        )
        self.assertContains(listed, "court-site")
        self.assertNotContains(listed, "通报会报道")

    def test_who_cannot_publish_has_nothing_waiting(self) -> None:
        self.assertEqual(record_sections(self.omar), [])
