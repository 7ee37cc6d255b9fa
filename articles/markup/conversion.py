"""Markdown to sanitised HTML, with a token in the place of each embed."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from xml.etree.ElementTree import Element as PlainElement

import markdown
import nh3
from markdown.extensions import Extension
from markdown.extensions.sane_lists import SaneListExtension
from markdown.extensions.tables import TableExtension
from markdown.treeprocessors import Treeprocessor
from pymdownx.tilde import DeleteSubExtension

from articles.markup.anchors import Anchors
from articles.markup.block_ids import BlockIds, NamedBlock, plain_blocks
from articles.markup.fences import Fences
from articles.markup.flaws import Flaw, FlawKind, Flaws, note_flaws_of_block
from articles.markup.inline_marks import InlineMarks, Reference, without_tokens
from articles.markup.layout import LayoutPreprocessor
from articles.markup.notes import NOTE_NAME, Notes
from articles.markup.raw_html import RawHtml, dropped_elements, without_open_elements
from articles.markup.takeaways import Takeaways

TAGS = {
    "a", "abbr", "b", "blockquote", "br", "cite", "code", "dd", "del", "div", "dl",
    "dt", "em", "h2", "h3", "h4", "h5", "h6", "hr", "i", "img", "ins", "li", "ol",
    "p", "pre", "q", "s", "small", "span", "strong", "sub", "sup", "table", "tbody",
    "td", "th", "thead", "tr", "u", "ul",
}  # fmt: skip
_ATTRIBUTES = {
    "*": {"id", "lang", "dir"},
    "a": {"href", "title", "class"},
    "abbr": {"title"},
    "div": {"class"},
    "img": {"src", "alt", "title", "width", "height"},
    "li": {"value"},
    "ol": {"start"},
    "td": {"colspan", "rowspan", "align", "class"},
    "th": {"colspan", "rowspan", "scope", "align", "class"},
}
_OUR_IDS = re.compile(
    r"^(?:p|h)-[a-z2-7]{8}(?:-\d+)?$|^fn(?:ref\d*)?-" + NOTE_NAME + "$"
)
_OUR_CLASSES = {"footnote", "footnote-ref", "footnote-backref"}
SIDES = {"left", "right", "center"}


@dataclass(frozen=True, slots=True)
class Source:
    """The Markdown of a text. `embeds` says of each name whether it is for a line."""

    takeaways: list[str]
    body: str
    sources: str
    embeds: Mapping[str, bool]


@dataclass(frozen=True, slots=True)
class Converted:
    """Sanitised HTML with tokens, and the addresses of its links.

    `flaws` are the places of the source that may not become what the writer meant.
    """

    html: str
    references: list[Reference]
    links: list[str]
    flaws: list[Flaw]


class _Blocks(Treeprocessor):
    """Look over the blocks; the page's title is the only first-level heading."""

    def __init__(self, md: markdown.Markdown, flaws: Flaws) -> None:
        super().__init__(md)
        self.flaws = flaws

    def run(self, root: PlainElement) -> None:
        for element in root.iter():
            if element.tag == "h1":
                element.tag = "h2"
            elif element.tag in ("p", "li"):
                note_flaws_of_block(element.text or "", self.flaws)


class _House(Extension):
    def __init__(
        self,
        blocks: list[NamedBlock],
        ids: Anchors,
        fences: Fences,
        flaws: Flaws,
        embeds: Mapping[str, bool],
    ) -> None:
        super().__init__()
        self.blocks = blocks
        self.ids = ids
        self.fences = fences
        self.flaws = flaws
        self.embeds = embeds

    def extendMarkdown(self, md: markdown.Markdown) -> None:
        # after fences (25) and HTML (20), in which nothing is a list
        layout = LayoutPreprocessor(md, self.flaws, self.embeds)
        md.preprocessors.register(layout, "layout", 15)
        restore = self.fences.restore(md)
        block_ids = BlockIds(md, self.blocks, self.ids, restore)
        # before the lines are read (20), but after the notes are put in (50)
        md.treeprocessors.register(block_ids, "ids", 40)
        md.treeprocessors.register(_Blocks(md, self.flaws), "blocks", 35)


def convert(source: Source) -> list[Converted]:
    """Return takeaways, text and sources, sanitised once and for all."""
    ids = Anchors()
    return [
        _takeaways(source.takeaways, source.embeds, ids),
        _text(source.body, source.embeds, ids),
        _text(source.sources, source.embeds, ids),
    ]


def _takeaways(
    takeaways: list[str], embeds: Mapping[str, bool], ids: Anchors
) -> Converted:
    """Convert takeaways: a list, an item for each line."""
    source = without_tokens("\n".join(takeaways))
    references: list[Reference] = []
    flaws = Flaws(source)
    extensions = [
        *_within_lines(source, references, flaws, embeds),
        Takeaways(ids),
    ]
    return _sanitised(_html(source, extensions), references, flaws)


def _text(text: str, embeds: Mapping[str, bool], ids: Anchors) -> Converted:
    source = without_tokens(text)
    references: list[Reference] = []
    flaws, fences = Flaws(source), Fences()
    notes = Notes(flaws)
    extensions: list[Extension] = [
        notes,
        TableExtension(use_align_attribute=True),
        SaneListExtension(),
        fences,
        *_within_lines(source, references, flaws, embeds),
        _House(plain_blocks(source, ids), ids, fences, flaws, embeds),
    ]
    html = _html(source, extensions)
    notes.note_unused()
    return _sanitised(html, references, flaws)


def _within_lines(
    source: str,
    references: list[Reference],
    flaws: Flaws,
    embeds: Mapping[str, bool],
) -> list[Extension]:
    return [
        RawHtml(source, TAGS),
        DeleteSubExtension(subscript=False, smart_delete=False),
        InlineMarks(references, flaws, embeds),
    ]


def _html(source: str, extensions: list[Extension]) -> str:
    reader = markdown.Markdown(extensions=extensions, output_format="html")
    return reader.convert(source)


def _sanitised(html: str, references: list[Reference], flaws: Flaws) -> Converted:
    for name in dropped_elements(html, TAGS):
        flaws.add(FlawKind.ELEMENT, f"<{name}")
    links: list[str] = []
    clean = nh3.clean(
        without_open_elements(html),
        tags=TAGS,
        attributes=_ATTRIBUTES,
        attribute_filter=partial(_filter, links),
        url_schemes={"http", "https", "mailto"},
        link_rel=None,
    )
    return Converted(clean, references, links, flaws.sorted())


def _filter(links: list[str], tag: str, attribute: str, value: str) -> str | None:
    if attribute == "id":
        return value if _OUR_IDS.match(value) else None
    if attribute == "class":
        return value if value in _OUR_CLASSES | SIDES else None
    if attribute == "href" and not value.startswith("#"):
        links.append(value)
    if attribute == "src" and not value.startswith("/media/"):
        return None  # a page makes no request to anybody else
    return value
