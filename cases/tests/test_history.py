"""The history of a record: as that of a text, at an address of its own."""

import hashlib

from cases import importing
from cases.models import Collection, RecordVersion
from cases.publishing import withdraw
from cases.tests.world import case_data, load_world
from cjo.test import BaseTestCase

CASE = "/cases/ma-v-company"
PAGES = (CASE, "/cases/collections/typical-2024", "/cases/overviews/figures-2024")


class RecordHistoryTests(BaseTestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        super().setUpTestData()
        load_world(cls.mei)
        texts = {"en": {"title": "Ticked in advance"}}
        importing.load_case(case_data(texts=texts), cls.mei, note="A better title.")

    def test_each_record_leads_to_its_history(self) -> None:
        for page in PAGES:
            self.assertContains(self.client.get(page), f'href="{page}/history"')
            history = self.client.get(f"{page}/history")
            self.assertContains(history, f'href="{page}"')
            self.assertContains(history, '<meta name="robots" content="noindex">')

    def test_it_lists_each_version_with_its_note_and_hash(self) -> None:
        history = self.client.get(f"{CASE}/history")
        for version in RecordVersion.objects.filter(key="ma-v-company"):
            self.assertContains(history, version.hash)
            self.assertContains(history, f'href="{CASE}/v/{version.number}"')
        self.assertContains(history, "A better title.")
        self.assertEqual(history.headers["Surrogate-Key"], "case-ma-v-company")

    def test_a_note_in_another_language_says_so(self) -> None:
        history = self.client.get(f"/zh-hans{CASE}/history")
        self.assertContains(history, '<span lang="en">A better title.</span>')

    def test_the_hash_of_a_version_can_be_checked(self) -> None:
        for page in PAGES:
            version = RecordVersion.objects.get(number=1, key=page.rpartition("/")[2])
            canonical = f"{page}/v/1/canonical.json"
            self.assertContains(self.client.get(f"{page}/history"), canonical)
            answer = self.client.get(canonical)
            self.assertEqual(answer.headers["Content-Type"], "application/json")
            digest = hashlib.sha256(answer.content).hexdigest()
            self.assertEqual(digest, version.hash)

    def test_figures_are_listed_with_their_files(self) -> None:
        history = self.client.get(f"{PAGES[2]}/history")
        for ending in ("csv", "json"):
            self.assertContains(history, f'href="{PAGES[2]}/v/1.{ending}"')

    def test_it_stays_without_text_when_the_record_is_withdrawn(self) -> None:
        collection = Collection.objects.get()
        withdraw(collection, by=self.mei, note="The court named other cases.")
        gone = self.client.get(PAGES[1])
        self.assertContains(gone, "The court named other cases.", status_code=410)
        self.assertContains(gone, f'href="{PAGES[1]}/history"', status_code=410)
        history = self.client.get(f"{PAGES[1]}/history")
        self.assertContains(history, "The court named other cases.")
        self.assertNotContains(history, f'href="{PAGES[1]}"')
        self.assertNotContains(history, f'href="{PAGES[1]}/v/1"')
        canonical = self.client.get(f"{PAGES[1]}/v/1/canonical.json")
        self.assertEqual(canonical.status_code, 410)

    def test_there_is_none_of_what_was_never_published(self) -> None:
        self.assertEqual(self.client.get("/cases/unknown/history").status_code, 404)
        case = "/cases/ma-v-company/v/99/canonical.json"
        self.assertEqual(self.client.get(case).status_code, 404)
