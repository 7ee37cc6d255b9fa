"""An entry of a feed, whichever app it comes from."""

import datetime as dt
import re
from dataclasses import dataclass

from django.db.models import Q

from articles.models import IntegrityEntry

_PLACE = re.compile(r"(\d{4}-\d\d-\d\d)\.(\d)\.([1-9]\d{0,17})")


@dataclass(frozen=True, slots=True)
class Person:
    """A name in the byline; `is_author` for all but translators and editors.

    `language` is the tag of the name's language, given only where it is not the feed's.
    """

    name: str
    url: str
    is_author: bool
    language: str = ""


@dataclass(frozen=True, slots=True)
class Term:
    """A category: its slug, its name, the address that its slug hangs on.

    `language` is the tag of the name's language, given only where it is not the feed's.
    """

    term: str
    label: str
    scheme: str
    language: str = ""


@dataclass(frozen=True, slots=True, order=True)
class FeedPlace:
    """The place of an entry in a feed: by day, by the rank of its source, by id.

    A feed begins with the greatest. An entry of which not even the month is known has
    the day DATE_UNKNOWN, and so comes last.
    """

    listed_on: dt.date
    rank: int
    pk: int

    @classmethod
    def read(cls, text: str) -> "FeedPlace | None":
        """Return the place that an address names; None if it names none."""
        match = _PLACE.fullmatch(text)
        if match is None:
            return None
        try:
            day = dt.date.fromisoformat(match[1])
        except ValueError:
            return None
        return cls(day, int(match[2]), int(match[3]))

    def __str__(self) -> str:
        return f"{self.listed_on.isoformat()}.{self.rank}.{self.pk}"

    def after(self, rank: int, day: str) -> Q:
        """Return a condition for the rows of a rank after this place.

        `day` names the field of the day.
        """
        earlier = Q(**{f"{day}__lt": self.listed_on})
        same = Q(**{day: self.listed_on})
        if rank < self.rank:
            return earlier | same
        return earlier | same & Q(pk__lt=self.pk) if rank == self.rank else earlier


@dataclass(frozen=True, slots=True)
class Entry:
    """An item of a feed; `published` is None where its day is not known.

    `place` is its place in the feed. `title_language` and `summary_language` are
    language tags, given only where they are not the page's. `version` is the hash of
    the version that it gives, `logged` the place of that version in the integrity log.
    """

    id: str
    title: str
    url: str
    language: str
    summary: str
    content: str
    published: dt.datetime | None
    updated: dt.datetime
    people: list[Person]
    terms: list[Term]
    place: FeedPlace | None
    version: str
    title_language: str = ""
    summary_language: str = ""
    logged: IntegrityEntry | None = None
