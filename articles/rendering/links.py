"""Links from a text to what it names: put in when it is rendered, after sanitising.

The recognisers read a text once, as a reader sees it; what they find is linked here
and noted by `articles.publishing.mentions`.
"""

import html
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from django.utils.html import format_html

from articles.extensions import registries
from articles.extensions.types import Recognised
from articles.models import Subject
from articles.rendering.markup import TOKEN
from cjo.lib.links import localised

NAMED_LIMIT = 500  # subjects of one text; what is named beyond is not looked up
Named = tuple[str, str]  # kind and key of a subject

_TAG = re.compile(r"""(<(?:[^<>"]|"[^"]*")*>)""")
_NAME = re.compile(r"<(/?)([a-z0-9]+)")
_VOID = {"br", "hr", "img"}
_HEADINGS = {"h2", "h3", "h4", "h5", "h6"}
_UNLINKED = {"a", "code", "pre", *_HEADINGS}
_UNREAD = {"code", "pre"}
# Only these may stand inside a link; text goes on over the others of the second line
_CROSSED = {
    "abbr", "b", "cite", "del", "em", "i", "ins", "q", "s", "small", "span", "strong",
    "sub", "u",
}  # fmt: skip
_INLINE = _CROSSED | {"a", "code", "sup"}


@dataclass(slots=True)
class _Part:
    """Text between two tags: its place in what was read, and among the tags."""

    text: str
    start: int
    place: int
    section: int
    linkable: bool
    inserts: list[tuple[int, str]] = field(default_factory=list)

    @property
    def end(self) -> int:
        return self.start + len(self.text)

    def html(self, source: str) -> str:
        """Return the text with what was put in; just as it was, if nothing was."""
        if not self.inserts:
            return source
        pieces, done = [], 0
        for offset, markup in self.inserts:
            pieces += [_escaped(self.text[done:offset]), markup]
            done = offset
        return "".join([*pieces, _escaped(self.text[done:])])


class _Reader:
    """Reads sanitised HTML as one text, and remembers what stood where."""

    def __init__(self) -> None:
        self.parts: list[_Part] = []
        # tags, and text with its part; without one, if it is not read
        self.sequence: list[tuple[str, _Part | None]] = []
        self._chunks: list[str] = []
        self._length = 0
        self._section = 0
        self._open: list[str] = []

    @property
    def plain(self) -> str:
        return "".join(self._chunks)

    def read(self, piece: str) -> slice:
        """Take in a piece; return where its tags and texts stand in the sequence."""
        first = len(self.sequence)
        for number, source in enumerate(_TAG.split(piece)):
            if number % 2:
                self._tag(source)
                self.sequence.append((source, None))
            elif source:
                self.sequence.append((source, self._text(source)))
        self.add("\n")
        self._section += 1
        return slice(first, len(self.sequence))

    def add(self, text: str) -> None:
        """Take in text that stands in no piece."""
        self._chunks.append(text)
        self._length += len(text)

    def _text(self, source: str) -> _Part | None:
        inside = set(self._open)
        if "sup" in inside:  # the number of a note is no part of one before it
            return None
        text = html.unescape(source)
        linkable = not inside & _UNLINKED
        part = _Part(text, self._length, len(self.sequence), self._section, linkable)
        self.parts.append(part)
        masked = TOKEN.sub(lambda found: "\ufffc" * len(found[0]), text)
        unread = "\ufffc" * len(text) if inside & _UNREAD else masked
        self.add(unread.replace("\n", " "))
        return part

    def _tag(self, source: str) -> None:
        found = _NAME.match(source)
        if found is None:
            return
        closes, name = found.groups()
        if closes and name in self._open:
            del self._open[len(self._open) - 1 - self._open[::-1].index(name) :]
        elif not closes and name not in _VOID:
            self._open.append(name)
        if name not in _INLINE:
            self.add("\n")
        if name in _HEADINGS or name == "div":
            self._section += 1


def link_named(
    pieces: Sequence[str], language: str, *, head: str = ""
) -> tuple[list[str], list[Named]]:
    """Return the pieces with links to what they name, and all that is named.

    `head` is read too, and not linked. What has no address gets no link; what has one
    in a section already gets no second, so that linking twice changes nothing.
    """
    reader = _Reader()
    reader.add("".join(f"{line}\n" for line in head.splitlines()))
    places = [reader.read(piece) for piece in pieces]
    plain = reader.plain
    found = [one for find in registries.recognisers for one in find(plain, language)]
    named = list(dict.fromkeys((one.kind, one.key) for one in found))[:NAMED_LIMIT]
    for one, first, last, url in _chosen(reader, found, _addresses(named)):
        opening = format_html('<a class="cited" href="{}">', localised(url, language))
        first.inserts.append((one.start - first.start, opening))
        last.inserts.append((one.end - last.start, "</a>"))
    linked = [
        "".join(
            part.html(source) if part else source
            for source, part in reader.sequence[place]
        )
        for place in places
    ]
    return linked, named


def _addresses(named: list[Named]) -> dict[Named, str]:
    """Return the path of each subject that has a page."""
    if not named:
        return {}
    rows = Subject.objects.readable().filter(key__in={key for _kind, key in named})
    known = rows.exclude(url="").values_list("kind", "key", "url")
    wanted = set(named)
    return {(kind, key): url for kind, key, url in known if (kind, key) in wanted}


def _chosen(
    reader: _Reader, found: list[Recognised], addresses: dict[Named, str]
) -> Iterator[tuple[Recognised, _Part, _Part, str]]:
    """Yield what gets a link: of two that overlap the first, then the longer one."""
    starts = [part.start for part in reader.parts]
    linked: set[tuple[int, Named]] = set()
    done = 0
    for one in sorted(found, key=lambda one: (one.start, -one.end)):
        named = (one.kind, one.key)
        if one.start < done or one.end <= one.start or named not in addresses:
            continue
        first = bisect_right(starts, one.start) - 1
        last = bisect_left(starts, one.end) - 1
        parts = reader.parts[first : last + 1] if first >= 0 else []
        if not parts or one.start >= parts[0].end or one.end > parts[-1].end:
            continue  # in the head, or over the end of a piece
        once = (parts[0].section, named)
        stands = all(part.linkable for part in parts)
        if stands and not _holds(reader.sequence[parts[0].place : parts[-1].place]):
            continue
        done = one.end
        if stands and once not in linked:
            yield one, parts[0], parts[-1], addresses[named]
        linked.add(once)


def _holds(between: list[tuple[str, _Part | None]]) -> bool:
    """Tell whether a link can hold these tags: all of them closed, none opened."""
    depth = 0
    for source, part in between:
        if part is not None:
            continue
        found = _NAME.match(source)
        if found is None or found[2] not in _CROSSED:
            return False
        depth += -1 if found[1] else 1
        if depth < 0:
            return False
    return depth == 0


def _escaped(text: str) -> str:
    """Return text as the sanitiser writes it."""
    return html.escape(text, quote=False).replace("\xa0", "&nbsp;")
