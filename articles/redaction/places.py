"""Every place in which a name is written that is to be withheld."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.db import models

from articles.models import SearchRow, SearchWord
from articles.redaction.choice import Choice
from articles.redaction.columns import CODES, content_of, tables
from cjo.lib.json_texts import texts_in

_AROUND = 40  # characters of context on each side


@dataclass(frozen=True, slots=True)
class Place:
    """A text of a row; `before`, `match` and `after` are an extract of it."""

    row: models.Model
    path: tuple[str, ...]
    before: str = ""
    match: str = ""
    after: str = ""

    @property
    def field(self) -> str:
        return self.path[0]


def places_of(choice: Choice) -> list[Place]:
    return [*_whole(choice), *_in_tables(choice), *_search_words(choice)]


def _whole(choice: Choice) -> Iterator[Place]:
    for version in choice.versions:
        yield Place(version, ("canonical",), match=str(version))


def _in_tables(choice: Choice) -> Iterator[Place]:
    if choice.pattern is None or choice.folded_pattern is None:
        return
    for model, fields in tables():
        pattern = choice.folded_pattern if model is SearchRow else choice.pattern
        rows = model._default_manager.order_by("pk")
        for row in rows.iterator(chunk_size=200):
            for field in fields:
                yield from _in_column(row, field, pattern)


def _in_column(
    row: models.Model, field: str, pattern: re.Pattern[str]
) -> Iterator[Place]:
    for place, text in texts_in(content_of(row, field), (field,)):
        match = None if place[-1] in CODES else pattern.search(text)
        if match:
            start, end = match.span()
            before = text[max(0, start - _AROUND) : start]
            yield Place(row, place, before, match[0], text[end : end + _AROUND])


def _search_words(choice: Choice) -> Iterator[Place]:
    for word in SearchWord.objects.filter(word__in=choice.folded_words):
        yield Place(word, ("word",), match=word.word)
