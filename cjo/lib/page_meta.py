"""Page metadata: the facts about a page that its head, menu and foot need."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FeedLink:
    title: str
    href: str
    type: str


@dataclass(frozen=True, slots=True)
class PageMeta:
    """The view passes it to its template as `page_meta`; the defaults suit a list.

    `languages` are those in which this page exists; None: in each ready one.
    `alternates` are those of its canonical address; None: the same.
    `canonical` is the path that search engines should keep; empty: its own.
    `form_of` is the path of the page that this one shows in another form: search
    engines keep that one, and do not list this one.
    `number` is the place of the page in its list, from 1.
    """

    languages: Collection[str] | None = None
    feeds: Sequence[FeedLink] = ()
    indexable: bool = True
    canonical: str = ""
    form_of: str = ""
    description: str = ""
    alternates: Collection[str] | None = None
    number: int = 1
