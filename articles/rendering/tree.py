"""Our own HTML as one tree: parsed once after sanitising, walked by every output."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias
from urllib.parse import urljoin

import nh3
from lxml import etree, html

from cjo.lib.links import absolute

Element: TypeAlias = html.HtmlElement

# Elements within each other. Nothing that an editor writes comes near; what is deeper
# would be too deep for functions that call themselves, and keeps its text alone
DEEPEST = 80
# What XML 1.0 cannot hold, not even escaped (its production 2, Char)
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_FILLING = "\ue002"  # for private use: no text has it between two tags


def for_xml(text: str) -> str:
    """Return the text without the characters that would make XML unreadable."""
    return _NOT_XML.sub("", text)


def parse(source: str) -> Element:
    """Return a `div` without attributes that contains this HTML."""
    root, is_whole = _parsed(for_xml(source))
    if not is_whole:  # libxml2 stops at 2,048 levels
        root, _is_whole = _parsed(nh3.clean(source, tags=set()))
    level = [root]
    for _depth in range(DEEPEST):
        level = [child for element in level for child in element]
    for element in level:
        text = "".join(element.itertext())
        del element[:]
        element.text = text
    return root


def _parsed(source: str) -> tuple[Element, bool]:
    parser = html.HTMLParser(huge_tree=True, remove_comments=True, remove_pis=True)
    # not as a fragment: lxml would lose white space at its beginning
    page = html.document_fromstring(f"<html><body>{source}</body></html>", parser)
    root = page.find("body")
    root.tag = "div"
    return root, not parser.error_log.filter_from_fatals()


def inner_html(root: Element) -> str:
    # libxml2 leaves out the end of these where they are empty: what follows would fall
    # into them
    items = root.iter("li", "dt", "dd")
    empty = [item for item in items if not len(item) and not item.text]
    for item in empty:
        item.text = _FILLING
    whole: str = html.tostring(root, encoding="unicode")
    for item in empty:
        item.text = None
    whole = whole.replace(f">{_FILLING}</", "></")
    return whole.removeprefix("<div>").removesuffix("</div>")


def classes(element: Element) -> list[str]:
    return str(element.get("class", "")).split()


def is_reference(element: Element) -> bool:
    """Whether this is the number of a note or of a source, or the way back from it."""
    leads_here = element.tag == "a" and element.get("href", "").startswith("#")
    return leads_here and not any(map(str.isalpha, element.text_content()))


def make_absolute(root: Element, page_url: str) -> None:
    """Make every address absolute; `#…` leads into the page."""
    # addresses come from SITE_URL, whatever Host a request named
    for element in root.iter():
        for name in {"href", "src", "cite"} & {*element.attrib}:
            address = element.get(name)
            inside = address.startswith("/") and not address.startswith("//")
            whole = absolute(address) if inside else urljoin(page_url, address)
            element.set(name, whole)
        if "srcset" in element.attrib:
            # our own addresses, each followed by a space and a width
            files = element.get("srcset").split(", ")
            element.set("srcset", ", ".join(absolute(file) for file in files))


@dataclass(slots=True)
class Slot:
    """A place for text: before the children of an element, or after its end."""

    element: Element
    is_tail: bool

    @property
    def text(self) -> str:
        return (self.element.tail if self.is_tail else self.element.text) or ""

    @text.setter
    def text(self, text: str) -> None:
        if self.is_tail:
            self.element.tail = text
        else:
            self.element.text = text

    @property
    def parent(self) -> Element:
        return self.element.getparent() if self.is_tail else self.element

    def insert(self, root: Element, start: int, end: int) -> None:
        """Put the content of an element in place of a part of the text."""
        # a child that moves takes its tail along: the rest goes behind the last one's
        text, rest, children = self.text, self.text[end:], [*root]
        self.text = text[:start] + (root.text or "")
        if not children:
            self.text += rest
            return
        place = self.parent.index(self.element) + 1 if self.is_tail else 0
        self.parent[place:place] = children
        children[-1].tail = (children[-1].tail or "") + rest


def slots(root: Element) -> Iterator[Slot]:
    for event, element in etree.iterwalk(root, events=("start", "end")):
        is_tail = event == "end"
        slot = Slot(element, is_tail)
        if slot.text and not (is_tail and element is root):
            yield slot
