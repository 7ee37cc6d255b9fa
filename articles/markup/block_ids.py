"""Ids of paragraphs and headings: they stay, however the grammar of texts grows.

An id hashes a block of plain Markdown, the grammar of the first texts published here.
A text is read by that grammar too, for its ids alone; each id is then given to the
element that holds the beginning of its block.
"""

import re
import xml.etree.ElementTree as etree
from collections import defaultdict, deque
from collections.abc import Callable
from dataclasses import dataclass

import markdown
from markdown.blockparser import BlockParser
from markdown.blockprocessors import ParagraphProcessor
from markdown.extensions import Extension
from markdown.extensions.footnotes import NBSP_PLACEHOLDER, FootnoteExtension
from markdown.extensions.tables import TableExtension
from markdown.treeprocessors import Treeprocessor
from markdown.util import HTML_PLACEHOLDER_RE

from articles.markup.anchors import Anchors

EMBED = re.compile(r"\[\[([a-z]+):([a-z0-9/-]+)\]\]")

_HEADING = re.compile("h[1-6]")
Restore = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class NamedBlock:
    """A block of plain Markdown, its id, and its lines without their indentation."""

    id: str
    is_heading: bool
    lines: list[str]


def plain_blocks(source: str, ids: Anchors) -> list[NamedBlock]:
    """Return the paragraphs and headings of a text as plain Markdown reads it."""
    blocks: list[NamedBlock] = []
    markdown.markdown(
        source,
        extensions=[
            FootnoteExtension(SEPARATOR="-"),
            TableExtension(),
            _PlainBlocks(ids, blocks),
        ],
    )
    return blocks


def lines_of(text: str | None) -> list[str]:
    # the way back from a note is put behind its last line
    words = (text or "").replace(NBSP_PLACEHOLDER, "")
    lines = (" ".join(line.split()) for line in words.splitlines())
    return [line for line in lines if line]


def raw_html(md: markdown.Markdown) -> Restore:
    """Return a function that puts HTML back in the place of its tokens."""

    def block(token: re.Match[str]) -> str:
        stored = md.htmlStash.rawHtmlBlocks
        place = int(token[1])
        return str(stored[place]) if place < len(stored) else token[0]

    return lambda text: HTML_PLACEHOLDER_RE.sub(block, text)


class _Paragraphs(ParagraphProcessor):
    def __init__(self, parser: BlockParser, ids: Anchors) -> None:
        super().__init__(parser)
        self.ids = ids

    def run(self, parent: etree.Element, blocks: list[str]) -> None:
        source, before = blocks[0], len(parent)
        super().run(parent, blocks)
        if len(parent) > before and parent[-1].tag == "p":
            whole = EMBED.fullmatch(source.strip())
            text = f"{whole[1]}:{whole[2]}" if whole else source
            parent[-1].set("id", self.ids.take(text))


class _Collector(Treeprocessor):
    def __init__(
        self, md: markdown.Markdown, ids: Anchors, blocks: list[NamedBlock]
    ) -> None:
        super().__init__(md)
        self.ids = ids
        self.blocks = blocks

    def run(self, root: etree.Element) -> None:
        restore = raw_html(self.md)
        for element in root.iter():
            is_heading = bool(_HEADING.fullmatch(element.tag))
            if is_heading:
                element.set("id", self.ids.take(element.text or "", "h"))
            elif element.tag != "p" or not element.get("id"):
                continue
            lines = lines_of(restore(element.text or ""))
            self.blocks.append(NamedBlock(element.get("id", ""), is_heading, lines))


class _PlainBlocks(Extension):
    def __init__(self, ids: Anchors, blocks: list[NamedBlock]) -> None:
        super().__init__()
        self.ids = ids
        self.blocks = blocks

    def extendMarkdown(self, md: markdown.Markdown) -> None:
        paragraphs = _Paragraphs(md.parser, self.ids)
        md.parser.blockprocessors.register(paragraphs, "paragraph", 10)
        collector = _Collector(md, self.ids, self.blocks)
        md.treeprocessors.register(collector, "blocks", 30)
        md.treeprocessors.deregister("inline")  # ids are those of blocks


@dataclass(frozen=True, slots=True)
class _Place:
    element: etree.Element
    is_heading: bool
    lines: list[str]


class BlockIds(Treeprocessor):
    """Gives the ids of the plain blocks to the elements of the tree."""

    def __init__(
        self,
        md: markdown.Markdown,
        blocks: list[NamedBlock],
        ids: Anchors,
        restore: Restore,
    ) -> None:
        super().__init__(md)
        self.blocks = blocks
        self.ids = ids
        self.restore = restore

    def run(self, root: etree.Element) -> None:
        places = [*self._places(root)]
        by_line: defaultdict[tuple[bool, str], deque[int]] = defaultdict(deque)
        for number, place in enumerate(places):
            if place.lines:
                by_line[place.is_heading, place.lines[0]].append(number)
        holder, last = root, -1
        for block in self.blocks:
            line = block.lines[0] if block.lines else ""
            waiting = by_line[block.is_heading, line]
            while waiting and waiting[0] <= last:
                waiting.popleft()
            match = next((n for n in waiting if _begins(block, places[n])), None)
            if match is None:
                # its words are part of another block now, such as a stretch of code
                etree.SubElement(holder, "span", id=block.id)
            else:
                last, holder = match, places[match].element
                holder.set("id", block.id)
        for place in places:
            if not place.element.get("id") and place.element.tag != "li":
                kind = "h" if place.is_heading else "p"
                place.element.set("id", self.ids.take(place.element.text or "", kind))

    def _places(self, root: etree.Element) -> list[_Place]:
        places = []
        for element in root.iter():
            is_heading = bool(_HEADING.fullmatch(element.tag))
            # the item of a note has the name of its note
            is_item = element.tag == "li" and not element.get("id")
            if is_heading or element.tag == "p" or is_item:
                lines = lines_of(self.restore(element.text or ""))
                places.append(_Place(element, is_heading, lines))
        return places


def _begins(block: NamedBlock, place: _Place) -> bool:
    return block.lines[: len(place.lines)] == place.lines
