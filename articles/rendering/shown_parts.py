"""The part of a record that a text shows: whether a change of the record reached it."""

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
    """Compares the HTML of embeds at two states of their records; keeps each HTML."""

    def __init__(self) -> None:
        self._html: dict[tuple[str, str, str, str], str] = {}

    def is_same(
        self, part: ShownPart, before: RecordState, after: RecordState, language: str
    ) -> bool:
        try:
            return self._of(part, before, language) == self._of(part, after, language)
        except KeyError:
            return False  # one of the states lacks what the embed shows

    def _of(self, part: ShownPart, state: RecordState, language: str) -> str:
        embed, argument = part
        key = (embed.name, argument, state.hash, language)
        if key not in self._html:
            # the number alone is no difference
            html = embed.html(replace(state, number=1), argument, language)
            self._html[key] = str(html)
        return self._html[key]


def corrections_shown(document: Document, kind: str, key: str, since: int) -> list[int]:
    """Return the later versions of a record that corrected what a text shows of it.

    `since` is the version that it shows.
    """
    parts = [part for part in parts_in(document, kind) if _is_of(part, key)]
    if not parts:
        return []
    record, _argument = parts[0]
    comparison, language = Comparison(), document["language"]
    corrections = []
    for number in record.corrections_since(key, since):
        before, after = record.at(key, number - 1), record.at(key, number)
        if not all(
            _has(part, before)
            and _has(part, after)
            and comparison.is_same(part, before, after, language)
            for part in parts
        ):
            corrections.append(number)
    return corrections


def _is_of(part: ShownPart, key: str) -> bool:
    embed, argument = part
    if key_in(argument) == key:
        return True
    # a text may call a record by a former key
    newest = embed.newest(argument)
    return newest is not None and newest.key == key


def _has(part: ShownPart, state: RecordState) -> bool:
    """Return False where what the text shows was added or taken out."""
    embed, argument = part
    return embed.has(state, argument)
