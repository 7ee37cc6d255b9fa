"""Notes, numbered over all parts of a text in reading order."""

import re
from collections import defaultdict, deque
from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from articles.rendering.tree import Element, classes

_DEFINITION = re.compile(r"^ {0,3}\[\^([^\]]+)\]:", re.MULTILINE)
_OF_NOTES = re.compile(r"fn(?:ref\d*)?-")


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
        links: defaultdict[str, list[Element]] = defaultdict(list)
        for link, name in _references(part, items):
            links[name].append(link)
        for name in _reading_order(part, ordered, items):
            number += 1
            _set_number(items[name], links[name], number)
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


def _set_number(item: Element, links: list[Element], number: int) -> None:
    for link in links:
        link.text = str(number)
    for back in [*item.iter("a")]:
        if "footnote-backref" not in classes(back):
            continue
        if links:
            # Translators: Read by screen readers; {} is the number of the footnote.
            back.set("title", _("Back to footnote {} in the text").format(number))
        else:
            paragraph = back.getparent()
            back.drop_tree()  # nothing refers to this note: there is no way back
            paragraph.text = (paragraph.text or "").rstrip("\xa0")
