"""Markdown to a sanitised tree, with a token in the place of each embed."""

import re
from dataclasses import dataclass, field
from functools import partial
from xml.etree.ElementTree import Element as PlainElement

import markdown
import nh3
from markdown.extensions import Extension
from markdown.extensions.sane_lists import SaneListExtension
from markdown.extensions.tables import TableExtension
from markdown.treeprocessors import Treeprocessor
from pymdownx.tilde import DeleteSubExtension

from articles.rendering.anchors import Anchors
from articles.rendering.block_ids import BlockIds, NamedBlock, plain_blocks
from articles.rendering.fences import Fences
from articles.rendering.flaws import Flaw, FlawKind, Flaws, note_flaws_of_block
from articles.rendering.inline_marks import InlineMarks, Reference
from articles.rendering.layout import LayoutPreprocessor
from articles.rendering.notes import NOTE_NAME, Notes
from articles.rendering.raw_html import RawHtml, dropped_elements, without_open_elements
from articles.rendering.takeaways import Takeaways
from articles.rendering.tree import Element, parse
from articles.rendering.wrapped_lines import join_wrapped_lines
from cjo.lib.links import localised

# Two private-use characters fence the number of an embed through Markdown and the
# sanitiser; they are taken out of what comes in, so no text can forge one.
TOKEN = re.compile("\ue000(\\d+)\ue001")

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
_SIDES = {"left", "right", "center"}


@dataclass(slots=True)
class Markup:
    """A sanitised tree with tokens; `pictures` are pairs of address and description.

    `flaws` are the places of the source that may not become what the writer meant.
    """

    tree: Element
    references: list[Reference] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    flaws: list[Flaw] = field(default_factory=list)

    @property
    def pictures(self) -> list[tuple[str, str]]:
        pictures = self.tree.iter("img")
        return [(image.get("src", ""), image.get("alt", "")) for image in pictures]


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
        self, blocks: list[NamedBlock], ids: Anchors, fences: Fences, flaws: Flaws
    ) -> None:
        super().__init__()
        self.blocks = blocks
        self.ids = ids
        self.fences = fences
        self.flaws = flaws

    def extendMarkdown(self, md: markdown.Markdown) -> None:
        # after fences (25) and HTML (20), in which nothing is a list
        md.preprocessors.register(LayoutPreprocessor(md, self.flaws), "layout", 15)
        restore = self.fences.restore(md)
        block_ids = BlockIds(md, self.blocks, self.ids, restore)
        # before the lines are read (20), but after the notes are put in (50)
        md.treeprocessors.register(block_ids, "ids", 40)
        md.treeprocessors.register(_Blocks(md, self.flaws), "blocks", 35)


def to_markup(source: str, language: str, ids: Anchors) -> Markup:
    """Return the tree of a Markdown text, sanitised once and for all."""
    source = _without_fences_of_embeds(source)
    references: list[Reference] = []
    flaws, fences = Flaws(source), Fences()
    notes = Notes(flaws)
    extensions: list[Extension] = [
        notes,
        TableExtension(use_align_attribute=True),
        SaneListExtension(),
        fences,
        *_within_lines(source, references, flaws),
        _House(plain_blocks(source, ids), ids, fences, flaws),
    ]
    html = _convert(source, extensions)
    notes.note_unused()
    return _sanitised(html, language, references, flaws)


def takeaways_to_markup(takeaways: list[str], language: str, ids: Anchors) -> Markup:
    """Return the tree of takeaways: a list, an item for each line."""
    source = _without_fences_of_embeds("\n".join(takeaways))
    references: list[Reference] = []
    flaws = Flaws(source)
    extensions = [*_within_lines(source, references, flaws), Takeaways(ids)]
    return _sanitised(_convert(source, extensions), language, references, flaws)


def _without_fences_of_embeds(source: str) -> str:
    return source.replace("\ue000", "").replace("\ue001", "")


def _within_lines(
    source: str, references: list[Reference], flaws: Flaws
) -> list[Extension]:
    return [
        RawHtml(source, TAGS),
        DeleteSubExtension(subscript=False, smart_delete=False),
        InlineMarks(references, flaws),
    ]


def _convert(source: str, extensions: list[Extension]) -> str:
    return markdown.Markdown(extensions=extensions, output_format="html").convert(
        source
    )


def _sanitised(
    html: str, language: str, references: list[Reference], flaws: Flaws
) -> Markup:
    for name in dropped_elements(html, TAGS):
        flaws.add(FlawKind.ELEMENT, f"<{name}")
    links: list[str] = []
    clean = nh3.clean(
        without_open_elements(html),
        tags=TAGS,
        attributes=_ATTRIBUTES,
        attribute_filter=partial(_filter, links, language),
        url_schemes={"http", "https", "mailto"},
        link_rel=None,
    )
    tree = _tidy(parse(clean))
    join_wrapped_lines(tree, language)
    return Markup(tree, references, links, flaws.sorted())


def _tidy(root: Element) -> Element:
    """Drop paragraphs that the sanitiser emptied; align cells by a class."""
    # copied first: what is dropped would end the walk
    for paragraph in [*root.iter("p")]:
        if not len(paragraph) and not (paragraph.text or "").strip(" \n\t"):
            paragraph.drop_tree()
    for cell in root.iter("td", "th"):
        side = cell.attrib.pop("align", "")
        if side in _SIDES:
            cell.set("class", side)
    return root


def _filter(
    links: list[str], language: str, tag: str, attribute: str, value: str
) -> str | None:
    if attribute == "id":
        return value if _OUR_IDS.match(value) else None
    if attribute == "class":
        return value if value in _OUR_CLASSES | _SIDES else None
    if attribute == "href":
        if not value.startswith("#"):
            links.append(value)
        inside = value.startswith("/") and not value.startswith("//")
        has_no_language = value.startswith(("/media/", "/static/"))
        return localised(value, language) if inside and not has_no_language else value
    if attribute == "src" and not value.startswith("/media/"):
        return None  # a page makes no request to anybody else
    return value
