"""The desk names the languages whose words have not followed a change of a record."""

from cases.models import CaseText
from cases.publishing import publish
from cases.tests.desk import DeskTestCase

BEHIND = "The words in Chinese (Simplified) have not followed version 2 (correction)."


class LanguagesBehindTests(DeskTestCase):
    def write(self, language: str, title: str, change: str) -> None:
        CaseText.objects.filter(case=self.case, language=language).update(title=title)
        publish(self.case, by=self.mei, change=change, note="The title was wrong.")

    def test_a_correction_of_english_words_names_the_chinese_ones(self) -> None:
        self.assertNotContains(self.open(self.case), "have not followed")
        self.write("en", "Ticked in advance", "correction")
        page = self.open(self.case)
        self.assertContains(page, BEHIND)
        self.assertNotContains(page, "The words in English have not followed")

    def test_it_is_silent_again_when_the_chinese_follow(self) -> None:
        self.write("en", "Ticked in advance", "correction")
        self.write("zh-hans", "事先勾选", "translation")
        self.assertNotContains(self.open(self.case), "have not followed")

    def test_it_is_said_at_once_after_saving(self) -> None:
        page = self.open(self.case)
        fields = dict(page.forms["record-form"].submit_fields())
        name = next(
            key for key, value in fields.items() if value == "Pre-ticked consent"
        )
        answer = self.save(
            self.case,
            follow=True,
            change="correction",
            note="The title was wrong.",
            **{name: "Ticked in advance"},
        )
        self.assertContains(answer, BEHIND)
