"""Changes that readers are told of: at the head of a text or record, and in feeds."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from articles.models import ChangeType
from cjo.lib.languages import page_language
from cjo.lib.locales import CHINA, Precision, date_element, number_text


@dataclass(frozen=True, slots=True)
class PublicChange:
    """A version that readers are told of, its public note, and its address."""

    number: int
    type: str
    at: dt.datetime
    note: str
    url: str = ""

    @property
    def is_correction(self) -> bool:
        return self.type == ChangeType.CORRECTION

    @property
    def line(self) -> SafeString:
        return change_line(self.type, self.at, self.note)

    @property
    def line_of_later_correction(self) -> SafeString:
        """Return the line for a page of an older version, which still has the fault."""
        # Translators: On the page of an old version; {day} is a date, {note} whole
        # sentences.
        sentence = _(
            '<strong>Since corrected, {day}, in <a href="{url}">version {number}</a>:'
            "</strong> {note}"
        )
        return format_html(
            sentence,
            day=day_of(self.at),
            url=self.url,
            number=number_text(self.number, page_language()),
            note=self.note,
        )


@dataclass(frozen=True, slots=True)
class Changes:
    """The changes at the head of a version, the newest first.

    `later` are the corrections that this version does not have yet. The newest
    correction is always in sight; `folded` are older ones, and changes of other kinds.
    """

    later: list[PublicChange]
    newest: PublicChange | None
    folded: list[PublicChange]

    @classmethod
    def at_version(cls, number: int, changes: Iterable[PublicChange]) -> "Changes":
        newest_first = sorted(changes, key=lambda change: -change.number)
        made = [change for change in newest_first if change.number <= number]
        newest = next((change for change in made if change.is_correction), None)
        later = [
            change
            for change in newest_first
            if change.number > number and change.is_correction
        ]
        return cls(later, newest, [each for each in made if each is not newest])

    @property
    def made(self) -> list[PublicChange]:
        """Return the changes that this version has, the newest correction first."""
        return [*([self.newest] if self.newest else []), *self.folded]

    @property
    def corrections(self) -> list[PublicChange]:
        return [change for change in self.made if change.is_correction]

    @property
    def lines(self) -> list[SafeString]:
        """Return a line for each change: for paper and plain text, which fold none."""
        later = [change.line_of_later_correction for change in self.later]
        return [*later, *(change.line for change in self.made)]

    @property
    def folded_label(self) -> str:
        number = number_text(len(self.folded), page_language())
        if self.newest is None:
            # Translators: A line that opens a list of changes; {number} is how many.
            label = _("Changes since the first publication: {number}")
        else:
            # Translators: A line that opens a list of changes; {number} is how many.
            label = _("Earlier corrections and other changes: {number}")
        return label.format(number=number)


NO_CHANGES = Changes([], None, [])


def change_line(change_type: str, published_at: dt.datetime, note: str) -> SafeString:
    if change_type == ChangeType.CORRECTION:
        # Translators: {day} is a date, {note} whole sentences on what was wrong.
        sentence = _("<strong>Correction, {day}:</strong> {note}")
    elif change_type == ChangeType.CLARIFICATION:
        # Translators: {day} is a date, {note} whole sentences on what is said more
        # clearly now.
        sentence = _("<strong>Clarification, {day}:</strong> {note}")
    else:
        # Translators: {day} is a date, {note} whole sentences on what is new.
        sentence = _("<strong>Update, {day}:</strong> {note}")
    return format_html(sentence, day=day_of(published_at), note=note)


def day_of(at: dt.datetime) -> SafeString:
    day = at.astimezone(CHINA).date()
    return date_element(day, Precision.DAY, page_language())
