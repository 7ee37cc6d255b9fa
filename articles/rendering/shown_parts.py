"""The part of a record that a text shows: whether a change of the record reached it."""

from collections.abc import Iterable
from dataclasses import replace

from articles.extensions import registries
from articles.extensions.types import Embed, RecordState
from articles.markup.block_ids import EMBED
from articles.models.document import Document

ShownPart = tuple[Embed, str]  # an embed and its argument, as they stand in a text


def parts_in(document: Document, kind: str) -> list[ShownPart]:
    """Return the embeds in a text that show records of a kind, each once."""
    markdown = "\n".join(
        [*document["takeaways"], document["body"], document["sources"]]
    )
    found = dict.fromkeys(match.groups() for match in EMBED.finditer(markdown))
    return [
        (registries.embeds[name], argument)
        for name, argument in found
        if name in registries.embeds and registries.embeds[name].record_kind == kind
    ]


def key_in(argument: str) -> str:
    """Return the key of the record that an argument names."""
    return argument.partition("/")[0]


class Comparison:
    """Compares what texts show at two states of a record; keeps each state and HTML."""

    def __init__(self) -> None:
        self._newest: dict[ShownPart, RecordState | None] = {}
        self._states: dict[tuple[str, str, int], RecordState] = {}
        self._html: dict[tuple[str, str, str, str], str] = {}

    def newest_correction(
        self, document: Document, kind: str, key: str, corrections: Iterable[int]
    ) -> int:
        """Return the newest of these versions of a record that reached a text.

        0 where none corrected what the text shows. The numbers are in their order.
        """
        parts = [part for part in parts_in(document, kind) if self._is_of(part, key)]
        language, newest = document["language"], 0
        for number in corrections:
            if any(self._is_corrected(part, key, number, language) for part in parts):
                newest = number
        return newest

    def _is_of(self, part: ShownPart, key: str) -> bool:
        embed, argument = part
        if key_in(argument) == key:
            return True
        # a text may call a record by a former key
        if part not in self._newest:
            self._newest[part] = embed.newest(argument)
        newest = self._newest[part]
        return newest is not None and newest.key == key

    def is_same(
        self, part: ShownPart, before: RecordState, after: RecordState, language: str
    ) -> bool:
        try:
            return self._html_of(part, before, language) == self._html_of(
                part, after, language
            )
        except KeyError:
            return False  # one of the states lacks what the embed shows

    def _is_corrected(
        self, part: ShownPart, key: str, number: int, language: str
    ) -> bool:
        """Return whether a version shows the part otherwise than the one before it."""
        embed, argument = part
        before = self._state(embed, key, number - 1)
        after = self._state(embed, key, number)
        # what the text shows may have been added or taken out
        is_in_both = embed.has(before, argument) and embed.has(after, argument)
        return not (is_in_both and self.is_same(part, before, after, language))

    def _state(self, embed: Embed, key: str, number: int) -> RecordState:
        name = (embed.record_kind, key, number)
        if name not in self._states:
            self._states[name] = embed.at(key, number)
        return self._states[name]

    def _html_of(self, part: ShownPart, state: RecordState, language: str) -> str:
        embed, argument = part
        name = (embed.name, argument, state.hash, language)
        if name not in self._html:
            # the number alone is no difference
            html = embed.html(replace(state, number=1), argument, language)
            self._html[name] = str(html)
        return self._html[name]
