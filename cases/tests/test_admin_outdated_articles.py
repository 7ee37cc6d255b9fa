"""Texts that show an older record: the desk lists and publishes them together."""

from typing import Any

from django.urls import reverse

from articles.models import Edition, Version
from articles.publishing import publish as publish_text
from articles.publishing import save_draft, withdraw
from articles.rendering import frozen_states
from articles.tests.desk import DeskTestCase, page_of, press
from cases.admin.outdated_articles import AT_ONCE
from cases.admin.outdated_texts import prepared_note
from cases.models import Case, Overview, Statistic, StatisticText
from cases.publishing import change_slug, publish
from cases.publishing.affected import outdated_editions
from cases.tests.world import load_world

SHOWS = "Look:\n\n[[overview:figures-2024]]"


class OutdatedArticleTests(DeskTestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        super().setUpTestData()
        load_world(cls.mei)

    def setUp(self) -> None:
        super().setUp()
        self.page = reverse("admin:outdated_articles")
        self.english = self.make_published(body=SHOWS)
        self.chinese = self.make_published(
            language="zh-hans",
            body=SHOWS,
            method="machine",
            translated_from=self.english.current_version,
        )

    def correct(
        self, value: int = 59, change: str = "correction", note: str = "One digit."
    ) -> None:
        Statistic.objects.filter(key="companies").update(value=value)
        publish(Overview.objects.get(), by=self.mei, change=change, note=note)

    def listed(self, address: str = "") -> list[Any]:
        page = self.client.get(address or self.page)
        return list(page.context["articles"])

    def current(self, edition: Edition) -> Version:
        version = Edition.objects.get(pk=edition.pk).current_version
        assert version is not None
        return version

    def name(self, edition: Edition, field: str) -> str:
        return f"edition-{edition.pk}-{field}"

    def update(self, **typed: Any) -> Any:
        """Open the list, type into its forms, and publish the chosen texts."""
        return self.press(self.open(self.page), **typed)

    def press(self, page: Any, **typed: Any) -> Any:
        return press(page, "Publish the chosen texts again", **typed)

    def test_nothing_waits_where_all_is_new(self) -> None:
        self.assertContains(
            self.client.get(self.page),
            "Every article shows the newest figures and cases.",
        )

    def test_each_language_is_listed_with_what_it_shows(self) -> None:
        self.correct()
        english, chinese = self.listed()
        self.assertEqual(english.edition, self.english)
        self.assertEqual(chinese.edition, self.chinese)
        (record,) = english.records
        self.assertEqual((record.shown, record.newest.number), (1, 2))

    def test_it_can_be_asked_for_one_record(self) -> None:
        self.correct()
        self.assertEqual(
            len(self.listed(f"{self.page}?record=overview:figures-2024")), 2
        )
        for other in ("overview:moon", "case:figures-2024", "x", ":", "\x00"):
            answer = self.client.get(self.page, {"record": other})
            self.assertEqual(answer.status_code, 200, other)
        self.assertEqual(self.listed(f"{self.page}?record=case:ma-v-company"), [])

    def test_the_note_is_prepared_in_the_language_of_the_text(self) -> None:
        self.correct()
        english, chinese = self.listed()
        self.assertEqual(
            english.note,
            "The figures follow version 2 of “Figures of 2024”: One digit.",
        )
        self.assertIn("2024年数据", chinese.note)

    def test_a_note_that_would_be_too_long_names_the_version_alone(self) -> None:
        for value in (57, 56):
            self.correct(value, note=f"{value} " + "x" * 1500)
        english, _chinese = self.listed()
        note = "The figures follow version 3 of “Figures of 2024”."
        self.assertEqual(english.note, note)

    def test_a_note_in_the_language_of_the_text_is_repeated(self) -> None:
        self.correct(note="一处数字有误。")
        english, chinese = self.listed()
        self.assertIn("一处数字有误。", chinese.note)
        self.assertNotIn("有误", english.note)

    def test_a_note_of_many_records_ends_with_a_whole_sentence(self) -> None:
        self.correct()
        (record,) = self.listed()[0].records
        note = prepared_note([record] * 60, "en")
        self.assertLessEqual(len(note), 2000)
        self.assertTrue(note.endswith("“Figures of 2024”."), note[-80:])

    def test_a_text_is_offered_no_correction_of_a_figure_that_it_does_not_show(
        self,
    ) -> None:
        figure = self.make_published(
            "figure", body="Of [[figure:figures-2024/accepted]] cases."
        )
        self.correct()
        listed = {article.edition.pk: article for article in self.listed()}
        self.assertEqual(listed[self.english.pk].change, "correction")
        self.assertEqual(listed[figure.pk].change, "typo")
        self.assertEqual(listed[figure.pk].note, "")
        page = self.client.get(self.page)
        self.assertContains(page, "changes nothing that this text shows", count=1)

    def test_a_text_is_offered_no_correction_of_words_in_another_language(self) -> None:
        StatisticText.objects.filter(language="en", label="Companies").update(
            label="Firms"
        )
        publish(Overview.objects.get(), by=self.mei, change="correction", note="Firms.")
        english, chinese = self.listed()
        self.assertEqual((english.change, chinese.change), ("correction", "typo"))

    def test_the_kind_of_change_is_carried_over(self) -> None:
        for kind, carried in (
            ("typo", "typo"),
            ("clarification", "clarification"),
            ("translation", "update"),
            ("update", "update"),
            ("correction", "correction"),
            ("typo", "correction"),
        ):
            value = Statistic.objects.get(key="companies").value - 1
            self.correct(value, change=kind)
            self.assertEqual(self.listed()[0].change, carried, kind)

    def test_the_chosen_are_published_as_one_act(self) -> None:
        self.correct()
        answer = self.update()
        self.assertContains(answer, "Version 2 is published", count=2)
        for edition in (self.english, self.chinese):
            version = self.current(edition)
            self.assertEqual((version.number, version.change_type), (2, "correction"))
        # the note of the record is in English: the Chinese one is whole without it
        self.assertIn("One digit.", self.current(self.english).change_note)
        self.assertNotIn("One digit.", self.current(self.chinese).change_note)
        self.assertEqual(outdated_editions().count(), 0)
        page = self.client.get("/zh-hans/a/court-opens")
        self.assertEqual(page.context["notices"], [])

    def test_a_repair_that_hides_a_correction_is_refused_with_a_link(self) -> None:
        self.correct()
        page = self.open(page_of(self.english))
        typed = {"change": "typo", "title": "Court opened"}
        answer = press(page, "Save and publish the changes", **typed)
        record = reverse(
            "admin:cases_overview_change", args=[Overview.objects.get().pk]
        )
        self.assertContains(answer, f'figures or facts of “<a href="{record}">')
        self.assertEqual(self.current(self.english).number, 1)

    def test_what_is_not_chosen_stays_and_stays_listed(self) -> None:
        self.correct()
        self.update(**{self.name(self.chinese, "chosen"): False})
        self.assertEqual(self.current(self.english).number, 2)
        self.assertEqual(self.current(self.chinese).number, 1)
        self.assertEqual([article.edition for article in self.listed()], [self.chinese])

    def test_what_waits_keeps_its_choice_and_its_note(self) -> None:
        self.correct()
        page = self.update(
            **{
                self.name(self.chinese, "chosen"): False,
                self.name(self.chinese, "note"): "更正一个数字。",
            }
        )
        form = page.forms["outdated-form"]
        self.assertFalse(form[self.name(self.chinese, "chosen")].checked)
        note = form[self.name(self.chinese, "note")]
        self.assertEqual(note.value, "更正一个数字。")

    def test_nothing_chosen_is_said(self) -> None:
        self.correct()
        texts = (self.english, self.chinese)
        chosen = [self.name(edition, "chosen") for edition in texts]
        answer = self.update(**dict.fromkeys(chosen, False))
        self.assertContains(answer, "No text was chosen: nothing was published.")

    def test_a_draft_is_never_published_by_it(self) -> None:
        self.correct()
        save_draft(self.english, by=self.mei, title="Half", body="Half a thought.")
        page = self.client.get(self.page)
        self.assertContains(page, "Its draft has unpublished changes.")
        self.update()
        self.assertEqual(self.current(self.english).document["body"], SHOWS)
        draft = Edition.objects.get(pk=self.english.pk)
        self.assertEqual((draft.title, draft.differs), ("Half", True))

    def test_what_cannot_follow_says_why_and_stops_none(self) -> None:
        chinese = Edition.objects.get(pk=self.chinese.pk)
        save_draft(chinese, by=self.mei, body="[[figure:figures-2024/companies]]")
        publish_text(chinese, by=self.mei, change="typo")
        Statistic.objects.filter(key="companies").delete()
        publish(Overview.objects.get(), by=self.mei, change="update", note="Gone.")
        answer = self.update()
        self.assertContains(answer, "Version 2 is published", count=1)
        self.assertContains(answer, "leads to nothing published")
        self.assertEqual(self.current(self.chinese).number, 2)
        self.assertEqual(self.current(self.english).number, 2)

    def test_a_note_that_is_missing_is_asked_for(self) -> None:
        self.correct()
        answer = self.update(**{self.name(self.english, "note"): " "})
        self.assertContains(answer, "Tell readers what changed")
        self.assertEqual(self.current(self.english).number, 1)
        self.assertEqual(self.current(self.chinese).number, 2)

    def test_sent_twice_it_publishes_once(self) -> None:
        self.correct()
        page = self.open(self.page)
        self.press(page)
        answer = self.press(page)
        self.assertContains(answer, "Look again.", count=2)
        self.assertEqual(self.current(self.english).number, 2)

    def test_what_somebody_published_meanwhile_is_left_alone(self) -> None:
        self.correct()
        page = self.open(self.page)
        self.republish(self.english, "correction", "One digit.", title="Court opened")
        withdraw(self.chinese.article, by=self.mei, note="Wrong.", language="zh-hans")
        answer = self.press(page)
        self.assertContains(answer, "Somebody published or withdrew this text", count=2)
        self.assertEqual(self.current(self.english).number, 2)

    def test_whatever_is_sent_is_answered(self) -> None:
        self.correct()
        for data in (
            {},
            {"edition": ["x", "9" * 40, "0"]},
            {"edition": self.english.pk, self.name(self.english, "seen"): "x"},
            {"edition": self.english.pk, self.name(self.english, "seen"): "9" * 30},
        ):
            with self.subTest(data):
                answer = self.client.post(self.page, data)
                self.assertEqual(answer.status_code, 200)
        self.assertEqual(Version.objects.count(), 2)

    def test_the_desk_leads_to_it_from_its_front_page_and_from_the_record(self) -> None:
        self.correct()
        self.assertContains(self.client.get("/admin/"), f'href="{self.page}"')
        overview = Overview.objects.get()
        record = reverse("admin:cases_overview_change", args=[overview.pk])
        page = self.client.get(record)
        self.assertContains(page, "2 texts show an older version")
        self.assertContains(page, f"{self.page}?record=overview:figures-2024")

    def test_contributors_have_no_part_in_it(self) -> None:
        self.client.force_login(self.omar)
        self.assertEqual(self.client.get(self.page).status_code, 403)

    def test_it_costs_the_same_for_many(self) -> None:
        self.correct()
        with self.assertNumQueries(10):
            self.client.get(self.page)
        for number in range(4):
            edition = self.make_published(f"other-{number}", body=SHOWS)
            self.assertEqual(self.current(edition).number, 1)
        self.correct(58)
        with self.assertNumQueries(10):
            page = self.client.get(self.page)
        self.assertEqual(len(page.context["articles"]), 6)
        self.assertGreater(AT_ONCE, 6)

    def test_a_text_follows_a_record_that_has_moved(self) -> None:
        change_slug(Overview.objects.get(), "figures", by=self.mei)
        self.assertEqual(len(self.listed(f"{self.page}?record=overview:figures")), 2)
        self.update()
        version = self.current(self.english)
        self.assertEqual(version.change_type, "typo")
        (shown,) = version.document["embeds"]
        self.assertEqual((shown["key"], shown["number"]), ("figures", 2))
        resolve = frozen_states(version.document["embeds"])
        state = resolve("overview", "figures-2024")
        assert state is not None
        self.assertEqual(state.number, 2)
        self.assertEqual(self.client.get("/a/court-opens.pdf").status_code, 200)
        page = self.client.get("/a/court-opens")
        self.assertContains(page, "/cases/overviews/figures/v/2")

    def test_a_changed_case_is_followed_by_what_shows_its_set(self) -> None:
        edition = self.make_published("set", body="[[collection:typical-2024]]")
        case = Case.objects.get(slug="ma-v-company")
        case.texts.filter(language="en").update(title="Ticked in advance")
        publish(case, by=self.mei, change="correction", note="Its title.")
        (article,) = self.listed(f"{self.page}?record=case:ma-v-company")
        self.assertEqual(article.edition, edition)
        self.assertIn("The text follows version 2 of “Typical cases”", article.note)
        self.update()
        self.assertContains(self.client.get("/a/set"), "Ticked in advance")
