"""What a view tells the page around it: languages, feeds, whether to be indexed."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.http import HttpRequest

_ATTRIBUTE = "observer_page"


@dataclass(frozen=True, slots=True)
class FeedLink:
    title: str
    href: str
    type: str


@dataclass(slots=True)
class PageFacts:
    """`languages` are those in which this page exists; None: in each ready one.

    `canonical` is the path that stands for this page, if not its own.
    """

    languages: frozenset[str] | None = None
    feeds: list[FeedLink] = field(default_factory=list)
    indexable: bool = True
    canonical: str | None = None


def describe(
    request: HttpRequest,
    *,
    languages: Iterable[str] | None = None,
    feeds: list[FeedLink] | None = None,
    indexable: bool = True,
    canonical: str | None = None,
) -> None:
    """Say what the page around a view's own part has to know."""
    facts = PageFacts(
        None if languages is None else frozenset(languages),
        feeds or [],
        indexable,
        canonical,
    )
    setattr(request, _ATTRIBUTE, facts)


def facts_of(request: HttpRequest) -> PageFacts:
    facts = getattr(request, _ATTRIBUTE, None)
    return facts if isinstance(facts, PageFacts) else PageFacts()
