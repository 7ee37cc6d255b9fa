"""Marking: the words of a query in the text that a reader sees."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from articles.search.terms import Term
from cjo.lib.english_stems import stem
from cjo.lib.search_folding import STEM, letters

_LATIN_WORD = re.compile(r"(?<![^\W_])[a-z]+(?![^\W_])")


def marked(text: str, terms: Sequence[Term]) -> SafeString:
    """Return a plain text as HTML, with each word that was found in `<mark>`."""
    pieces: list[tuple[str, str]] = []
    done = 0
    for start, end in _spans(text, terms):
        pieces.append((text[done:start], text[start:end]))
        done = end
    html = format_html_join("", "{}<mark>{}</mark>", pieces)
    return format_html("{}{}", html, text[done:])


def _spans(text: str, terms: Sequence[Term]) -> list[tuple[int, int]]:
    """Return the starts and ends of words, in order and without overlaps."""
    folded = [unicodedata.normalize("NFC", letters(character)) for character in text]
    # folding can make several letters of one, or none: the place of each in the text
    places = [place for place, kept in enumerate(folded) for _ in kept]
    spans: list[tuple[int, int]] = []
    for first, last in sorted(_found("".join(folded), terms), key=_longest_first):
        start, end = places[first], places[last - 1] + 1
        if spans and start < spans[-1][1]:
            continue
        while end < len(text) and not folded[end]:  # an accent of its own
            end += 1
        spans.append((start, end))
    return spans


def _found(folded: str, terms: Iterable[Term]) -> Iterator[tuple[int, int]]:
    words = {word for term in terms for word in term.words}
    patterns = sorted(
        {word.pattern for word in words if not word.is_stem}, key=len, reverse=True
    )
    if patterns:
        yield from (match.span() for match in re.finditer("|".join(patterns), folded))
    stems = {word.tokens[0].removeprefix(STEM) for word in words if word.is_stem}
    if stems:
        for match in _LATIN_WORD.finditer(folded):
            if stem(match[0]) in stems:
                yield match.span()


def _longest_first(span: tuple[int, int]) -> tuple[int, int]:
    return span[0], -span[1]
