"""Corrections at the head of a record, in the languages that they reached."""

import datetime as dt

import time_machine

from cases.models import Case, CaseText, Overview, Statistic
from cases.publishing import publish, publish_together
from cases.tests.world import WorldTestCase
from cjo.lib.locales import CHINA

CASE = "/cases/ma-v-company"
CHINESE = f"/zh-hans{CASE}"
OVERVIEW = "/cases/overviews/figures-2024"


class RecordChangesTests(WorldTestCase):
    def change(self, change: str, note: str = "", day: int = 2) -> None:
        moment = dt.datetime(2027, 3, day, 9, tzinfo=CHINA)
        with time_machine.travel(moment, tick=False):
            publish(self.case(), by=self.mei, change=change, note=note)

    def write(self, language: str = "en", **words: str) -> None:
        CaseText.objects.filter(case=self.case(), language=language).update(**words)

    def correct_english(self) -> None:
        self.write(title="Consent ticked in advance")
        self.change("correction", "The box was ticked.")

    def page(self, path: str = CASE) -> str:
        return " ".join(self.client.get(path).content.decode().split())

    def test_a_later_typing_error_leaves_the_correction_in_sight(self) -> None:
        Case.objects.filter(pk=self.case().pk).update(decided_on="2024-06-21")
        self.change("correction", "It was the 21st.")
        self.write(facts="A box was ticked, by the software.")
        self.change("typo")
        day = '<time datetime="2027-03-02">2 Mar 2027</time>'
        line = f"<strong>Correction, {day}:</strong> It was the 21st."
        self.assertIn(line, self.page())
        self.assertIn(line, self.page(f"{CASE}/v/2"))
        self.assertIn('"correction":[{"@type":"CorrectionComment"', self.page())

    def test_an_overview_keeps_its_corrections_too(self) -> None:
        for value, change in ((59, "correction"), (60, "correction"), (61, "typo")):
            Statistic.objects.filter(key="companies").update(value=value)
            note = f"It is {value}." if change == "correction" else ""
            publish(Overview.objects.get(), by=self.mei, change=change, note=note)
        page = self.page(OVERVIEW)
        self.assertIn("Earlier corrections and other changes: 1", page)
        self.assertLess(page.index("It is 60."), page.index("<details"))
        self.assertIn("It is 59.", page)
        former = self.page(f"{OVERVIEW}/v/1")
        for number in (2, 3):
            self.assertIn(
                f'in <a href="{OVERVIEW}/v/{number}">version {number}</a>', former
            )
        self.assertIn('"correction":[', page)

    def test_a_correction_of_english_words_is_none_of_the_chinese_page(self) -> None:
        self.correct_english()
        self.assertIn("<strong>Correction,", self.page())
        chinese = self.page(CHINESE)
        self.assertNotIn("<strong>更正", chinese)
        self.assertIn("<strong>英语文本已更正", chinese)
        self.assertIn("The box was ticked.", chinese)
        self.assertNotIn("CorrectionComment", chinese)

    def test_once_the_chinese_follows_the_page_says_that_it_was_corrected(self) -> None:
        self.correct_english()
        self.write("zh-hans", title="事先勾选的同意")
        self.change("translation", "The Chinese follows.", day=3)
        chinese = self.page(CHINESE)
        self.assertIn("<strong>更正", chinese)
        self.assertNotIn("英语文本已更正", chinese)
        self.assertIn("英语文本已更正", self.page(f"{CHINESE}/v/2"))

    def test_other_words_in_chinese_do_not_bring_it_up_to_date(self) -> None:
        self.correct_english()
        self.write("zh-hans", name="马某诉某公司案")
        self.change("correction", "名称有误。", day=3)
        chinese = self.page(CHINESE)
        self.assertIn("英语文本已更正", chinese)
        self.assertIn("名称有误。", chinese)

    def test_a_correction_of_the_translation_is_told_on_the_original(self) -> None:
        self.write("zh-hans", title="事先勾选的同意")
        self.change("correction", "标题有误。")
        self.assertIn("<strong>更正", self.page(CHINESE))
        english = self.page()
        self.assertIn("<strong>Corrected in Simplified Chinese,", english)
        self.assertNotIn("<strong>Correction,", english)

    def test_a_correction_told_and_made_in_both_languages_left_no_error(self) -> None:
        self.write(title="Consent ticked in advance")
        self.write("zh-hans", name="马某诉某公司案")
        publish_together(
            [self.case()],
            by=self.mei,
            change="correction",
            note="Said better.",
            note_texts={"zh-hans": "表述更正。"},
        )
        self.assertIn("<strong>Correction,", self.page())
        self.assertNotIn("Corrected in", self.page())
        self.assertIn("<strong>更正", self.page(CHINESE))
        self.assertNotIn("英语文本已更正", self.page(CHINESE))

    def test_a_date_is_corrected_in_all_languages(self) -> None:
        Case.objects.filter(pk=self.case().pk).update(decided_on="2024-06-21")
        self.change("correction", "It was the 21st.")
        self.assertIn("<strong>更正", self.page(CHINESE))

    def test_words_that_chinese_lacks_are_corrected_where_english_is_shown(
        self,
    ) -> None:
        self.write(holding="A box that is ticked is no consent.")
        self.change("correction", "It was a box.")
        self.assertIn("<strong>更正", self.page(CHINESE))

    def test_an_update_of_the_original_leaves_its_translation_behind(self) -> None:
        self.write(title="Consent ticked in advance")
        self.change("update", "It was appealed.")
        self.assertIn("<strong>英语文本已更新", self.page(CHINESE))
        self.write("zh-hans", title="事先勾选的同意")
        self.change("update", "已上诉。", day=3)
        self.assertNotIn("英语文本已更新", self.page(CHINESE))

    def test_an_update_of_the_translation_leaves_nothing_behind(self) -> None:
        self.write("zh-hans", title="事先勾选的同意")
        self.change("update", "已上诉。")
        self.assertNotIn("Changed in", self.page())

    def test_a_feed_does_not_say_corrected_above_old_words(self) -> None:
        self.correct_english()
        feed = "/courts/internet-court/feed.atom"
        self.assertIn("&lt;strong&gt;Correction", self.page(feed))
        chinese = self.page(f"/zh-hans{feed}")
        self.assertNotIn("&lt;strong&gt;更正", chinese)
        self.assertIn("&lt;strong&gt;英语文本已更正", chinese)
