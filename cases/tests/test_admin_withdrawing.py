"""Withdrawing a record at the desk, and publishing it again."""

from typing import Any

from django.urls import reverse

from articles.models import Edition
from articles.tests.desk import DeskTestCase, press
from cases import importing
from cases.models import Case, Collection, RecordVersion
from cases.publishing import publish, withdraw
from cases.publishing.affected import outdated_editions
from cases.tests.world import case_data, load_world

REASON = "It is the same case as ma-v-company."
CHANGE = {"change": "update", "note": "It is another case."}


class WithdrawingDeskTests(DeskTestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        super().setUpTestData()
        load_world(cls.mei)
        texts = {"en": {"title": "Zhao’s judgment"}}
        importing.load_case(case_data("zhao-v-ye", texts=texts), cls.mei)

    def setUp(self) -> None:
        super().setUp()
        self.case = Case.objects.get(slug="zhao-v-ye")
        self.record = reverse("admin:cases_case_change", args=[self.case.pk])
        self.act = reverse("admin:cases_case_withdraw", args=[self.case.pk])

    def withdraw(self) -> None:
        withdraw(self.case, by=self.mei, note=REASON)

    def ask_and_withdraw(self, **typed: Any) -> Any:
        return press(self.open(self.act), "Withdraw", **typed)

    def newest(self) -> RecordVersion:
        version = RecordVersion.objects.newest("case", "zhao-v-ye")
        assert version is not None
        return version

    def test_the_record_offers_it_and_it_asks_for_the_reason(self) -> None:
        self.assertContains(self.open(self.record), self.act)
        self.assertContains(self.ask_and_withdraw(note=" "), "give one")
        self.assertEqual(self.client.get("/cases/zhao-v-ye").status_code, 200)

    def test_it_takes_the_record_from_readers(self) -> None:
        page = self.ask_and_withdraw(note=REASON).follow()
        self.assertContains(page, "The record is withdrawn.")
        self.assertContains(page, f"by mei: {REASON}")
        self.assertNotContains(page, self.act)
        self.assertNotContains(page, "Move the record")
        gone = self.client.get("/cases/zhao-v-ye")
        self.assertContains(gone, REASON, status_code=410)

    def test_it_keeps_the_language_of_the_reason(self) -> None:
        self.ask_and_withdraw(note="与另一案件重复。", note_language="zh-hans")
        self.assertEqual(self.newest().note_language, "zh-hans")
        gone = self.client.get("/cases/zhao-v-ye")
        self.assertContains(gone, 'lang="zh-Hans"', status_code=410)

    def test_what_was_changed_since_the_page_was_opened_is_not_withdrawn(self) -> None:
        opened = self.open(self.act)
        self.case.texts.filter(language="en").update(title="Another title")
        publish(self.case, by=self.mei, change="correction", note="Its title.")
        page = press(opened, "Withdraw", note=REASON)
        self.assertContains(page, "Somebody changed it meanwhile.")
        self.assertEqual(self.client.get("/cases/zhao-v-ye").status_code, 200)

    def test_it_says_first_how_many_texts_show_it(self) -> None:
        self.assertNotContains(self.open(self.act), "1 text shows it")
        self.make_published(body="[[case:zhao-v-ye]]")
        self.assertContains(self.open(self.act), "1 text shows it")
        page = self.ask_and_withdraw(note=REASON).follow()
        self.assertContains(page, "1 text shows it and now says")

    def test_what_stands_in_its_way_is_named_in_place_of_the_form(self) -> None:
        collection = Collection.objects.get()
        collection.related_decisions.update(case=self.case)
        page = self.client.get(self.act)
        self.assertContains(page, "shows it or names it. Take it out there first.")
        self.assertNotContains(page, "withdraw-form")
        link = reverse("admin:cases_collection_change", args=[collection.pk])
        self.assertContains(page, f'“<a href="{link}">{collection.slug}</a>”')
        posted = self.client.post(self.act, {"note": REASON})
        self.assertContains(posted, f'“<a href="{link}">{collection.slug}</a>”')

    def test_it_is_for_editors(self) -> None:
        self.client.force_login(self.omar)
        self.assertEqual(self.client.get(self.act).status_code, 403)
        self.assertEqual(self.client.post(self.act, {"note": REASON}).status_code, 403)
        self.assertFalse(Case.objects.get(pk=self.case.pk).is_withdrawn)

    def test_the_list_says_which_are_withdrawn(self) -> None:
        address = reverse("admin:cases_case_changelist")
        cell = '<td class="field-page_of">Withdrawn</td>'
        self.assertNotContains(self.client.get(address), cell, html=True)
        self.withdraw()
        self.assertContains(self.client.get(address), cell, count=1, html=True)

    def test_it_is_offered_nowhere(self) -> None:
        def offered() -> list[dict[str, str]]:
            fields = {"app_label": "cases", "model_name": "collectionitem"}
            typed = {**fields, "field_name": "case", "term": "zhao"}
            response = self.client.get(reverse("admin:autocomplete"), typed)
            results: list[dict[str, str]] = response.json()["results"]
            return results

        self.assertEqual([row["id"] for row in offered()], ["zhao-v-ye"])
        self.withdraw()
        self.assertEqual(offered(), [])

    def test_saving_it_unchanged_puts_it_before_readers_again(self) -> None:
        self.withdraw()
        page = self.open(self.record)
        press(page, "Save and publish")
        self.assertEqual(self.client.get("/cases/zhao-v-ye").status_code, 410)
        press(page, "Save and publish", **CHANGE)
        self.assertEqual(self.newest().number, 3)
        self.assertEqual(self.client.get("/cases/zhao-v-ye").status_code, 200)
        press(page, "Save and publish", **CHANGE)
        self.assertEqual(self.newest().number, 3)

    def test_a_form_opened_before_does_not_bring_it_back(self) -> None:
        opened = self.open(self.record)
        self.withdraw()
        number = {"record-case_number": "(2023)京0491民初9号"}
        response = press(opened, "Save and publish", **number, **CHANGE)
        self.assertEqual(response.status_code, 409)
        self.assertEqual(self.client.get("/cases/zhao-v-ye").status_code, 410)

    def test_a_text_that_shows_it_waits_but_is_not_ticked(self) -> None:
        edition = self.make_published(body="[[case:zhao-v-ye]]")
        self.withdraw()
        self.assertEqual(list(outdated_editions("case", "zhao-v-ye")), [edition])
        page = self.open(reverse("admin:outdated_articles"))
        self.assertContains(page, "Take the record out of the text")
        chosen, button = (
            f"edition-{edition.pk}-chosen",
            "Publish the chosen texts again",
        )
        self.assertFalse(page.forms["outdated-form"][chosen].checked)
        page = press(page, button, **{chosen: True})
        self.assertContains(page, "Not published")
        press(self.open(self.record), "Save and publish", **CHANGE)
        press(self.open(reverse("admin:outdated_articles")), button)
        again = Edition.objects.get(pk=edition.pk).current_version
        assert again is not None
        # it shows the same as before, so that there is nothing to announce
        self.assertEqual((again.number, again.change_type), (2, "typo"))
