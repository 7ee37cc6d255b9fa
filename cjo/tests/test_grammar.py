"""Texts that each language inflects in its own way."""

import datetime as dt
from types import SimpleNamespace
from typing import Any, cast

from babel.messages.pofile import read_po
from django.test import SimpleTestCase
from django.utils import translation

from articles.presentation import notices
from cases.presentation.amount import format_amount
from cases.presentation.collection import tally
from cases.presentation.court import _dates
from cases.snapshots.schema import CollectionShape
from cjo.demo.files import CONTENT
from cjo.lib.catalogues import languages, read
from cjo.lib.locales import capitalised, date_text, language_names
from cjo.lib.texts import Part


def period(precision: str) -> Any:
    return SimpleNamespace(since=dt.date(2024, 12, 18), until=None, precision=precision)


def collection(confirmed: int, probable: int = 0) -> CollectionShape:
    grades = ["confirmed"] * confirmed + ["probable"] * probable
    items = [{"certainty": grade} for grade in grades]
    return cast(CollectionShape, {"size": 8, "items": items})


class GrammarTests(SimpleTestCase):
    def test_a_period_has_a_form_for_each_precision(self) -> None:
        wanted = {
            "en": ("since 18 Dec 2024", "since December 2024", "since 2024"),
            "fr": ("depuis le 18 déc. 2024", "depuis décembre 2024", "depuis 2024"),
            "es": ("desde el 18 dic 2024", "desde diciembre de 2024", "desde 2024"),
            "tr": (
                "18 Ara 2024 tarihinden beri",
                "Aralık 2024 tarihinden beri",
                "2024 yılından beri",
            ),
        }
        for language, texts in wanted.items():
            with self.subTest(language=language), translation.override(language):
                found = tuple(
                    _dates(period(precision), language)
                    for precision in ("day", "month", "year")
                )
                self.assertEqual(texts, found)

    def test_the_first_of_a_month_is_an_ordinal_in_french(self) -> None:
        first, last = dt.date(2025, 11, 1), dt.date(2025, 12, 21)
        self.assertEqual("1er nov. 2025", date_text(first, "day", "fr"))
        self.assertEqual("21 déc. 2025", date_text(last, "day", "fr"))
        self.assertEqual("novembre 2025", date_text(first, "month", "fr"))

    def test_counts_have_plural_forms(self) -> None:
        self.assertEqual("2 of 8 confirmed, 1 probable", tally(collection(2, 1), "en"))
        self.assertEqual("1 de 8 confirmado", tally(collection(1), "es"))
        self.assertEqual(
            "2 de 8 confirmados, 1 probable", tally(collection(2, 1), "es")
        )

    def test_a_notice_names_the_kind_of_a_record(self) -> None:
        with translation.override("ru"):
            for kind, words in {
                "case": "Дело {record}, показанное",
                "collection": "Подборка дел {record}, показанная",
                "overview": "Обзор данных {record}, показанный",
                "law": "{record}: эта запись",
            }.items():
                self.assertTrue(notices._withdrawn(kind).startswith(words), kind)

    def test_names_of_languages_stand_within_a_sentence(self) -> None:
        self.assertEqual("tiếng Anh và tiếng Pháp", language_names(["en", "fr"], "vi"))
        self.assertEqual("중국어(간체)", language_names(["zh-hans"], "ko"))
        self.assertEqual("Simplified Chinese", language_names(["zh-hans"], "en"))

    def test_a_capital_follows_the_language(self) -> None:
        self.assertEqual("İlk yayım", capitalised("ilk yayım", "tr"))
        self.assertEqual("Ilk", capitalised("ilk", "en"))

    def test_a_whole_amount_has_its_currency_where_the_language_puts_it(self) -> None:
        self.assertEqual("2.500\xa0SGD", format_amount("2500", "SGD", "de"))
        self.assertEqual("CN¥3,500", format_amount("3500", "CNY", "en"))

    def test_the_example_of_a_search_is_a_name_that_the_demo_has(self) -> None:
        for language in languages():
            catalogue = read(language, Part.READERS)
            message = catalogue.get("Civil Code 1035", context="an example of a search")
            assert message is not None
            name = "民法典"
            if language != "zh-hans":
                with (CONTENT / "translations" / f"{language}.po").open("rb") as file:
                    law = read_po(file).get("Civil Code")
                assert law is not None
                name = str(law.string)
            with self.subTest(language=language):
                self.assertIn(name, str(message.string))
                self.assertIn("1035", str(message.string))
