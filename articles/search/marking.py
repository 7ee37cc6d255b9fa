"""Marking: the words of a query in the text that a reader sees."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from articles.search.terms import Term
from cjo.lib.search_folding import (
    ALPHABETIC_RUN,
    GERSHAYIM,
    STEM,
    letters,
    written_runs,
)
from cjo.lib.search_stems import text_stems

_JAMO_ONWARD = "\u1160", "\u11ff"  # vowels and last consonants of a Hangul syllable
_VOICED_HALF_WIDTH = "\uff9e\uff9f"  # ｶﾞ


def marked(text: str, terms: Sequence[Term], language: str) -> SafeString:
    """Return a plain text as HTML, with each word that was found in `<mark>`.

    `language` is that of the search.
    """
    pieces: list[tuple[str, str]] = []
    done = 0
    for start, end in _spans(text, terms, language):
        pieces.append((text[done:start], text[start:end]))
        done = end
    html = format_html_join("", "{}<mark>{}</mark>", pieces)
    return format_html("{}{}", html, text[done:])


def _spans(text: str, terms: Sequence[Term], language: str) -> list[tuple[int, int]]:
    """Return the starts and ends of words, in order and without overlaps."""
    signs = list(_signs(text))
    inside = {match.start() for match in GERSHAYIM.finditer(text)}  # בג״ץ
    folded = [
        "" if start in inside else _folded(text[start:end]) for start, end in signs
    ]
    # folding can make several letters of a sign, or none: the sign of each letter
    places = [place for place, kept in enumerate(folded) for _ in kept]

    def place_of(first: int, last: int) -> tuple[int, int]:
        return signs[places[first]][0], signs[places[last - 1]][1]

    def written(first: int, last: int) -> str:
        start, end = place_of(first, last)
        return text[start:end]

    spans: list[tuple[int, int]] = []
    found = _found("".join(folded), terms, language, written)
    for first, last in sorted(found, key=_longest_first):
        start, end = place_of(first, last)
        if not spans or start >= spans[-1][1]:
            spans.append((start, end))
    return spans


def _signs(text: str) -> Iterator[tuple[int, int]]:
    """Yield the starts and ends of signs: a letter, with the marks on it."""
    start = 0
    for place in range(1, len(text) + 1):
        if place == len(text) or not _is_on_letter(text[place]):
            yield start, place
            start = place


@lru_cache(maxsize=10_000)
def _folded(sign: str) -> str:
    return unicodedata.normalize("NFC", letters(sign))


@lru_cache(maxsize=10_000)
def _is_on_letter(character: str) -> bool:
    return (
        unicodedata.category(character) in ("Mn", "Mc", "Me", "Cf")
        or _JAMO_ONWARD[0] <= character <= _JAMO_ONWARD[1]
        or character in _VOICED_HALF_WIDTH
    )


def _found(
    folded: str,
    terms: Iterable[Term],
    language: str,
    written: Callable[[int, int], str],
) -> Iterator[tuple[int, int]]:
    """Yield the places of words in a folded text; `written` returns the text there."""
    words = {word for term in terms for word in term.words}
    patterns = sorted(
        {word.pattern for word in words if not word.is_stem}, key=len, reverse=True
    )
    if patterns:
        yield from (match.span() for match in re.finditer("|".join(patterns), folded))
    stems = {word.tokens[0].removeprefix(STEM) for word in words if word.is_stem}
    if stems:
        for match in ALPHABETIC_RUN.finditer(folded):
            runs = written_runs(written(*match.span()))
            if any(not stems.isdisjoint(text_stems(run, language)) for run in runs):
                yield match.span()


def _longest_first(span: tuple[int, int]) -> tuple[int, int]:
    return span[0], -span[1]
