"""Withdrawing a record at the desk, and putting it before readers again."""

from typing import Any

from django.urls import reverse

from articles.models import Edition
from cases import importing
from cases.models import Case, Collection
from cases.publishing import publish, withdraw
from cases.publishing.affected import outdated_editions
from cases.tests.desk import DeskTestCase, page_of, save, sent
from cases.tests.world import case_data

REASON = "It is the same case as ma-v-company."
TOLD = {"change": "update", "note": "It is another case."}


class WithdrawingDeskTests(DeskTestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        super().setUpTestData()
        texts = {"en": {"title": "Zhao’s judgment"}}
        importing.load_case(case_data("zhao-v-ye", texts=texts), cls.mei)

    def setUp(self) -> None:
        super().setUp()
        self.case = Case.objects.get(slug="zhao-v-ye")
        self.act = reverse("admin:cases_case_withdraw", args=[self.case.pk])

    def withdraw(self) -> None:
        withdraw(self.case, by=self.mei, note=REASON)

    def send(self, **changes: Any) -> Any:
        form = sent(self.client.get(self.act), "withdraw-form", **changes)
        return self.client.post(self.act, form, follow=True)

    def test_the_record_offers_it_and_it_asks_for_the_reason(self) -> None:
        self.assertContains(self.client.get(page_of(self.case)), self.act)
        self.assertContains(self.send(note=" "), "give one")
        self.assertEqual(self.client.get("/cases/zhao-v-ye").status_code, 200)

    def test_it_takes_the_record_from_readers(self) -> None:
        page = self.send(note=REASON)
        self.assertContains(page, "It is withdrawn.")
        self.assertContains(page, f"by mei: {REASON}")
        self.assertNotContains(page, self.act)
        self.assertNotContains(page, "Move the record")
        gone = self.client.get("/cases/zhao-v-ye")
        self.assertContains(gone, REASON, status_code=410)

    def test_what_was_changed_since_the_page_was_opened_is_not_withdrawn(self) -> None:
        opened = sent(self.client.get(self.act), "withdraw-form", note=REASON)
        self.case.texts.filter(language="en").update(title="Another title")
        publish(self.case, by=self.mei, change="correction", note="Its title.")
        page = self.client.post(self.act, opened)
        self.assertContains(page, "Somebody changed it meanwhile.")
        self.assertEqual(self.client.get("/cases/zhao-v-ye").status_code, 200)

    def test_it_says_first_how_many_texts_show_it(self) -> None:
        self.assertNotContains(self.client.get(self.act), "1 text shows it")
        self.make_published(body="[[case:zhao-v-ye]]")
        self.assertContains(self.client.get(self.act), "1 text shows it")
        self.assertContains(self.send(note=REASON), "and now say so: 1.")

    def test_what_stands_in_its_way_is_named_in_place_of_the_form(self) -> None:
        collection = Collection.objects.get()
        collection.related_decisions.update(case=self.case)
        page = self.client.get(self.act)
        self.assertContains(page, "“typical-2024” shows it")
        self.assertNotContains(page, "withdraw-form")
        posted = self.client.post(self.act, {"note": REASON})
        self.assertContains(posted, "“typical-2024” shows it")

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
        option = '<option value="zhao-v-ye">'
        address = page_of(Collection.objects.get())
        self.assertContains(self.client.get(address), option)
        self.withdraw()
        self.assertNotContains(self.client.get(address), option)

    def test_saving_it_unchanged_puts_it_before_readers_again(self) -> None:
        self.withdraw()
        address = page_of(self.case)
        save(self.client, address)
        self.assertEqual(self.client.get("/cases/zhao-v-ye").status_code, 410)
        page = self.client.get(address)
        self.client.post(address, sent(page, **TOLD))
        self.assertEqual(self.newest(self.case).number, 3)
        self.assertEqual(self.client.get("/cases/zhao-v-ye").status_code, 200)
        self.client.post(address, sent(page, **TOLD))
        self.assertEqual(self.newest(self.case).number, 3)

    def test_a_form_opened_before_does_not_bring_it_back(self) -> None:
        address = page_of(self.case)
        opened = self.client.get(address)
        self.withdraw()
        changed = sent(opened, **{"record-case_number": "(2023)京0491民初9号"}, **TOLD)
        self.assertEqual(self.client.post(address, changed).status_code, 409)
        self.assertEqual(self.client.get("/cases/zhao-v-ye").status_code, 410)

    def test_a_text_that_shows_it_waits_but_is_not_ticked(self) -> None:
        edition = self.make_published(body="[[case:zhao-v-ye]]")
        self.withdraw()
        self.assertEqual(list(outdated_editions("case", "zhao-v-ye")), [edition])
        address = reverse("admin:follow")
        page = self.client.get(address)
        self.assertContains(page, "taken out of the text")
        self.assertNotIn(f"edition-{edition.pk}-chosen", sent(page, "follow-form"))
        chosen = {f"edition-{edition.pk}-chosen": "on"}
        page = self.client.post(address, sent(page, "follow-form", **chosen))
        self.assertContains(page, "Not published")
        save(self.client, page_of(self.case), **TOLD)
        self.client.post(address, sent(self.client.get(address), "follow-form"))
        again = Edition.objects.get(pk=edition.pk).current_version
        assert again is not None
        self.assertEqual((again.number, again.change_type), (2, "update"))
