"""A translation with another figure than its source is not published."""

from io import StringIO
from typing import Any

from django.core.management import CommandError, call_command

from articles.models import Edition
from articles.publishing import publish, translation_faults
from articles.publishing.problems import PublishingRefused
from cjo.lib.written_figures import months_in, numbers_in
from cjo.test import BaseTestCase

SOURCE = (
    "On 12 March 2025 the court heard 1,113 cases over HKD 3 million,"
    " (2025)京01民初8号.\n\n"
    "It closed seven, under article 23. See the [report](https://example.com/r).[^1]\n\n"
    "[^1]: A note."
)
GERMAN = (
    "Am 12. März 2025 verhandelte das Gericht 1.113 Fälle über 3 Millionen HKD,"
    " (2025)京01民初8号.\n\n"
    "Sieben schloss es nach Artikel 23 ab. [Bericht](https://example.com/r).[^1]\n\n"
    "[^1]: Eine Anmerkung."
)


class TranslationFaultsTests(BaseTestCase):
    def setUp(self) -> None:
        self.source = self.make_published(body=SOURCE)

    def translate(self, body: str, language: str = "de", **changes: str) -> Edition:
        texts: dict[str, Any] = {
            "title": "Gericht eröffnet",
            "abstract": "Ein Gericht öffnete.",
        }
        return self.make_edition(
            language=language,
            method="machine",
            translated_from=self.source.current_version,
            body=body,
            **{**texts, **changes},
        )

    def refusals(self, draft: Edition) -> str:
        with self.assertRaises(PublishingRefused) as refused:
            publish(draft, by=self.mei)
        return str(refused.exception)

    def test_the_same_figures_in_the_forms_of_the_language_are_published(self) -> None:
        publish(self.translate(GERMAN), by=self.mei)
        chinese = (
            "2025年3月12日，该院审理1113件案件，涉案300万港元，"
            "（2025）京01民初8号。\n\n依据第二十三条审结七件。"
            "见[报道](https://example.com/r)。[^1]\n\n[^1]: 注。"
        )
        publish(self.translate(chinese, "zh-hans"), by=self.mei)

    def test_a_wrong_figure_date_or_case_number_is_refused(self) -> None:
        for right, wrong, message in (
            ("1.113", "1.131", "missing 1113; added 1131"),
            ("März", "Mai", "other dates; missing 3"),
            ("3 Millionen", "3 Milliarden", "missing 3000000; added 3000000000"),
            ("初8号", "初9号", "other case numbers"),
            ("Artikel 23", "Artikel 32", "body 2: other figures; missing 23; added 32"),
        ):
            with self.subTest(wrong):
                draft = self.translate(GERMAN.replace(right, wrong))
                self.assertIn(message, self.refusals(draft))
                draft.delete()

    def test_a_lost_note_or_link_is_told_and_may_be_meant(self) -> None:
        lost = GERMAN.replace("[Bericht](https://example.com/r).[^1]", "")
        draft = self.translate(lost.partition("\n\n[^1]")[0])
        told = " ".join(p.message for p in translation_faults.warnings(draft))
        for sign in ("other links", "[^1]", "other paragraphs"):
            self.assertIn(sign, told)
        self.assertEqual(translation_faults.problems(draft), [])

    def test_a_small_number_may_be_a_word_and_a_year_said_twice(self) -> None:
        twice = GERMAN.replace("Sieben", "2025 schloss es sieben. 7")
        publish(self.translate(twice), by=self.mei)

    def test_a_text_of_title_and_abstract_alone_is_compared_as_far_as_it_goes(
        self,
    ) -> None:
        publish(self.translate(""), by=self.mei)

    def test_the_command_names_the_texts_that_differ(self) -> None:
        german = self.translate(GERMAN)
        publish(german, by=self.mei)
        out = StringIO()
        call_command("check_editions", stdout=out)
        self.assertIn("1 translations compared, 0 differ.", out.getvalue())
        self.republish(german, body=GERMAN.replace("[^1]", "", 1))
        with self.assertRaisesMessage(CommandError, "1 translations differ"):
            call_command("check_editions", stdout=out)
        self.assertIn("/de/a/court-opens: body 2: other notes", out.getvalue())


class WrittenFiguresTests(BaseTestCase):
    def test_one_number_has_one_value_in_every_language(self) -> None:
        for language, written in {
            "en": "1,035.5",
            "de": "1.035,5",
            "fr": "1 035,5",
            "ru": "1\u00a0035,5",
            "ar": "١٬٠٣٥٫٥",
            "he": "1,035.5",
            "ja": "1,035.5",
        }.items():
            with self.subTest(language):
                self.assertEqual(
                    [str(n) for n in numbers_in(written, language)], ["1035.5"]
                )

    def test_ten_million_is_counted_as_each_language_counts(self) -> None:
        for language, written in {
            "en": "10 million",
            "hi": "1 करोड़",
            "ja": "1000万",
            "ko": "1천만",
            "zh-hans": "1000余万",
            "th": "10 ล้าน",
            "es": "10 millones",
        }.items():
            with self.subTest(language):
                self.assertEqual(
                    [int(n) for n in numbers_in(written, language)], [10**7]
                )
        self.assertEqual([int(n) for n in numbers_in("1億9700万", "ja")], [197_000_000])

    def test_a_month_is_read_beside_a_figure_alone(self) -> None:
        for language, written in {
            "en": "10 May 2025",
            "de": "am 10. Mai 2025",
            "he": "ב-10 במאי 2025",
            "hi": "10 मई 2025",
            "ru": "в мае 2025 года",
            "vi": "Tháng 5 năm 2025",
            "zh-hans": "2025年5月10日",
            "ko": "2025년 5월",
        }.items():
            with self.subTest(language):
                self.assertEqual(list(months_in(written, language)), [5])
        self.assertEqual(list(months_in("It may be so; may it be.", "en")), [])
        self.assertEqual(list(months_in("La maggior parte di 5", "it")), [])
