"""Published: a text or record at one of its versions, for history, citation and 410.

`articles.views.lookup` and `cases.views.lookup` find one by its address.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from django.utils.safestring import SafeString

from articles.models import ChainedModel, IntegrityEntry
from articles.presentation.withheld import withheld_line
from cjo.lib.references import Citation


@dataclass(frozen=True, slots=True)
class VersionFile:
    """A version in another format; `label` names the format."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class CitedPart:
    """A part of a record with a citation of its own."""

    label: str
    url: str


class Published(Protocol):
    """A text or a record, at the version that was asked for.

    `languages` are those that its pages exist in; None: in each ready one. Titles and
    notes are LanguageText where they may be in another language than the page.
    """

    @property
    def version(self) -> ChainedModel: ...

    @property
    def title(self) -> str: ...

    @property
    def note(self) -> str: ...

    @property
    def is_newest(self) -> bool: ...

    @property
    def languages(self) -> list[str] | None: ...

    @property
    def cache_keys(self) -> list[str]: ...

    @property
    def url(self) -> str:
        """Return the address that always shows the newest version."""

    @property
    def history_url(self) -> str: ...

    def version_url(self) -> str:
        """Return the address that shows this version for ever."""

    def cite_url(self) -> str:
        """Return the address of the citation of this version."""

    def files(self) -> list[VersionFile]: ...

    def citation(self) -> Citation:
        """Return how this version is cited; raise Http404 if it has no text."""

    def cited_parts(self) -> Sequence[CitedPart]:
        """Return the parts that can be cited each, as the rows of an overview."""

    def history(self) -> Sequence["Published"]:
        """Return each of its versions, newest first."""


class Find(Protocol):
    """Finds a text or record by its slug: at its newest version, or at a number.

    Raises Http404, Withdrawn and NotInLanguage.
    """

    def __call__(self, slug: str, number: int | None = None) -> Published: ...


class Printed(Published, Protocol):
    """A text or a record that has a PDF."""

    @property
    def pdf_cache_keys(self) -> list[str]:
        """Return the keys of all that the PDF is made from."""

    @property
    def text_url(self) -> str:
        """Return the address of its text as Markdown; "" if it has none."""

    def pdf(self) -> bytes:
        """Return its PDF in the language of the page; raise TypesettingFailed."""


class FindPrinted(Protocol):
    def __call__(self, slug: str, number: int | None = None) -> Printed: ...


class Withdrawn(Exception):
    """The text or record asked for was withdrawn: by `published.version`."""

    def __init__(self, published: Published) -> None:
        super().__init__(str(published.version))
        self.published = published


class NotInLanguage(Exception):
    """A text exists, but not in the language of the page."""

    def __init__(self, slug: str) -> None:
        super().__init__(slug)
        self.slug = slug


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """A line of a history; `url` is empty where the version was withdrawn."""

    number: int
    published_at: dt.datetime
    type_label: str
    note: str
    hash: str
    entry: IntegrityEntry | None
    url: str
    files: list[VersionFile]
    withheld: SafeString | None


def history_lines(
    states: Sequence[Published], *, with_entries: bool = False
) -> list[HistoryLine]:
    """Return a line for each version; `with_entries` finds its integrity entry too."""
    # what was withdrawn stays so, whatever was published later
    withdrawn = [
        state.version.number for state in states if state.version.is_withdrawal
    ]
    last_gone = max(withdrawn, default=0)
    hashes = [state.version.hash for state in states] if with_entries else []
    entries = IntegrityEntry.objects.of_versions(hashes)
    return [
        _line(
            state,
            entries.get(state.version.hash),
            is_gone=state.version.number <= last_gone,
        )
        for state in states
    ]


def _line(
    published: Published, entry: IntegrityEntry | None, *, is_gone: bool
) -> HistoryLine:
    version = published.version
    return HistoryLine(
        number=version.number,
        published_at=version.published_at,
        type_label=version.get_change_type_display(),
        note=published.note,
        hash=version.hash,
        entry=entry,
        url="" if is_gone else published.version_url(),
        files=[] if is_gone else published.files(),
        withheld=withheld_line(version),
    )
