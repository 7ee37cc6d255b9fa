"""The types that a record offers to articles: embeds, recognisers, feeds, search."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from django.utils.safestring import SafeString

from articles.extensions.entry import Entry, FeedPlace

if TYPE_CHECKING:
    from django.db.models import Q, QuerySet


@dataclass(frozen=True, slots=True)
class RecordState:
    """One published state of a record, as an embed shows it."""

    kind: str
    key: str
    number: int
    hash: str
    snapshot: dict[str, Any]


class Embed(Protocol):
    """A way to show a record in a text: `[[name:argument]]`.

    `argument` is the record's key; of a figure, which is of the record kind
    `overview`, it is KEY/STATISTIC. The HTML depends on state, argument and language
    alone. It is all that an embed has: feeds, Markdown, plain text and PDF read it,
    with the classes that `articles.rendering.unstyled` and `articles.pdf.embeds` name.
    """

    name: str
    record_kind: str
    inline: bool
    example: str
    help: str

    def newest(self, argument: str) -> RecordState | None:
        """Return the newest published state; None for an unknown record."""

    def at(self, argument: str, number: int) -> RecordState:
        """Return the state that a Version froze; KeyError if there is none."""

    def has(self, state: RecordState, argument: str) -> bool:
        """Return whether a state has the part that an argument names."""

    def corrections_since(self, argument: str, number: int) -> list[int]:
        """Return the later versions that corrected the record, oldest first."""

    def html(self, state: RecordState, argument: str, language: str) -> SafeString: ...

    def subjects(self, state: RecordState) -> list[tuple[str, str]]:
        """Return kind and key of each Subject that it shows, its own first."""


@dataclass(frozen=True, slots=True)
class Recognised:
    """A place in plain text that names a subject."""

    start: int
    end: int
    kind: str
    key: str


class Recogniser(Protocol):
    """Finds case numbers, provisions… in the text of a Version."""

    def __call__(self, text: str, language: str) -> Iterable[Recognised]: ...


@dataclass(frozen=True, slots=True)
class SearchResult:
    """A line of the results page; `detail` may be HTML.

    `abstract_language` is given where the abstract is in another than the title.
    """

    title: str
    language: str
    abstract: str
    url: str
    detail: str = ""
    abstract_language: str = ""


class SearchSource(Protocol):
    """One kind of things that can be searched: their rows and their results."""

    kind: str

    @property
    def heading(self) -> str:
        """Return the name of the kind in the plural, above its results."""

    def results(self, keys: Iterable[str], language: str) -> dict[str, SearchResult]:
        """Return the results of these keys that readers may see."""

    def keys(self) -> list[str]:
        """Return the keys of everything that readers may find."""

    def index(self, keys: Iterable[str]) -> None:
        """Store the rows of these keys anew, and remove those they should not have."""


@dataclass(frozen=True, slots=True)
class Correction:
    """A line of the log of corrections; `url` is empty if it cannot be read.

    `version` is the hash of the version that corrected or withdrew.
    The note is in the language of the title, unless `note_language` names its own.
    `ahead` names the languages of a record that were corrected while the words in the
    language of the log were not.
    """

    tag: str
    at: dt.datetime
    title: str
    title_language: str
    note: str
    type_label: str
    url: str
    history_url: str
    version: str
    is_withdrawal: bool = False
    note_language: str = ""
    ahead: str = ""

    @property
    def act(self) -> tuple[dt.datetime, str, str]:
        """Return the same for all lines of one act on several texts or records."""
        return self.at.replace(second=0, microsecond=0), self.type_label, self.note

    @property
    def language_of_note(self) -> str:
        return self.note_language or self.title_language


class CorrectionLog(Protocol):
    """The corrections of one kind of things: places of all, lines of some."""

    kind: str

    def places(self, language: str) -> "QuerySet[Any, Any]":
        """Return rows that have `published_at` and `pk`, in no order."""

    def readable(self, language: str) -> "QuerySet[Any, Any]":
        """Return the places of corrections whose subject was not withdrawn since."""

    def languages(self) -> Iterable[str]:
        """Return the languages in which there is any place."""

    def lines(self, ids: Iterable[int], language: str) -> dict[int, Correction]: ...


class FeedSource(Protocol):
    """Entries, other than articles, in the feed of a subject such as a court."""

    def keys(self, kind: str, key: str) -> list[str]:
        """Return the keys whose stamps move with every change of its entries."""

    def entries(
        self, kind: str, key: str, language: str, held: int, before: FeedPlace | None
    ) -> list[Entry]:
        """Return the newest entries after a place, in the order of a feed."""

    def subjects(self) -> "Q":
        """Return the Subjects whose feeds include an entry of this source."""

    def lines(self) -> list[tuple[str, str, str]]:
        """Return kind, title and route of each feed of its own that has entries."""
