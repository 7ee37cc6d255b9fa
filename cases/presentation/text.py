"""A text of a record with its language."""

import re
from collections.abc import Iterable, Mapping
from typing import Self

from django.utils.html import conditional_escape, escape, format_html, format_html_join
from django.utils.safestring import SafeString

from cases.models import RecordVersion
from cases.numbers.normalise import HAN
from cases.snapshots.schema import Texts
from cjo.lib.languages import get_language
from cjo.lib.passages import foreign, with_isolated_numbers

# Languages written with Chinese characters themselves
HAN_LANGUAGES = {"zh-hans", "ja"}
# Also the numbers within, as those of a case: (2023)沪01协外认28号, 法〔2015〕137号
_HAN_RUN = re.compile(
    rf"((?:[(（]\d{{4}}[)）])?[{HAN}](?:(?:[{HAN}\d]|〔\d{{4}}〕)*[{HAN}])?)"
)


class LanguageText(str):
    """A text and its language.

    As HTML it has a `lang` where its language is not that of the text `around`, because
    a screen reader pronounces it by that, and a browser chooses its font.
    """

    __slots__ = ("around", "language")

    language: str
    around: str

    def __new__(cls, text: str, language: str, page_language: str = "") -> Self:
        language_text = super().__new__(cls, text)
        language_text.language = language
        language_text.around = page_language or language
        return language_text

    def __html__(self) -> SafeString:
        if not self.foreign:
            return self.inner
        return format_html("<span{}>{}</span>", self.attributes, self.inner)

    @property
    def foreign(self) -> bool:
        return self.language != self.around

    @property
    def attributes(self) -> SafeString:
        """Return the attributes of an element that contains it."""
        return foreign(self.language, self.around)

    @property
    def inner(self) -> SafeString:
        """Return HTML for an element that has the `attributes`."""
        return with_isolated_numbers(self.plain, self.language)

    @property
    def plain(self) -> str:
        """Return a `str` that no template takes for HTML."""
        return str.__str__(self)

    @property
    def tag(self) -> str:
        return get_language(self.language).tag

    @property
    def paragraphs(self) -> "list[LanguageText]":
        """Return the paragraphs, for elements that have the `attributes`."""
        lines = filter(None, map(str.strip, self.split("\n")))
        return [LanguageText(line, self.language) for line in lines]


NO_TEXT = LanguageText("", "en")


class MixedText(LanguageText):
    """A text that may contain names in Chinese characters, each with its `lang`."""

    __slots__ = ()

    @property
    def inner(self) -> SafeString:
        if self.language in HAN_LANGUAGES:
            return escape(self.plain)
        parts = [
            LanguageText(part, "zh-hans" if place % 2 else self.language, self.language)
            for place, part in enumerate(_HAN_RUN.split(self.plain))
        ]
        return format_html_join("", "{}", ((part,) for part in parts if part))


def choose(texts: Texts, field: str, language: str) -> LanguageText:
    """Return a field in this language, else in English, else in any."""
    for candidate in preferred_languages(texts, language):
        text = texts.get(candidate, {}).get(field, "")
        if text:
            return LanguageText(text, candidate, language)
    return NO_TEXT


def second_language(language: str) -> str:
    return "en" if language == "zh-hans" else "zh-hans"


def second_text(texts: Texts, field: str, language: str) -> LanguageText:
    """Return a field in the second language of a page: Chinese, or English.

    Empty where `choose` already returns the field in that language.
    """
    # without a text in the page's language `choose` has fallen back to this one
    second = second_language(language)
    chosen = choose(texts, field, language)
    text = texts.get(second, {}).get(field, "")
    return LanguageText("" if chosen.language == second else text, second, language)


def fill_html(sentence: str, parts: Mapping[str, str]) -> SafeString:
    safe = {name: conditional_escape(part) for name, part in parts.items()}
    return SafeString(escape(sentence) % safe)


def shown_language(texts: Texts, language: str) -> str:
    """Return the language in which a page shows a record; English if it has no text."""
    return next(
        (code for code in preferred_languages(texts, language) if code in texts), "en"
    )


def method_of(texts: Texts, language: str) -> str:
    """Return how the shown text was made: a value of `Method`."""
    return texts.get(shown_language(texts, language), {}).get("method", "original")


def change_note_in(version: RecordVersion, language: str) -> LanguageText:
    # most notes are written once, in one language
    if text := (version.note_texts or {}).get(language):
        return LanguageText(text, language, language)
    return LanguageText(
        version.change_note, version.note_language or language, language
    )


def preferred_languages(texts: Iterable[str], language: str) -> tuple[str, ...]:
    # a record always answers: in English where the page's language is missing
    return language, "en", *sorted(texts)
