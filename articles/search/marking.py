"""Marking: the words of a query in the text that a reader sees."""

import re
import unicodedata
from collections.abc import Sequence

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from cjo.lib.search_folding import Word, letters


def marked(text: str, words: Sequence[Word]) -> SafeString:
    """Return a plain text as HTML, with each word of the query in `<mark>`."""
    pieces: list[tuple[str, str]] = []
    done = 0
    for start, end in _spans(text, words):
        pieces.append((text[done:start], text[start:end]))
        done = end
    html = format_html_join("", "{}<mark>{}</mark>", pieces)
    return format_html("{}{}", html, text[done:])


def _spans(text: str, words: Sequence[Word]) -> list[tuple[int, int]]:
    """Return the starts and ends of words, in order and without overlaps."""
    if not words:
        return []
    folded = [unicodedata.normalize("NFC", letters(character)) for character in text]
    # folding can make several letters of one, or none: the place of each in the text
    places = [place for place, kept in enumerate(folded) for _ in kept]
    longest_first = sorted({word.pattern for word in words}, key=len, reverse=True)
    spans: list[tuple[int, int]] = []
    for match in re.finditer("|".join(longest_first), "".join(folded)):
        start, end = places[match.start()], places[match.end() - 1] + 1
        if spans and start < spans[-1][1]:  # both in one character: ㍿ is 株式会社
            continue
        while end < len(text) and not folded[end]:  # an accent of its own
            end += 1
        spans.append((start, end))
    return spans
