"""The lines of a text as people lay it out, made plain for Python-Markdown.

Python-Markdown wants four spaces for each level of a list, and an empty line before a
list, a table or code. People write two spaces and no empty line, as the grammars of
CommonMark and GitHub allow. Only spaces and empty lines are put in.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.preprocessors import Preprocessor
from markdown.util import HTML_PLACEHOLDER_RE

from articles.markup.block_ids import EMBED
from articles.markup.flaws import FlawKind, Flaws

DEEPEST = 40  # quotations within each other

Block = Literal["list", "text", "table", "code", "other"]

_TAB = 4
_CONTENT = 2  # spaces before the content of an item, at least
_ITEM = re.compile(r"( *)([-*+]|\d{1,9}\.) +(?=\S)")
_RULE = re.compile(r" *([-*_])(?: *\1){2,} *")
_HEADING = re.compile(r"#{1,6}")
_QUOTE = re.compile(r"( {0,3}>) ?")
_NOTE = re.compile(r"( {0,3}\[\^[^\]]*\]: *)(.*)")
_ENDS_IN_COLON = (":", "：")
# How people number, or mark, items that no Markdown reads as a list
_ITEM_OF_OTHERS = re.compile(
    r" *(?:[•·●○■▪◦]\s*|[①-⑳]|[一二三四五六七八九十]{1,3}、"
    r"|[（(](?:[一二三四五六七八九十]{1,3}|\d{1,2}|[a-z])[)）]\s?|\d{1,2}(?:[、．]|\)\s|\.(?!\d))|[-+](?=[\u4e00-\u9fff]))"
    r"(?=\S)"
)

IsTable = Callable[[str, str], bool]


@dataclass(frozen=True, slots=True)
class _Item:
    indent: int
    number: int | None  # None in a list of bullets


class Layout:
    """Lays out the lines of a text, a quotation, or a note."""

    def __init__(
        self,
        is_table: IsTable,
        flaws: Flaws,
        embeds: Mapping[str, bool],
        depth: int = 0,
    ) -> None:
        self.is_table = is_table
        self.flaws = flaws
        self.embeds = embeds
        self.depth = depth
        self.out: list[str] = []
        self.items: list[_Item] = []
        self.block: Block | None = None  # None after an empty line
        self.last: int | None = None  # the number of the last item that had one
        self.first = self.shift = 0  # of the block: its indentation, and what is added
        self.level = 0  # of the first line since an empty one

    def lay_out(self, lines: list[str]) -> list[str]:
        place = 0
        while place < len(lines):
            quoted = self._quoted(lines, place)
            noted = self._note(lines, place)
            if quoted:
                self._quotation(lines[place : place + quoted])
            elif noted:
                self._note_text(lines[place : place + noted])
            else:
                below = lines[place + 1] if place + 1 < len(lines) else ""
                self._line(lines[place], below)
            place += max(quoted + noted, 1)
        return self.out

    def _inner(self, lines: list[str]) -> list[str]:
        inner = Layout(self.is_table, self.flaws, self.embeds, self.depth + 1)
        return inner.lay_out(lines) if self.depth < DEEPEST else lines

    def _quoted(self, lines: list[str], place: int) -> int:
        """Return the number of lines of a quotation that begins here."""
        end = place
        while end < len(lines) and _QUOTE.match(lines[end]):
            end += 1
        return end - place

    def _quotation(self, lines: list[str]) -> None:
        if self.block == "list" and _indent(lines[0]) < _CONTENT:
            self._apart()
        if self.block is None:
            self._enter(_indent(lines[0]))
        signs = [match for match in map(_QUOTE.match, lines) if match]
        inner = [line[sign.end() :] for line, sign in zip(lines, signs, strict=True)]
        sign = " " * self.shift + signs[0][1]
        self.out += [f"{sign} {line}".rstrip() for line in self._inner(inner)]
        self.block = "other"

    def _note(self, lines: list[str], place: int) -> int:
        """Return the number of lines of a note that begins here."""
        if not _NOTE.match(lines[place]):
            return 0
        end = place + 1
        for number, line in enumerate(lines[end:], end + 1):
            if line.startswith(" " * _TAB):
                end = number
            elif line.strip():
                break
        return end - place

    def _note_text(self, lines: list[str]) -> None:
        note = _NOTE.match(lines[0])
        if note is None:
            return
        inner = self._inner([note[2], *(line[_TAB:] for line in lines[1:])])
        indented = [f"{' ' * _TAB}{line}" if line else "" for line in inner[1:]]
        self.out += [f"{note[1]}{inner[0]}", *indented]
        self.items, self.block = [], "other"

    def _line(self, line: str, below: str) -> None:
        item = None if _RULE.fullmatch(line) else _ITEM.match(line)
        if not line.strip():
            self.out.append(line)
            self.block = None
        elif HTML_PLACEHOLDER_RE.fullmatch(line.strip()) or self._is_record(line):
            self._apart()
            self._begin(line, "other")
            self._apart()
        elif self.block == "table" and "|" in line:
            self._go_on(line)
        elif self.block != "code" and self.is_table(line, below):
            self._apart()
            self._begin(line, "table")
        elif item:
            self._item(line, item, below)
        elif self.block == "list" and _is_rule_after_list(line):
            self._apart()
            self._begin(line, "other")
        elif self.block is None:
            self._begin(line, "other" if _HEADING.match(line) else "text")
        else:
            self._go_on(line)

    def _apart(self) -> None:
        """Put in an empty line, unless there is one."""
        if self.block is not None:
            self.out.append("")
            self.block = None

    def _enter(self, indent: int) -> _Item | None:
        """Leave the items that are over; return the last one left, a sibling."""
        left = None
        while self.items and indent < self.items[-1].indent + _CONTENT:
            left = self.items.pop()
        self.first = indent
        self.shift = max(0, _TAB * len(self.items) - indent)
        return left

    def _begin(self, line: str, block: Block) -> None:
        self._enter(_indent(line))
        if not self.items and self.first >= _TAB:
            block = "code"
        self.block = block
        self._write(" " * self.shift + line)

    def _write(self, line: str) -> None:
        if not self.out or not self.out[-1].strip():
            self.level = _indent(line) // _TAB
        self.out.append(line)

    def _go_on(self, line: str) -> None:
        if self.block == "text" and _ITEM_OF_OTHERS.match(line):
            self.flaws.add(FlawKind.LIST_NOT_BEGUN, line)
        added = self.shift if _indent(line) >= max(self.first, 1) else 0
        self._write(" " * added + line)

    def _is_record(self, line: str) -> bool:
        """Whether a line is the embed of a record that is shown as a block."""
        embed = EMBED.fullmatch(line.strip())
        return embed is not None and not self.embeds.get(embed[1], True)

    def _item(self, line: str, item: re.Match[str], below: str) -> None:
        indent, number = len(item[1]), _number(item)
        if self.block == "code" or (self.block == "text" and indent >= self.first + 4):
            self._go_on(line)
            return
        if self.block is None and not self.items and indent >= _TAB:
            self._begin(line, "code")
            return
        if self.block == "text" and not self._begins_list(number, below):
            self.flaws.add(FlawKind.LIST_NOT_BEGUN, line)
            self._go_on(line)
            return
        if self.block == "text" and not self.out[-1].rstrip(" *_").endswith(
            _ENDS_IN_COLON
        ):
            self.flaws.add(FlawKind.LIST_BEGUN, line)
        if self.block != "list":
            self._apart()
        sibling = self._enter(indent)
        self._compare(line, sibling, number)
        text = line
        if (
            self.block == "list"
            and self.items
            and indent >= _TAB * (len(self.items) + 1)
        ):
            text = " " * _TAB * len(self.items) + line.lstrip()
        self.items.append(_Item(indent, number))
        self.last = number or self.last
        text = " " * self.shift + text
        if _indent(text) // _TAB < self.level:
            # Python-Markdown reads all lines until an empty one as deep as the first
            self._apart()
        self._write(text)
        self.block = "list"

    def _begins_list(self, number: int | None, below: str) -> bool:
        """Whether an item within a paragraph begins a list there.

        CommonMark, 5.3, says so of bullets and of 1. We add a number that goes on with
        a list before, or is followed by the next: else it may be a year.
        """
        following = _ITEM.match(below)
        return number in (None, 1, (self.last or 0) + 1) or (
            following is not None and _number(following) == (number or 0) + 1
        )

    def _compare(self, line: str, sibling: _Item | None, number: int | None) -> None:
        if sibling is None:
            return
        if (sibling.number is None) != (number is None):
            if self.block == "list":
                self.out.append("")
        elif number not in (None, 1, sibling.number, (sibling.number or 0) + 1):
            self.flaws.add(FlawKind.LIST_NUMBER, line)


class LayoutPreprocessor(Preprocessor):
    def __init__(self, md: Markdown, flaws: Flaws, embeds: Mapping[str, bool]) -> None:
        super().__init__(md)
        self.flaws = flaws
        self.embeds = embeds

    def run(self, lines: list[str]) -> list[str]:
        return Layout(self._is_table, self.flaws, self.embeds).lay_out(lines)

    def _is_table(self, line: str, below: str) -> bool:
        """Whether a table begins with these two lines, by the grammar of tables."""
        if "|" not in line or "-" not in below or below.strip(" |:-"):
            return False
        tables = self.md.parser.blockprocessors["table"]
        return tables.test(Element("div"), f"{line.strip()}\n{below.strip()}")


def _is_rule_after_list(line: str) -> bool:
    """Whether a line is a rule, not an item's: below `- a`, `---` makes no heading."""
    return _RULE.fullmatch(line) is not None and _indent(line) < _CONTENT


def _number(item: re.Match[str]) -> int | None:
    return int(item[2][:-1]) if item[2][:-1] else None


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))
