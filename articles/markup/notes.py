"""Notes as they are named in Markdown."""

import re
from collections import Counter

from markdown.extensions.footnotes import FootnoteExtension

from articles.markup.anchors import anchor_of
from articles.markup.flaws import FlawKind, Flaws

# What an id may hold: HTML forbids white space alone, the rest is for safety
NOTE_NAME = r"[^\s\"'<>&\x00-\x20]{1,60}"
_IS_NAME = re.compile(NOTE_NAME)


class Notes(FootnoteExtension):
    """Footnotes whose names may be of any script; a name used twice is a flaw."""

    def __init__(self, flaws: Flaws) -> None:
        self.flaws = flaws
        self.times: Counter[str] = Counter()
        super().__init__(SEPARATOR="-")

    def setFootnote(self, id: str, text: str) -> None:
        self.times[id] += 1
        if self.times[id] > 1:
            self.flaws.add(FlawKind.NOTE_TWICE, f"[^{id}]:", self.times[id])
        super().setFootnote(id, text)

    def note_unused(self) -> None:
        """Note as a flaw that no text refers to a note; call it after converting."""
        for name in self.footnotes:
            if name not in self.footnote_order:
                self.flaws.add(FlawKind.UNUSED_NOTE, f"[^{name}]:")

    def makeFootnoteId(self, id: str) -> str:
        return super().makeFootnoteId(_name(id))

    def makeFootnoteRefId(self, id: str, found: bool = False) -> str:
        return super().makeFootnoteRefId(_name(id), found)


def _name(label: str) -> str:
    return label if _IS_NAME.fullmatch(label) else anchor_of(label, "n")
