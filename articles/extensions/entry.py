"""An entry of a feed, whichever app it comes from."""

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Person:
    """A name in the byline; `is_author` for all but translators and editors."""

    name: str
    url: str
    is_author: bool


@dataclass(frozen=True, slots=True)
class Term:
    """A category: its slug, its name, the address that its slug hangs on."""

    term: str
    label: str
    scheme: str


@dataclass(frozen=True, slots=True)
class Entry:
    """An item of a feed; `published` is None where no date is known.

    `listed_on` is its place in the feed. `title_language` and `summary_language` are
    language tags, given only where they are not the page's.
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
    listed_on: dt.date
    title_language: str = ""
    summary_language: str = ""
