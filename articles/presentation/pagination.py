"""Pages of a list: `?p=N` for the first fifty, then a keyset link that stays flat."""

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any, Generic, TypeVar
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import Http404, HttpRequest

from articles.models import Edition
from articles.models.edition import EditionQuerySet

PER_PAGE = 20
# A database reads and drops all rows before a numbered page: far back, that is slow
LAST_NUMBERED = 50
Place = tuple[dt.date, int]  # day and key of the edition after which a page begins
Row = TypeVar("Row")
_PLACE = re.compile(r"^(\d{4}-\d{2}-\d{2})\.([1-9]\d{0,17})$")


@dataclass(frozen=True, slots=True)
class Pager:
    """The links between the pages of a list; `pages` is None where nobody counts."""

    number: int | None = None
    pages: int | None = None
    previous_url: str | None = None
    next_url: str | None = None
    older_url: str | None = None


@dataclass(frozen=True, slots=True)
class Page(Generic[Row]):
    """A part of a list; `number` is None where it begins after a place."""

    rows: list[Row]
    has_more: bool
    pager: Pager
    number: int | None = None


def page_number(request: HttpRequest, last: int = LAST_NUMBERED) -> int:
    """Return the number of the page that `p` asks for, from 1 to `last`.

    Raises Http404 for anything else.
    """
    # int() would also read digits of other scripts, spaces and signs
    text = request.GET.get("p", "1")
    if not re.fullmatch(r"[1-9][0-9]{0,5}", text) or int(text) > last:
        raise Http404("There is no such page of this list.")
    return int(text)


def page_address(
    request: HttpRequest, number: int, query: Iterable[tuple[str, str]] = ()
) -> str:
    """Return the address of a page of this list, which keeps `query`."""
    pairs = [*query, ("p", str(number))] if number > 1 else list(query)
    return f"{request.path}?{urlencode(pairs)}" if pairs else request.path


def pager_at(
    request: HttpRequest,
    number: int,
    *,
    has_next: bool,
    pages: int | None = None,
    query: Iterable[tuple[str, str]] = (),
) -> Pager:
    return Pager(
        number=number,
        pages=pages,
        previous_url=page_address(request, number - 1, query) if number > 1 else None,
        next_url=page_address(request, number + 1, query) if has_next else None,
    )


def pages_of(count: int, per_page: int) -> int:
    return max(1, -(-count // per_page))  # an empty list has a page too


def numbered_page(
    request: HttpRequest,
    rows: QuerySet[Any, Row],
    *,
    per_page: int = PER_PAGE,
    last: int = LAST_NUMBERED,
) -> Page[Row]:
    """Return the page that `p` asks for, in one query. Raises Http404 beyond the end.

    One extra row is read to know whether a next page exists.
    """
    number = page_number(request, last)
    start = (number - 1) * per_page
    read = list(rows[start : start + per_page + 1])
    if not read and number > 1:
        raise Http404("There is no such page of this list.")
    has_more = len(read) > per_page
    pager = pager_at(request, number, has_next=has_more and number < last)
    return Page(read[:per_page], has_more, pager, number)


def editions_page(
    request: HttpRequest, editions: EditionQuerySet, count: int
) -> Page[Edition]:
    """Return the part of a list that `p` or `before` asks for.

    Raises Http404 beyond its end. From the last numbered page on, the list continues
    by places, which cost the same however far back they are.
    """
    place = place_asked(request)
    if place is None:
        page = numbered_page(request, editions)
        pager = replace(page.pager, pages=pages_of(count, PER_PAGE))
    else:
        read = list(editions.older_than(*place)[: PER_PAGE + 1])
        pager = Pager(previous_url=request.path)
        page = Page(read[:PER_PAGE], len(read) > PER_PAGE, pager)
    if page.has_more and pager.next_url is None:
        pager = replace(pager, older_url=_older_than_edition(request, page.rows[-1]))
    return replace(page, pager=pager)


def place_asked(request: HttpRequest) -> Place | None:
    """Return the place that `before` names. Raises Http404 if it is none."""
    before = request.GET.get("before")
    if before is None:
        return None
    match = _PLACE.match(before)
    try:
        listed_on = dt.date.fromisoformat(match[1]) if match else None
    except ValueError:
        listed_on = None
    if match is None or listed_on is None:
        raise Http404("There is no such place in this list.")
    return listed_on, int(match[2])


def older_than(request: HttpRequest, listed_on: dt.date, pk: int) -> str:
    """Return the address of the list after a place; new entries do not move it."""
    return f"{request.path}?before={listed_on.isoformat()}.{pk}"


def _older_than_edition(request: HttpRequest, edition: Edition) -> str:
    if edition.listed_on is None:
        raise ValueError(f"{edition} is in no list.")
    return older_than(request, edition.listed_on, edition.pk)
