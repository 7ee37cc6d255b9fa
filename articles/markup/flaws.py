"""Flaws of a draft's Markdown: signs that it may not become what its writer meant."""

import re
from collections import Counter
from dataclasses import dataclass
from enum import StrEnum

_CODE = re.compile(r"(`+)(?!`).+?(?<!`)\1(?!`)|\\.")
_OPENING = re.compile(r"(?:`{3,}[^`]*|~{3,}[^~]*)$")
# Of a table, in a paragraph; a rule of a single column is a line of dashes
_RULE = re.compile(r"[|｜](?: *:?-+:? *[|｜])+")


class FlawKind(StrEnum):
    """The first four are of a text that could not be converted within its limits.

    With the next five they keep a text from being published; the others are doubts.
    """

    TOO_SLOW = "time"
    TOO_DEEP = "depth"
    TOO_LARGE = "memory"
    NO_TURN = "busy"

    EMBED = "embed"
    TABLE_RULE = "table rule"
    FENCE = "fence"
    UNKNOWN_NOTE = "unknown note"
    NOTE_TWICE = "note twice"

    UNUSED_NOTE = "unused note"
    LIST_BEGUN = "list begun"
    LIST_NOT_BEGUN = "list not begun"
    LIST_NUMBER = "list number"
    ELEMENT = "element"
    RECORD_IN_LINE = "record in line"

    @property
    def blocks(self) -> bool:
        return self in _BLOCKING

    @property
    def is_failure(self) -> bool:
        return self in _FAILURES


_FAILURES = frozenset(
    {FlawKind.TOO_SLOW, FlawKind.TOO_DEEP, FlawKind.TOO_LARGE, FlawKind.NO_TURN}
)
_BLOCKING = _FAILURES | frozenset(
    {
        FlawKind.EMBED,
        FlawKind.TABLE_RULE,
        FlawKind.FENCE,
        FlawKind.UNKNOWN_NOTE,
        FlawKind.NOTE_TWICE,
    }
)


@dataclass(frozen=True, slots=True)
class Flaw:
    """A flaw, its line in the source (0 if it cannot be found), and its words."""

    kind: FlawKind
    line: int
    text: str


class Flaws:
    """Collects the flaws of one source, with the number of each line."""

    def __init__(self, source: str) -> None:
        self._lines = source.expandtabs(4).splitlines()
        self._places: dict[str, list[int]] = {}
        self._times: Counter[tuple[FlawKind, str]] = Counter()
        self._flaws: list[Flaw] = []

    def add(self, kind: FlawKind, text: str, times: int = 0) -> None:
        """Note a flaw; `times` counts the same words from the beginning of the text."""
        text = text.strip()
        if text:
            # the parsers know no lines: the same words again are those further down
            self._times[kind, text] += 1
            line = self._line_of(text, times or self._times[kind, text])
            self._flaws.append(Flaw(kind, line, text))

    def sorted(self) -> list[Flaw]:
        return sorted(self._flaws, key=lambda flaw: (flaw.line, flaw.kind))

    def _line_of(self, text: str, times: int) -> int:
        if text not in self._places:
            self._places[text] = [
                number
                for number, line in enumerate(self._lines, 1)
                for _time in range(line.count(text))
            ]
        places = self._places[text]
        return places[min(times, len(places)) - 1] if places else 0


def note_flaws_of_block(text: str, flaws: Flaws) -> None:
    """Note a table without its rule, and code that is opened and never closed."""
    lines = [line.strip() for line in text.splitlines()]
    for line in lines:
        if _OPENING.match(line):
            flaws.add(FlawKind.FENCE, line)
    pipes = [_pipes(line) for line in lines]
    for place in range(len(lines) - 1):
        here, below = pipes[place : place + 2]
        if here and below and (here == below or lines[place].startswith("|")):
            flaws.add(FlawKind.TABLE_RULE, lines[place])
            return
    for line in lines:
        if _RULE.fullmatch(line):  # empty lines part it from its rows
            flaws.add(FlawKind.TABLE_RULE, line)
            return


def _pipes(line: str) -> int:
    """Count the signs between cells; full-width ones are, where they begin the line."""
    words = _CODE.sub("", line)
    return words.count("|") + (words.count("｜") if words.startswith("｜") else 0)
