"""Search in every language of the site, on the engine of the database."""

from pathlib import Path
from typing import TypedDict

import yaml

from articles.search import find, index, terms_of
from articles.search.spelling import spelling_of
from cjo.lib.languages import LANGUAGES
from cjo.test import BaseTestCase

NUMBER = "(2023)沪01协外认28号"
# As readers of any language copy it, and other numbers
NUMBERS = (
    NUMBER,
    "（２０２３）沪01协外认28号",
    "2023沪01协外认28号",
    "协外认28",
    "沪01",
)
OTHER_NUMBERS = ("(2023)沪01协外认2号", "(2022)沪01协外认28号")


class Example(TypedDict):
    """A text, the queries that find it and those that must not."""

    text: str
    finds: list[str]
    misses: list[str]


def examples() -> dict[str, list[Example]]:
    """Return the examples of each language."""
    path = Path(__file__).with_name("search_queries.yaml")
    read: dict[str, list[Example]] = yaml.safe_load(path.read_text())
    return read


QUERIES = examples()


def index_text(text: str, language: str) -> None:
    index.store("article", "1", language, title="", abstract="", text=text)


def is_found(query: str, language: str) -> bool:
    """Return whether a text has all words of the query."""
    hits = find(query, terms_of(query, language), language)
    return bool(hits.by_kind) and not hits.is_partial


class LanguageTests(BaseTestCase):
    def test_a_query_finds_what_its_readers_expect_and_nothing_else(self) -> None:
        for language, of_language in QUERIES.items():
            for example in of_language:
                index_text(example["text"], language)
                for query in example["finds"] + example["misses"]:
                    with self.subTest(language=language, query=query):
                        expected = query in example["finds"]
                        self.assertEqual(is_found(query, language), expected)

    def test_each_language_has_eight_queries_at_least(self) -> None:
        for language in LANGUAGES:
            finds = [len(example["finds"]) for example in QUERIES[language.code]]
            self.assertGreaterEqual(sum(finds), 8, language.code)

    def test_a_case_number_is_found_in_a_text_of_every_language(self) -> None:
        for language, (example, *_) in QUERIES.items():
            index_text(f"{example['text']} {NUMBER} {example['text']}", language)
            for query in (*NUMBERS, *OTHER_NUMBERS):
                with self.subTest(language=language, query=query):
                    self.assertEqual(is_found(query, language), query in NUMBERS)

    def test_a_latin_name_is_found_in_a_text_of_every_language(self) -> None:
        for language, (example, *_) in QUERIES.items():
            index_text(f"{example['text']} Müller & Søn (Zürich)", language)
            for query in ("MÜLLER", "Søn", "zürich"):
                with self.subTest(language=language, query=query):
                    self.assertTrue(is_found(query, language))

    def test_a_figure_is_found_in_any_digits(self) -> None:
        numbers = ("2567", "٢٥٦٧", "२५६७", "๒๕๖๗")
        for language in ("ar", "hi", "th", "en"):
            for text in numbers:
                index_text(f"{QUERIES[language][0]['text']} {text}", language)
                for query in numbers:
                    self.assertTrue(is_found(query, language), (language, text, query))
            self.assertFalse(is_found("2568", language))


class SpellingTests(BaseTestCase):
    def offered(self, query: str, text: str, language: str) -> str:
        index_text(text, language)
        hits = find(query, terms_of(query, language), language)
        return spelling_of(query, hits.missing, language)

    def test_a_misspelt_word_is_offered_in_latin_and_cyrillic_letters(self) -> None:
        for language, query, text, offered in (
            ("ru", "решенеа суда", "Решенья суда", "решенья суда"),
            ("ru", "Консенсуз", "Достигли консенсуса и консенсус", "Консенсус"),
            ("de", "Memorandun", "Das Memorandum", "Memorandum"),
            ("vi", "Alibava", "Vụ kiện Alibaba", "Alibaba"),
            ("th", "Gooogle", "ศาลและ Google", "Google"),
        ):
            with self.subTest(query=query):
                self.assertEqual(self.offered(query, text, language), offered)

    def test_nothing_is_offered_where_words_are_not_told_apart(self) -> None:
        for language, query, text in (
            ("zh-hans", "北京互联往", "北京互联网法院"),
            ("ja", "サイバンシヨ", "サイバンショ"),
            ("ko", "개인정브", "개인정보"),
            ("th", "ปักกิง", "ปักกิ่งเผยแพร่"),
            ("vi", "nghien", "Nghiêm cấm, nghiêng"),
            ("ar", "محكمت", "محكمة"),
            ("he", "משפתים", "משפטים"),
            ("hi", "न्यायालव", "न्यायालय"),
        ):
            with self.subTest(query=query):
                self.assertEqual(self.offered(query, text, language), "")
