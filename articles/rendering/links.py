"""Links from a text to the subjects it names: put in at rendering, after sanitising.

The recognisers read a text once, as a reader sees it; the places they
name are linked here and noted by `articles.publishing.mentions`.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lxml.html import Element as new_element

from articles.extensions import registries
from articles.extensions.types import Recognised
from articles.markup.inline_marks import TOKEN
from articles.models import Subject
from articles.rendering.tree import Element, Slot
from cjo.lib.links import localised

NAMED_LIMIT = 500  # subjects of one text; more are not looked up
Named = tuple[str, str]  # kind and key of a subject

_HEADINGS = {"h2", "h3", "h4", "h5", "h6"}
_UNLINKED = {"a", "code", "pre", *_HEADINGS}
_UNREAD = {"code", "pre"}
# A link may contain only these; text goes on over the others of the second line
_CROSSED = {
    "abbr", "b", "cite", "del", "em", "i", "ins", "q", "s", "small", "span", "strong",
    "sub", "u",
}  # fmt: skip
_INLINE = _CROSSED | {"a", "code", "sup"}
_UNSEEN = "\ufffc"  # what Unicode has for an object among the letters


@dataclass(slots=True)
class _Part:
    """A stretch of text in the tree, and its place in the text that was read."""

    slot: Slot
    start: int
    end: int
    section: int
    linkable: bool


@dataclass(slots=True)
class _Link:
    """A link to put in; `start` and `end` count within its first and last part."""

    first: _Part
    last: _Part
    start: int
    end: int
    url: str


class _Reader:
    """Reads trees as one text, and remembers where in them each part is."""

    def __init__(self) -> None:
        self.parts: list[_Part] = []
        self._chunks: list[str] = []
        self._length = 0
        self._section = 0

    @property
    def plain(self) -> str:
        return "".join(self._chunks)

    def read(self, root: Element) -> None:
        self._children(root, frozenset())
        self.add("\n")
        self._section += 1

    def add(self, text: str) -> None:
        """Read a text that is in no tree."""
        self._chunks.append(text)
        self._length += len(text)

    def _children(self, element: Element, inside: frozenset[str]) -> None:
        self._text(Slot(element, is_tail=False), inside)
        for child in element:
            around = "" if child.tag in _INLINE else "\n"
            self.add(around)
            if child.tag in _HEADINGS or child.tag == "div":
                self._section += 1
            # the number of a note is no part of a number before it
            if child.tag != "sup":
                self._children(child, inside | {child.tag})
            self.add(around)
            self._text(Slot(child, is_tail=True), inside)

    def _text(self, slot: Slot, inside: frozenset[str]) -> None:
        text = slot.text
        if not text:
            return
        end = self._length + len(text)
        # HTML allows no link in a link; headings are links of the outline already
        linkable = not inside & _UNLINKED
        self.parts.append(_Part(slot, self._length, end, self._section, linkable))
        if inside & _UNREAD:
            self.add(_UNSEEN * len(text))
        else:
            seen = TOKEN.sub(lambda token: _UNSEEN * len(token[0]), text)
            self.add(seen.replace("\n", " "))


def link_named(roots: Sequence[Element], language: str, *, head: str) -> list[Named]:
    """Put links to the subjects that trees name into them; return all subjects named.

    `head` is read too, and not linked. A subject without an address gets no link; one
    that is linked in a section gets no second, so that linking twice changes nothing.
    """
    reader = _Reader()
    reader.add("".join(f"{line}\n" for line in head.splitlines()))
    for root in roots:
        reader.read(root)
    plain = reader.plain
    matches = [
        match for find in registries.recognisers for match in find(plain, language)
    ]
    named = list(dict.fromkeys((match.kind, match.key) for match in matches))
    named = named[:NAMED_LIMIT]
    links = [*_chosen(reader, matches, _addresses(named))]
    # from the end, so that the places before a link stay where they were read
    for link in reversed(links):
        _put_in(link, localised(link.url, language))
    return named


def _addresses(named: list[Named]) -> dict[Named, str]:
    if not named:
        return {}
    rows = Subject.objects.readable().filter(key__in={key for _kind, key in named})
    known = rows.exclude(url="").values_list("kind", "key", "url")
    wanted = set(named)
    return {(kind, key): url for kind, key, url in known if (kind, key) in wanted}


def _chosen(
    reader: _Reader, matches: list[Recognised], addresses: dict[Named, str]
) -> Iterator[_Link]:
    """Yield the links to put in: of two that overlap the first, then the longer one."""
    starts = [part.start for part in reader.parts]
    linked: set[tuple[int, Named]] = set()
    done = 0
    for match in sorted(matches, key=lambda match: (match.start, -match.end)):
        named = (match.kind, match.key)
        if match.start < done or match.end <= match.start or named not in addresses:
            continue
        first = bisect_right(starts, match.start) - 1
        last = bisect_left(starts, match.end) - 1
        parts = reader.parts[first : last + 1] if first >= 0 else []
        if not parts or match.start >= parts[0].end or match.end > parts[-1].end:
            continue  # in the head, or over the end of a tree
        once = (parts[0].section, named)
        linkable = all(part.linkable for part in parts)
        if linkable and _between(parts[0].slot, parts[-1].slot) is None:
            continue
        done = match.end
        if linkable and once not in linked:
            start, end = match.start - parts[0].start, match.end - parts[-1].start
            yield _Link(parts[0], parts[-1], start, end, addresses[named])
        linked.add(once)


def _between(first: Slot, last: Slot) -> list[Element] | None:
    """Return the elements between two slots; None if a link cannot contain them."""
    parent = first.parent
    if parent is not last.parent:
        return None
    start = parent.index(first.element) + 1 if first.is_tail else 0
    end = parent.index(last.element) + 1 if last.is_tail else 0
    elements = parent[start:end]
    inside = (child.tag for element in elements for child in element.iter())
    return elements if _CROSSED.issuperset(inside) else None


def _put_in(link: _Link, address: str) -> None:
    element = new_element("a", {"class": "cited", "href": address})
    first, last = link.first.slot, link.last.slot
    around = new_element("div")
    around.append(element)
    elements = _between(first, last) or []
    if not elements:
        element.text = first.text[link.start : link.end]
        first.insert(around, link.start, link.end)
        return
    element.text, element.tail = first.text[link.start :], last.text[link.end :]
    last.text = last.text[: link.end]
    first.insert(around, link.start, len(first.text))
    element.extend(elements)
