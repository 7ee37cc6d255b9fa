"""Texts, periods, money and shares in the language of a page."""

from decimal import Decimal

from django.test import SimpleTestCase
from django.utils.translation import override

from cases.presentation.amount import format_amount
from cases.presentation.card import opening
from cases.presentation.dates import format_period
from cases.presentation.names import article_name, recorded_name, recorded_second_name
from cases.presentation.shares import computed_share
from cases.presentation.text import (
    LanguageText,
    choose,
    method_of,
    second_text,
    shown_language,
)
from cases.snapshots.schema import PeriodShape, ProvisionShape, Texts

TEXTS = {"en": {"title": "Court"}, "zh-hans": {"title": "法院", "note": "注"}}


class TextTests(SimpleTestCase):
    def test_it_chooses_the_page_then_english_then_any(self) -> None:
        self.assertEqual(choose(TEXTS, "title", "zh-hans"), "法院")
        self.assertEqual(choose(TEXTS, "title", "ar"), "Court")
        self.assertEqual(choose(TEXTS, "note", "en"), "注")
        self.assertEqual(choose(TEXTS, "scope", "en"), "")

    def test_what_is_not_in_the_pages_language_says_so(self) -> None:
        self.assertFalse(choose(TEXTS, "title", "en").foreign)
        self.assertEqual(
            choose(TEXTS, "note", "en").__html__(),
            '<span lang="zh-Hans">注</span>',
        )

    def test_a_record_in_chinese_alone_is_shown_in_chinese(self) -> None:
        alone = {"zh-hans": {"title": "法院", "method": "human"}}
        self.assertEqual(shown_language(alone, "en"), "zh-hans")
        self.assertEqual(method_of(alone, "en"), "human")
        self.assertEqual(shown_language(TEXTS, "ar"), "en")
        self.assertEqual(shown_language({}, "ar"), "en")

    def test_it_escapes_what_it_prints(self) -> None:
        self.assertEqual(LanguageText("<b>", "en", "en").__html__(), "&lt;b&gt;")
        self.assertIn("&lt;b&gt;", LanguageText("<b>", "ar", "en").__html__())

    def test_the_other_language_is_never_the_one_already_shown(self) -> None:
        self.assertEqual(second_text(TEXTS, "title", "en"), "法院")
        self.assertEqual(second_text(TEXTS, "title", "zh-hans"), "Court")
        self.assertEqual(second_text(TEXTS, "note", "en"), "")

    def test_a_name_that_a_machine_made_is_no_data(self) -> None:
        names: Texts = {
            "en": {"name": "Zhao v Ye"},
            "zh-hans": {"name": "赵某与叶某案"},
        }
        self.assertEqual(recorded_name(names, "zh-hans"), "赵某与叶某案")
        self.assertEqual(recorded_second_name(names, "en"), "赵某与叶某案")
        for method in ("machine", "machine_reviewed"):
            names["zh-hans"]["names_method"] = method
            self.assertEqual(recorded_name(names, "zh-hans"), "Zhao v Ye")
            self.assertEqual(recorded_second_name(names, "en"), "")
            self.assertEqual(recorded_second_name(names, "zh-hans"), "")

    def test_the_same_name_does_not_stand_beside_itself(self) -> None:
        names = {"en": {"name": "Kolmar"}, "zh-hans": {"name": "Kolmar"}}
        self.assertEqual(recorded_second_name(names, "en"), "")

    def test_a_period_is_no_more_exact_than_known(self) -> None:
        months: PeriodShape = {
            "start": "2023-10-01",
            "end": "2024-10-31",
            "precision": "month",
        }
        english = format_period(months, "en").replace(
            "\u2009", " "
        )  # CLDR's thin spaces
        self.assertEqual(english, "October 2023 – October 2024")
        self.assertEqual(format_period(months, "zh-hans"), "2023年10月至2024年10月")

    def test_a_paragraph_of_an_article_is_not_an_item(self) -> None:
        names = {
            ("", ""): ("Art. 13", "第13条"),
            ("", "2"): ("Art. 13 (2)", "第13条第2项"),
            ("2", ""): ("Art. 13, para. 2", "第13条第2款"),
            ("1", "2"): ("Art. 13, para. 1 (2)", "第13条第1款第2项"),
        }
        for (paragraph, item), (english, chinese) in names.items():
            place: ProvisionShape = {
                "law": "pipl",
                "article": "13",
                "paragraph": paragraph,
                "item": item,
                "role": "applied",
                "texts": {},
            }
            self.assertEqual(article_name(place), english)
            self.assertEqual(article_name(place, exact=False), "Art. 13")
            with override("zh-hans"):
                self.assertEqual(article_name(place), chinese)

    def test_an_older_version_that_did_not_tell_them_apart_decides_nothing(
        self,
    ) -> None:
        place: ProvisionShape = {
            "law": "pipl",
            "article": "13",
            "paragraph": "1",
            "role": "applied",
            "texts": {},
        }
        self.assertEqual(article_name(place), "Art. 13 (1)")
        with override("zh-hans"):
            self.assertEqual(article_name(place), "第13条（1）")

    def test_money_names_its_currency(self) -> None:
        self.assertEqual(format_amount("3500.00", "CNY", "en"), "CN¥3,500")
        self.assertEqual(format_amount("3500.50", "USD", "en"), "US$3,500.50")

    def test_the_sign_of_a_currency_stays_with_its_letters_in_arabic(self) -> None:
        amount = format_amount("3500.50", "HKD", "ar")
        self.assertTrue(amount.endswith("HK$\N{LEFT-TO-RIGHT MARK}"), ascii(amount))

    def test_a_share_is_rounded_as_people_round(self) -> None:
        self.assertEqual(computed_share(95, 113), Decimal("84.1"))
        self.assertEqual(computed_share(1, 8), Decimal("12.5"))
        self.assertEqual(computed_share(1, 16), Decimal("6.3"))

    def test_a_card_goes_on_while_there_is_room(self) -> None:
        short = LanguageText("Not this. But that (art. 2). And No. 3 too.", "en", "en")
        self.assertEqual(opening(short, "en"), str(short))
        long = LanguageText("First. " + "B" * 400 + ".", "en", "en")
        self.assertEqual(opening(long, "en"), "First.")
        chinese = LanguageText(
            "不侵害肖像权。" + "侵" * 200 + "。", "zh-hans", "zh-hans"
        )
        self.assertEqual(opening(chinese, "zh-hans"), "不侵害肖像权。")
