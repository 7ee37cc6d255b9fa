"""Notes: named in Markdown, numbered over all parts of a text in reading order."""

import re
from collections import Counter, deque
from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _
from markdown.extensions.footnotes import FootnoteExtension

from articles.rendering.anchors import anchor_of
from articles.rendering.flaws import FlawKind, Flaws
from articles.rendering.tree import Element, classes

# What an id may hold: HTML forbids white space alone, the rest is for safety
NOTE_NAME = r"[^\s\"'<>&\x00-\x20]{1,60}"
_IS_NAME = re.compile(NOTE_NAME)
_DEFINITION = re.compile(r"^ {0,3}\[\^([^\]]+)\]:", re.MULTILINE)
_OF_NOTES = re.compile(r"fn(?:ref\d*)?-")


class Notes(FootnoteExtension):
    """Footnotes whose names may be of any script; a name used twice is a flaw."""

    def __init__(self, flaws: Flaws) -> None:
        self.flaws = flaws
        self.times: Counter[str] = Counter()
        super().__init__(SEPARATOR="-")

    def setFootnote(self, id: str, text: str) -> None:
        self.times[id] += 1
        if self.times[id] > 1:
            self.flaws.add(FlawKind.NOTE_TWICE, f"[^{id}]:", self.times[id])
        super().setFootnote(id, text)

    def note_unused(self) -> None:
        """Note as a flaw that no text refers to a note; call it after converting."""
        for name in self.footnotes:
            if name not in self.footnote_order:
                self.flaws.add(FlawKind.UNUSED_NOTE, f"[^{name}]:")

    def makeFootnoteId(self, id: str) -> str:
        return super().makeFootnoteId(_name(id))

    def makeFootnoteRefId(self, id: str, found: bool = False) -> str:
        return super().makeFootnoteRefId(_name(id), found)


def _name(label: str) -> str:
    return label if _IS_NAME.fullmatch(label) else anchor_of(label, "n")


def number_notes(parts: Sequence[Element]) -> None:
    """Number the notes of a text, put them in order, and give each an id of its own.

    Every part, such as the list of sources, has its own notes at its end.
    """
    taken: set[str] = set()
    number = 0
    for part in parts:
        _make_unique(part, taken)
        aside = next((div for div in part.iter("div") if _is_notes(div)), None)
        ordered = aside.find("ol") if aside is not None else None
        if ordered is None:
            continue
        items = {item.get("id", ""): item for item in ordered.iterchildren("li")}
        first = number + 1
        for name in _reading_order(part, ordered, items):
            number += 1
            _set_number(part, items[name], name, number)
            ordered.append(items[name])
        if first > 1:
            ordered.set("start", str(first))


def with_other_names(source: str, before: str) -> str:
    """Rename the notes of a source whose names are used in a text before it."""
    taken = {*_DEFINITION.findall(before)}
    names = [*_DEFINITION.findall(source)]
    for name in dict.fromkeys(names):
        new, times = name, 1
        while new in taken or (new != name and new in names):
            times += 1
            new = f"{name}-{times}"
        taken.add(new)
        source = source.replace(f"[^{name}]", f"[^{new}]")
    return source


def _is_notes(element: Element) -> bool:
    return "footnote" in classes(element)


def _make_unique(part: Element, taken: set[str]) -> None:
    """Rename notes whose names an earlier part has used."""
    names: dict[str, str] = {}
    for element in part.iter():
        name = element.get("id", "")
        if _OF_NOTES.match(name):
            new, times = name, 1
            while new in taken:
                times += 1
                new = f"{name}-{times}"
            taken.add(new)
            names[name] = new
            element.set("id", new)
    for link in part.iter("a"):
        target = link.get("href", "").removeprefix("#")
        if classes(link) and names.get(target, target) != target:
            link.set("href", f"#{names[target]}")


def _reading_order(
    part: Element, ordered: Element, items: dict[str, Element]
) -> Iterator[str]:
    """Yield the ids of notes: as the text refers to them, then the others."""
    notes = {*ordered.iter()}
    waiting = deque(
        name for link, name in _references(part, items) if link not in notes
    )
    done: set[str] = set()
    for name in [None, *items]:
        waiting.extend([name] if name else [])
        while waiting:
            following = waiting.popleft()
            if following not in done:
                done.add(following)
                yield following
                inside = _references(items[following], items)
                waiting.extend(other for _link, other in inside)


def _references(
    element: Element, items: dict[str, Element]
) -> Iterator[tuple[Element, str]]:
    for link in element.iter("a"):
        name = link.get("href", "").removeprefix("#")
        if "footnote-ref" in classes(link) and name in items:
            yield link, name


def _set_number(part: Element, item: Element, name: str, number: int) -> None:
    is_used = False
    for link in part.iter("a"):
        if link.get("href") == f"#{name}" and "footnote-ref" in classes(link):
            link.text = str(number)
            is_used = True
    for back in [*item.iter("a")]:
        if "footnote-backref" not in classes(back):
            continue
        if is_used:
            back.set("title", _("Back to footnote {} in the text").format(number))
        else:
            paragraph = back.getparent()
            back.drop_tree()  # nothing refers to this note: there is no way back
            paragraph.text = (paragraph.text or "").rstrip("\xa0")
