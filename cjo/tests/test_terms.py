"""The term bank, and texts that use another word for a term."""

import pytest

from cjo.lib.languages import CODES
from cjo.lib.terms import other_words, terms_in


@pytest.mark.parametrize("language", sorted(CODES))
def test_each_language_has_a_word_for_each_term(language: str) -> None:
    assert len(terms_in(language)) > 50
    assert all(terms_in(language).values())


def test_a_text_with_another_word_for_a_term_is_found() -> None:
    assert other_words("Case number unknown", "Aktenzeichen unbekannt", "de") == []
    assert other_words("Case number unknown", "Nummer unbekannt", "de") == [
        "case number"
    ]
    assert other_words("2 judgments", "2件裁定", "zh-hans") == ["judgment"]


def test_an_inflected_word_is_the_same_term() -> None:
    assert other_words("Sources", "Источники", "ru") == []
    assert other_words("Show all versions", "Все версии", "ru") == []


def test_a_term_within_a_longer_term_is_not_looked_for() -> None:
    text = "Beijing Internet Court"
    assert other_words(text, "北京互联网法院", "zh-hans") == []
    assert other_words(text, "北京法院", "zh-hans") == [text]
