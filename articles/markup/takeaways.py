"""Takeaways: each is a line of words, in which a sign at the start is a sign."""

import re
import xml.etree.ElementTree as etree

import markdown
from markdown.blockparser import BlockParser
from markdown.blockprocessors import BlockProcessor
from markdown.extensions import Extension
from markdown.preprocessors import NormalizeWhitespace, Preprocessor
from markdown.util import Registry

from articles.markup.anchors import Anchors

# Up to renderer 7 these lines became a quotation and a heading, whose ids are known
_QUOTATION = re.compile(r"(?:>\s*)+")
_HEADING = re.compile(r"#{1,6}(.*?)#*$")
# What would begin a block of Markdown at the start of a line
_BLOCK = re.compile(
    r"(?=(?:[-+*]|#{1,6})(?:\s|$)|>|\||```|~~~|([-*_=])(?:\s*\1)*\s*$|\[[^]]+\]:)"
)
_NUMBER = re.compile(r"(\d{1,9})(?=[.)](?:\s|$))")


class Takeaways(Extension):
    """Reads each line as an item of a single list, and no other blocks."""

    def __init__(self, ids: Anchors) -> None:
        super().__init__()
        self.ids = ids

    def extendMarkdown(self, md: markdown.Markdown) -> None:
        preprocessors: Registry[Preprocessor] = Registry()
        preprocessors.register(NormalizeWhitespace(md), "normalize_whitespace", 30)
        md.preprocessors = preprocessors
        blocks: Registry[BlockProcessor] = Registry()
        blocks.register(_Lines(md.parser, self.ids), "lines", 10)
        md.parser.blockprocessors = blocks


class _Lines(BlockProcessor):
    def __init__(self, parser: BlockParser, ids: Anchors) -> None:
        super().__init__(parser)
        self.ids = ids

    def test(self, parent: etree.Element, block: str) -> bool:
        return True

    def run(self, parent: etree.Element, blocks: list[str]) -> None:
        lines = [line for line in blocks.pop(0).split("\n") if line.strip()]
        items = etree.SubElement(parent, "ul") if lines else parent
        for line in lines:
            item = etree.SubElement(items, "li")
            item.text = line
            self._keep_id(item, line)

    def _keep_id(self, item: etree.Element, line: str) -> None:
        quotation, heading = _QUOTATION.match(line), _HEADING.match(line)
        if quotation:
            item.set("id", self.ids.take(line[quotation.end() :]))
        elif heading:
            item.set("id", self.ids.take(heading[1].strip(), "h"))


def as_markdown(takeaway: str) -> str:
    """Return a takeaway so that every dialect of Markdown reads it as a line of words.

    Emphasis and links are left as they are.
    """
    if _BLOCK.match(takeaway):
        return f"\\{takeaway}"
    return (
        _NUMBER.sub(r"\1\\", takeaway, count=1) if takeaway[:1].isdigit() else takeaway
    )
