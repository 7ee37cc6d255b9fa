"""Sources as a page numbers them, and what they say of a fact."""

import re
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from cases.shapes import ProvenanceShape, Sources, SourceShape
from cases.words import Words, choose
from cjo.lib.languages import get_language
from cjo.lib.webaddresses import safe_address

_HAN = re.compile("[\u3400-\u9fff]")
_LATIN = re.compile("[A-Za-z]")
_IN_HAN = {"zh-hans", "ja"}


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
        described = language in _IN_HAN and not _HAN.search(title)
        return Words(title, "en" if described else language, "")

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
