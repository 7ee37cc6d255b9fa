"""One numbered list of the sources of a text and of the records that it shows.

An embed brings a list of its own, with the class `embed-sources`, to which the marks in
it lead. In a text that list is no second one: its entries join those of the text.
"""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _
from lxml.html import Element as new_element

from articles.rendering.tree import Element, classes
from cjo.lib.locales import number_text

OF_AN_EMBED = "embed-sources"


def number_sources(parts: Sequence[Element], sources: Element, language: str) -> None:
    """Move the entries of embeds into the list of a text, and number it.

    The numbers follow those of the notes, so that no mark of a text is there twice.
    """
    brought = [each for part in parts for each in part.find_class(OF_AN_EMBED)]
    if not brought:
        return
    notes = [
        note
        for part in (*parts, sources)
        for aside in part.find_class("footnote")
        for note in aside.iterfind("ol/li")
    ]
    ordered = _ordered(sources)
    moved: dict[str, Element] = {}
    for entries in brought:
        for entry in entries:
            moved[entry.get("id", "")] = _joined(entry, ordered, sources)
        entries.drop_tree()
    first = len(notes) + 1
    for each in ordered:
        each.set("start", str(first))
        first += len(each)
    places = dict(numbered_entries(sources))
    for part in parts:
        _renumber(
            part,
            {name: (item.get("id"), places[item]) for name, item in moved.items()},
            language,
        )


def numbered_as_in(embed: Element, sources: Element, language: str) -> None:
    """Give an embed by itself the numbers of the text's list, in place of its own."""
    entries = [*numbered_entries(sources)]
    numbers: dict[str, tuple[str, int]] = {}
    for own in embed.find_class(OF_AN_EMBED):
        for entry in own:
            name, address = entry.get("id", ""), _address(entry)
            for item, number in entries:
                if item.get("id") == name or (address and address == _address(item)):
                    numbers[name] = (item.get("id", ""), number)
        own.drop_tree()
    _renumber(embed, numbers, language)


def has_those_of_embeds(sources: Element) -> bool:
    """Return whether entries of embeds are in the list of a text's sources."""
    return any(item.get("id") for item, _number in numbered_entries(sources))


def numbered_entries(sources: Element) -> Iterator[tuple[Element, int]]:
    """Yield the entries of the numbered lists of sources, each with its number."""
    for ordered in sources.iterchildren("ol"):
        for number, item in enumerate(ordered, int(ordered.get("start", "1"))):
            yield item, number


def _ordered(sources: Element) -> list[Element]:
    """Make the lists of a text's sources numbered; add one where there is none."""
    lists = [*sources.iterchildren("ul", "ol")]
    for each in lists:
        each.tag = "ol"
    if not lists:
        lists = [new_element("ol")]
        place = next(
            (
                index
                for index, child in enumerate(sources)
                if "footnote" in classes(child)
            ),
            len(sources),
        )
        sources.insert(place, lists[0])
    return lists


def _joined(entry: Element, ordered: list[Element], sources: Element) -> Element:
    """Return the entry of the text's list that is the same source, or a new one."""
    name = entry.get("id", "")
    items, address = (item for each in ordered for item in each), _address(entry)
    same = next((item for item in items if address and _address(item) == address), None)
    if same is None:
        same = new_element("li")
        entry[0].drop_tree()  # its number among those of the embed
        same.text, same[:] = (entry.text or "").lstrip(), [*entry]
        ordered[-1].append(same)
    if not same.get("id"):
        same.set("id", name)
    return same


def _address(entry: Element) -> str:
    return next((link.get("href", "") for link in entry.iter("a")), "")


def _renumber(
    root: Element, numbers: dict[str, tuple[str, int]], language: str
) -> None:
    for link in root.iter("a"):
        address = link.get("href", "")
        if address.startswith("#") and address[1:] in numbers:
            name, number = numbers[address[1:]]
            shown = number_text(number, language)
            link.set("href", f"#{name}")
            link.set("aria-label", _("Source %(number)s") % {"number": shown})
            link.text = shown
