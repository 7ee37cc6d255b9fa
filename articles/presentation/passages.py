"""Passages: the blocks of a text, by which its languages and versions are compared.

A paragraph, a heading, a table, a record, a picture is a passage, and so is each item
of a list and each note: they have a counterpart of their own in a translation.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass
from itertools import groupby
from unicodedata import digit

from django.utils.safestring import SafeString, mark_safe
from lxml.html import Element as new_element

from articles.rendering.tree import Element, classes, inner_html, is_reference, parse
from articles.rendering.unstyled import as_prose, plain_text
from cjo.lib.links import split_language

EMBED, ITEM, NOTE = "embed", "item", "note"
_LISTS = ("ul", "ol")
_HEADING = re.compile("h[2-6]")
# One digit alone may be a word in another language
_NUMBER = re.compile(r"\d(?:[\d.,]*\d)+")


@dataclass(frozen=True, slots=True, eq=False)
class Passage:
    """A block of a text in its tree; `within` is the list that it is an item of.

    `number` is that of an item.
    """

    element: Element
    kind: str
    within: Element | None = None
    number: int = 1

    @property
    def id(self) -> str:
        name: str = self.element.get("id", "")
        return name

    @property
    def is_heading(self) -> bool:
        return bool(_HEADING.fullmatch(self.kind))

    def says(self) -> tuple[str, ...]:
        """Return all that a change of the source of a passage would change.

        A record is the same in each of its states, of which other notices tell; so are
        the numbers of notes, and links that were not written but recognised.
        """
        if self.kind == EMBED:
            return (EMBED, self.id)
        written = (
            link.get("href", "")
            for link in self.element.iter("a")
            if not classes(link) and not is_reference(link)
        )
        pictures = (image.get("src", "") for image in self.element.iter("img"))
        copy = deepcopy(self.element)
        copy.tail = None
        return (self.kind, plain_text(as_prose(copy)), *written, *pictures)

    def marks(self) -> set[str]:
        """Return the numbers and addresses, which a translation keeps."""
        if self.kind == EMBED:
            return {self.id}
        addresses = {
            split_language(link.get("href", ""))[1]
            for link in self.element.iter("a")
            if not is_reference(link)
        }
        addresses |= {image.get("src", "") for image in self.element.iter("img")}
        numbers = _NUMBER.findall(plain_text(self.element))
        return addresses | {_in_our_digits(number) for number in numbers}


def passages_of(html: str) -> tuple[Element, list[Passage]]:
    """Return the tree of a part of a text, and the passages in it, in their order."""
    root = parse(html)
    return root, [*_passages(root)]


def html_of(passages: Iterable[Passage]) -> SafeString:
    """Return passages as HTML, and take them out of their tree."""
    root = new_element("div")
    for within, group in groupby(passages, key=lambda passage: passage.within):
        members = list(group)
        holder = root if within is None else _list_like(within, members[0], root)
        for passage in members:
            passage.element.tail = None
            holder.append(passage.element)
    # safe: it was sanitised before it was stored, and is only cut in pieces here
    return mark_safe(inner_html(root))


def kinds(passages: Sequence[Passage]) -> list[str]:
    return [passage.kind for passage in passages]


def _passages(root: Element) -> Iterator[Passage]:
    for element in root:
        if element.tag in _LISTS:
            yield from _items(element, ITEM)
        elif "footnote" in classes(element):
            for ordered in element.iterchildren(*_LISTS):
                yield from _items(ordered, NOTE)
        elif "embed" in classes(element):
            yield Passage(element, EMBED)
        # an empty element keeps an id that links lead to
        elif element.text_content().strip() or len(element) or element.tag == "hr":
            yield Passage(element, str(element.tag))


def _items(holder: Element, kind: str) -> Iterator[Passage]:
    items = holder.iterchildren("li")
    for number, item in enumerate(items, int(holder.get("start", "1"))):
        yield Passage(item, kind, holder, number)


def _list_like(within: Element, first: Passage, root: Element) -> Element:
    """Append a list to a tree, which goes on with the numbers of another."""
    holder = new_element(within.tag)
    if within.tag == "ol" and first.number > 1:
        holder.set("start", str(first.number))
    if first.kind == NOTE:
        notes = new_element("div", {"class": "footnote"})
        notes.append(holder)
        root.append(notes)
    else:
        root.append(holder)
    return holder


def _in_our_digits(number: str) -> str:
    return "".join(str(digit(sign)) for sign in number if sign.isdigit())
