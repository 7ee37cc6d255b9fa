"""Lines that were broken in the source of a text, and are one line to its readers.

A browser puts a space in place of the break. Scripts written without spaces between
words must have none there (CSS Text 3, 4.1.3, which not every browser follows).
"""

import re
from collections.abc import Iterator

from lxml import etree

from articles.rendering.tree import Element, Slot
from articles.rendering.unstyled import BLOCKS

# From the first space on: a search from each of many spaces would take long
_BREAK = re.compile(r"(?<![ \t])[ \t]*\n[ \t\n]*")
# Han, kana, bopomofo and their signs. Korean puts spaces between words
_UNSPACED = re.compile(
    "[\u2e80-\u312f\u3190-\ua4cf\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff9f"
    "\U00020000-\U0003ffff]"
)
# Signs of Chinese and Japanese that other languages have too
_SHARED = re.compile("[\u2014\u2018\u2019\u201c\u201d\u2026\u00b7]")
_APART = BLOCKS | {"br", "img", "td", "th"}


def join_wrapped_lines(root: Element, language: str) -> None:
    """Take out each break of a line, in a tree, that would read as a gap in a word."""
    for line in _lines(root):
        text = "".join(slot.text for slot in line)
        kept = list(text)
        for start, end in _gaps(text, language):
            kept[start:end] = [""] * (end - start)
        if "".join(kept) == text:
            continue
        place = 0
        for slot in line:
            end = place + len(slot.text)
            slot.text, place = "".join(kept[place:end]), end


def joined_lines(text: str, language: str) -> str:
    """Return a text in a single line."""
    for start, end in reversed([*_gaps(text, language)]):
        text = text[:start] + text[end:]
    return _BREAK.sub(" ", text)


def _gaps(text: str, language: str) -> Iterator[tuple[int, int]]:
    """Yield the places of the breaks that leave no space."""
    # in a Chinese text also beside the letters and figures of others: lines of a
    # fixed length are broken anywhere
    in_unspaced = language.partition("-")[0] in ("zh", "ja")
    for gap in _BREAK.finditer(text):
        around = [text[gap.start() - 1 : gap.start()], text[gap.end() : gap.end() + 1]]
        if not all(around):
            continue
        unspaced = [bool(_UNSPACED.match(character)) for character in around]
        if in_unspaced:
            signs = [bool(_SHARED.match(character)) for character in around]
            joins = any(unspaced) or any(signs)
        else:
            joins = all(unspaced)
        if joins:
            yield gap.span()


def _lines(root: Element) -> Iterator[list[Slot]]:
    """Yield the texts of each line that a reader sees as one, outside of code."""
    line: list[Slot] = []
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if element.tag in _APART and line:
            yield line
            line = []
        slot = Slot(element, is_tail=event == "end")
        if event == "end" and element is root:
            continue
        is_code = element.tag == "pre" and event == "start"
        if slot.text and not is_code and _outside_code(slot):
            line.append(slot)
    if line:
        yield line


def _outside_code(slot: Slot) -> bool:
    parent = slot.parent
    return parent.tag != "pre" and next(parent.iterancestors("pre"), None) is None
