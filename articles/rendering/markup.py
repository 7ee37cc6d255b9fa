"""The trees of a text, made from the sanitised HTML of its parts."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256

from django.core.cache.backends.locmem import LocMemCache

from articles.extensions import registries
from articles.markup.conversion import SIDES, Converted, Source
from articles.markup.flaws import Flaw, FlawKind
from articles.markup.inline_marks import Reference
from articles.markup.limited import converted, texts_of, weight
from articles.rendering.tree import Element, parse
from articles.rendering.wrapped_lines import join_wrapped_lines
from cjo.lib.child_process import ChildFailed, Failure
from cjo.lib.links import localised

# Of texts that failed: for a minute they are not tried again
_failures = LocMemCache("conversion failures", {"TIMEOUT": 60, "MAX_ENTRIES": 100})


@dataclass(slots=True)
class Markup:
    """A sanitised tree with tokens; `pictures` are pairs of address and description."""

    tree: Element
    references: list[Reference] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    flaws: list[Flaw] = field(default_factory=list)

    @property
    def pictures(self) -> list[tuple[str, str]]:
        pictures = self.tree.iter("img")
        return [(image.get("src", ""), image.get("alt", "")) for image in pictures]


def embeds() -> Mapping[str, bool]:
    """Return the names of embeds, and whether each is shown within a line."""
    return {name: embed.inline for name, embed in registries.embeds.items()}


def markups_of(source: Source, language: str) -> dict[str, Markup]:
    """Return takeaways, text and sources as trees, by the names of their fields.

    All are empty, and a flaw says why, where a limit of conversion is reached.
    """
    texts = texts_of(source)
    key = sha256(json.dumps(texts).encode()).hexdigest()
    # the pages of the desk ask for the same text again and again
    failure = _failures.get(key)
    if failure is None:
        try:
            parts = converted(source)
        except ChildFailed as failed:
            failure = failed.failure
            if failure != Failure.BUSY:
                _failures.set(key, failure)
        else:
            return dict(
                zip(texts, (_markup(part, language) for part in parts), strict=True)
            )
    markups = {name: Markup(parse("")) for name in texts}
    heaviest = max(texts, key=lambda name: weight(texts[name]))
    markups[heaviest].flaws.append(_flaw(texts[heaviest], failure))
    return markups


def _flaw(text: str, failure: Failure) -> Flaw:
    """Return a flaw that names the line to look at first."""
    lines = text.splitlines() or [""]
    place = max(range(len(lines)), key=lambda place: weight(lines[place]))
    return Flaw(FlawKind(failure), place + 1, lines[place].strip())


def _markup(part: Converted, language: str) -> Markup:
    tree = _tidy(parse(part.html), language)
    join_wrapped_lines(tree, language)
    return Markup(tree, [*part.references], [*part.links], [*part.flaws])


def _tidy(root: Element, language: str) -> Element:
    """Drop paragraphs that the sanitiser emptied; align cells by a class.

    Links within the site lead to pages in the language of the text.
    """
    # copied first: what is dropped would end the walk
    for paragraph in [*root.iter("p")]:
        if not len(paragraph) and not (paragraph.text or "").strip(" \n\t"):
            paragraph.drop_tree()
    for cell in root.iter("td", "th"):
        side = cell.attrib.pop("align", "")
        if side in SIDES:
            cell.set("class", side)
    for link in root.iter("a"):
        address = link.get("href", "")
        inside = address.startswith("/") and not address.startswith("//")
        if inside and not address.startswith(("/media/", "/static/")):
            link.set("href", localised(address, language))
    return root
