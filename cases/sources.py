"""Sources as a page numbers them, and what they say of a fact."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.utils.html import conditional_escape, escape
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from cases.shapes import ProvenanceShape, Sources, SourceShape
from cases.words import Words, choose
from cjo.lib.languages import get_language
from cjo.lib.locales import number_text
from cjo.lib.webaddresses import safe_address

_HAN = re.compile("[\u3400-\u9fff]")
_LATIN = re.compile("[A-Za-z]")
_IN_HAN = {"zh-hans", "ja"}
# What a title ends with that is none, or was read elsewhere
_REMARK = re.compile(r"\s*\(title [^()]*\)$")
TITLE_ROOM = 80  # letters of a title inside a sentence


@dataclass(frozen=True, slots=True)
class NumberedSource:
    """A source with its number on the page."""

    number: int
    key: str
    shape: SourceShape

    @property
    def title(self) -> Words:
        """Return its title; one described by us is in English, whatever its own."""
        title, language = self.shape["title"], self.shape["language"]
        return Words(title, "en" if self.is_described else language, "")

    @property
    def is_described(self) -> bool:
        """Tell whether its title is a description of ours: none is recorded."""
        title, language = self.shape["title"], self.shape["language"]
        ours = language in _IN_HAN and not _HAN.search(title)
        return ours or bool(_REMARK.search(title))

    @property
    def short_title(self) -> str:
        """Return its title without our remark on where that is from."""
        return _REMARK.sub("", self.shape["title"])

    @property
    def publisher(self) -> Words:
        """Return who published it: named by us in English, unless in its letters."""
        name, language = self.shape["publisher"], self.shape["language"]
        own = language in _IN_HAN and _HAN.search(name) and not _LATIN.search(name)
        return Words(name, language if own else "en", "")

    @property
    def tag(self) -> str:
        """Return the language of what stands at its address."""
        return get_language(self.shape["language"]).tag

    @property
    def url(self) -> str:
        """Return where to read it; empty for what may never be linked."""
        return safe_address(self.shape["url"]) if self.shape["public"] else ""

    @property
    def archived_url(self) -> str:
        return safe_address(self.shape["archived_url"]) if self.shape["public"] else ""


@dataclass(slots=True)
class SourceList:
    """Numbers sources in the order in which a page first names them."""

    sources: Sources
    id: str
    used: dict[str, NumberedSource] = field(default_factory=dict)

    def marks(self, keys: list[str]) -> list[NumberedSource]:
        return [self._mark(key) for key in keys]

    def _mark(self, key: str) -> NumberedSource:
        if key not in self.used:
            number = len(self.used) + 1
            self.used[key] = NumberedSource(number, key, self.sources[key])
        return self.used[key]

    @property
    def entries(self) -> list[NumberedSource]:
        return list(self.used.values())


@dataclass(frozen=True, slots=True)
class Statement:
    """What some sources say of a fact, and how sure that is."""

    field: str
    certainty: str
    agrees: bool
    note: Words
    marks: list[NumberedSource]

    @property
    def word(self) -> str:
        """Return how sure it is, as a page prints it."""
        if not self.agrees:
            return _("Other sources disagree")
        words = {
            "confirmed": _("Confirmed"),
            "probable": _("Probable"),
            "unconfirmed": _("Unconfirmed"),
        }
        return words.get(self.certainty, _("Unknown"))


def statements(
    provenance: list[ProvenanceShape], sources: SourceList, page: str
) -> list[Statement]:
    return [
        Statement(
            field=one["field"],
            certainty=one["certainty"],
            agrees=one["agrees"],
            note=choose(one["texts"], "note", page),
            marks=sources.marks(one["sources"]),
        )
        for one in provenance
    ]


def named(sources: list[NumberedSource], page: str) -> SafeString:
    """Name the first source by publisher and title, and count the others, as HTML."""
    if not sources:
        return escape(_("none on record"))
    first, others = sources[0], len(sources) - 1
    publisher = Words(first.publisher.plain, first.publisher.language, page)
    title = Truncator(first.short_title).chars(TITLE_ROOM)
    shown = conditional_escape(Words(title, first.title.language, page))
    if title and not first.is_described:
        shown = fill(_("“%(title)s”"), {"title": shown})
    comma = escape(pgettext("between parts of a source", ", "))
    parts = [conditional_escape(publisher) if publisher else "", shown]
    one = SafeString(comma.join(part for part in parts if part))
    if not others:
        return one
    words = ngettext(
        "%(source)s, and %(count)s other", "%(source)s, and %(count)s others", others
    )
    return fill(words, {"source": one, "count": number_text(others, page)})


def fill(sentence: str, words: Mapping[str, str]) -> SafeString:
    """Return a sentence with its words filled in, as HTML."""
    safe = {name: conditional_escape(word) for name, word in words.items()}
    return SafeString(escape(sentence) % safe)
