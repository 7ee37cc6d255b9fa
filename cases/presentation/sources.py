"""Sources as a page numbers them, and what they say of a fact."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from django.utils.html import conditional_escape, escape
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from cases.numbers.normalise import HAN
from cases.presentation.text import IN_HAN, LanguageText, MixedText, choose
from cases.snapshots.schema import ProvenanceShape, Sources, SourceShape
from cjo.lib.languages import get_language
from cjo.lib.locales import number_text
from cjo.lib.safe_urls import safe_address

_HAN = re.compile(f"[{HAN}]")
_LATIN = re.compile("[A-Za-z]")
_DOMAIN = re.compile(r"[a-z0-9-]+(\.[a-z0-9-]+)+")
# What a title ends with that is none, or was read elsewhere
_REMARK = re.compile(r"\s*\(title [^()]*\)$|（标题[^（）]*）$")
TITLE_ROOM = 80  # letters of a title inside a sentence


def is_description(title: str, language: str) -> bool:
    """Tell whether a title is a description of ours: none is recorded."""
    ours = language in IN_HAN and not _HAN.search(title)
    return ours or bool(_REMARK.search(title))


@dataclass(frozen=True, slots=True)
class NumberedSource:
    """A source with its number on the page, and what the page's language calls it."""

    number: int
    key: str
    shape: SourceShape
    language: str

    @property
    def title(self) -> MixedText:
        """Return its own title; one described by us as the page's language says it."""
        title, language = self.shape["title"], self.shape["language"]
        if not self.is_described:
            return MixedText(title, language, self.language)
        return self._called("title", "zh-hans" if title.endswith("）") else "en")

    @property
    def is_described(self) -> bool:
        return is_description(self.shape["title"], self.shape["language"])

    @property
    def short_title(self) -> MixedText:
        """Return its title without our remark on where that is from, for a sentence."""
        title = self.title
        short = Truncator(_REMARK.sub("", title.plain)).chars(TITLE_ROOM)
        return MixedText(short, title.language, self.language)

    @property
    def publisher(self) -> MixedText:
        """Return who published it: by our words, or by its name in its own letters."""
        name, language = self.shape["publisher"], self.shape["language"]
        own = language in IN_HAN and _HAN.search(name) and not _LATIN.search(name)
        if _DOMAIN.fullmatch(name):  # in no language
            return self._called("publisher", self.language)
        return self._called("publisher", language if own else "en")

    def _called(self, name: Literal["title", "publisher"], language: str) -> MixedText:
        """Return what we call it; without words of ours what stands in `language`."""
        texts = self.shape.get("texts", {})
        for spoken in (
            [self.language] if self.language == language else [self.language, "en"]
        ):
            if said := texts.get(spoken, {}).get(name, ""):
                return MixedText(said, spoken, self.language)
        return MixedText(self.shape[name], language, self.language)

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
    language: str
    used: dict[str, NumberedSource] = field(default_factory=dict)

    def marks(self, keys: list[str]) -> list[NumberedSource]:
        return [self._mark(key) for key in keys]

    def _mark(self, key: str) -> NumberedSource:
        if key not in self.used:
            number = len(self.used) + 1
            self.used[key] = NumberedSource(
                number, key, self.sources[key], self.language
            )
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
    note: LanguageText
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
    provenance: list[ProvenanceShape], sources: SourceList, language: str
) -> list[Statement]:
    return [
        Statement(
            field=one["field"],
            certainty=one["certainty"],
            agrees=one["agrees"],
            note=choose(one["texts"], "note", language),
            marks=sources.marks(one["sources"]),
        )
        for one in provenance
    ]


def named(sources: list[NumberedSource], language: str) -> SafeString:
    """Name the first source by publisher and title, and count the others, as HTML."""
    if not sources:
        return escape(_("none on record"))
    first, others = sources[0], len(sources) - 1
    publisher, title = first.publisher, first.short_title
    shown = conditional_escape(title)
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
    return fill(words, {"source": one, "count": number_text(others, language)})


def fill(sentence: str, words: Mapping[str, str]) -> SafeString:
    """Return a sentence with its words filled in, as HTML."""
    safe = {name: conditional_escape(word) for name, word in words.items()}
    return SafeString(escape(sentence) % safe)
