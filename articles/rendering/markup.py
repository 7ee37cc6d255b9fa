"""Markdown to a sanitised tree, with a token in the place of each embed."""

import re
import xml.etree.ElementTree as etree
from dataclasses import dataclass, field
from functools import partial

import markdown
import nh3
from django.utils.translation import gettext as _
from markdown.blockprocessors import ParagraphProcessor
from markdown.extensions import Extension
from markdown.extensions.footnotes import FootnoteExtension
from markdown.extensions.tables import TableExtension
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor

from articles.rendering.anchors import Anchors
from articles.rendering.tree import Element, parse
from cjo.lib.links import localised

# Two private-use characters fence the number of an embed through Markdown and the
# sanitiser; they are taken out of what comes in, so no text can forge one.
TOKEN = re.compile("\ue000(\\d+)\ue001")
EMBED = re.compile(r"\[\[([a-z]+):([a-z0-9/-]+)\]\]")

_TAGS = {
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
_OUR_IDS = re.compile(r"^(?:p|h)-[a-z2-7]{8}(?:-\d+)?$|^fn(?:ref)?\d*-[\w-]{1,60}$")
_OUR_CLASSES = {"footnote", "footnote-ref", "footnote-backref"}
_SIDES = {"left", "right", "center"}


@dataclass(slots=True)
class Reference:
    name: str
    argument: str


@dataclass(slots=True)
class Markup:
    """A sanitised tree with tokens; `pictures` are pairs of address and description."""

    tree: Element
    references: list[Reference] = field(default_factory=list)
    links: list[str] = field(default_factory=list)

    @property
    def pictures(self) -> list[tuple[str, str]]:
        pictures = self.tree.iter("img")
        return [(image.get("src", ""), image.get("alt", "")) for image in pictures]


class _EmbedPattern(InlineProcessor):
    def __init__(self, references: list[Reference], md: markdown.Markdown) -> None:
        super().__init__(EMBED.pattern, md)
        self.references = references

    def handleMatch(  # type: ignore[override]
        self, m: re.Match[str], data: str
    ) -> tuple[str, int, int]:
        self.references.append(Reference(m[1], m[2]))
        token = f"\ue000{len(self.references) - 1}\ue001"
        return token, m.start(0), m.end(0)


class _AnchoredParagraphs(ParagraphProcessor):
    def __init__(self, parser: markdown.blockparser.BlockParser, ids: Anchors) -> None:
        super().__init__(parser)
        self.ids = ids

    def run(self, parent: etree.Element, blocks: list[str]) -> None:
        source, before = blocks[0], len(parent)
        super().run(parent, blocks)
        if len(parent) > before and parent[-1].tag == "p":
            whole = EMBED.fullmatch(source.strip())
            text = f"{whole[1]}:{whole[2]}" if whole else source
            parent[-1].set("id", self.ids.take(text))


class _Headings(Treeprocessor):
    """Give headings ids; the page's title is the only first-level heading."""

    def __init__(self, md: markdown.Markdown, ids: Anchors) -> None:
        super().__init__(md)
        self.ids = ids

    def run(self, root: etree.Element) -> None:
        for element in root.iter():
            if re.fullmatch("h[1-6]", element.tag):
                element.set("id", self.ids.take(element.text or "", "h"))
                if element.tag == "h1":
                    element.tag = "h2"


class _House(Extension):
    def __init__(self, references: list[Reference], ids: Anchors) -> None:
        super().__init__()
        self.references = references
        self.ids = ids

    def extendMarkdown(self, md: markdown.Markdown) -> None:
        md.inlinePatterns.register(_EmbedPattern(self.references, md), "embed", 175)
        paragraphs = _AnchoredParagraphs(md.parser, self.ids)
        md.parser.blockprocessors.register(paragraphs, "paragraph", 10)
        md.treeprocessors.register(_Headings(md, self.ids), "headings", 30)


def to_markup(source: str, language: str, ids: Anchors) -> Markup:
    """Return the tree of a Markdown text, sanitised once and for all."""
    references: list[Reference] = []
    links: list[str] = []
    extensions: list[Extension] = [
        FootnoteExtension(
            SEPARATOR="-",
            BACKLINK_TITLE=_("Back to footnote {} in the text"),
        ),
        TableExtension(use_align_attribute=True),
        _House(references, ids),
    ]
    html = markdown.Markdown(extensions=extensions, output_format="html").convert(
        source.replace("\ue000", "").replace("\ue001", "")
    )
    clean = nh3.clean(
        html,
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        attribute_filter=partial(_filter, links, language),
        url_schemes={"http", "https", "mailto"},
        link_rel=None,
    )
    return Markup(_tidy(parse(clean)), references, links)


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
