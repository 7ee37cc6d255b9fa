"""Pages of a list: `?p=N` for the first fifty, then a keyset link that stays flat."""

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass

from django.http import Http404, HttpRequest

from articles.models import Edition
from articles.models.edition import EditionQuerySet

PER_PAGE = 20
LAST_NUMBERED = 50
Place = tuple[dt.date, int]  # day and key of the edition after which a page begins
_PLACE = re.compile(r"^(\d{4}-\d{2}-\d{2})\.([1-9]\d{0,17})$")


@dataclass(frozen=True, slots=True)
class Pager:
    """Where the reader is in a list and can go."""

    number: int | None = None
    pages: int | None = None
    previous_url: str | None = None
    next_url: str | None = None
    older_url: str | None = None


@dataclass(frozen=True, slots=True)
class Paged:
    editions: list[Edition]
    pager: Pager


def page_of(request: HttpRequest, editions: EditionQuerySet, count: int) -> Paged:
    """Return the part of a list that `p` or `before` asks for; Http404 beyond it."""
    place = place_asked(request)
    if place is not None:
        return _after_place(request, editions, place)
    number = number_asked(request)
    start = (number - 1) * PER_PAGE
    rows = list(editions[start : start + PER_PAGE + 1])
    if not rows and number > 1:
        raise Http404("There is no such page of this list.")
    shown, more = rows[:PER_PAGE], len(rows) > PER_PAGE
    numbered = more and number < LAST_NUMBERED
    older = _older(request, shown[-1]) if more and not numbered else None
    pages = pages_of(count, PER_PAGE)
    pager = pager_at(
        number, numbered_in(request), more=numbered, pages=pages, older_url=older
    )
    return Paged(shown, pager)


def pager_at(
    number: int,
    address: Callable[[int], str],
    *,
    more: bool,
    pages: int | None = None,
    older_url: str | None = None,
) -> Pager:
    """Return where a reader can go from a page that has a number."""
    return Pager(
        number=number if pages else None,
        pages=pages,
        previous_url=address(number - 1) if number > 1 else None,
        next_url=address(number + 1) if more else None,
        older_url=older_url,
    )


def pages_of(count: int, per_page: int) -> int:
    """Return how many pages hold so many rows; an empty list has one."""
    return max(1, -(-count // per_page))


def numbered_in(request: HttpRequest) -> Callable[[int], str]:
    """Return what gives the address of each page of the list that is asked for."""

    def address(number: int) -> str:
        return request.path if number == 1 else f"{request.path}?p={number}"

    return address


def _after_place(request: HttpRequest, editions: EditionQuerySet, at: Place) -> Paged:
    rows = list(editions.older_than(*at)[: PER_PAGE + 1])
    shown = rows[:PER_PAGE]
    older = _older(request, shown[-1]) if len(rows) > PER_PAGE else None
    return Paged(shown, Pager(previous_url=request.path, older_url=older))


def place_asked(request: HttpRequest) -> Place | None:
    """Return the place that `before` names; Http404 if it names none."""
    before = request.GET.get("before")
    if before is None:
        return None
    found = _PLACE.match(before)
    try:
        listed_on = dt.date.fromisoformat(found[1]) if found else None
    except ValueError:
        listed_on = None
    if found is None or listed_on is None:
        raise Http404("There is no such place in this list.")
    return listed_on, int(found[2])


def number_asked(request: HttpRequest, last: int = LAST_NUMBERED) -> int:
    """Return which page `p` asks for; Http404 if it is none that has a number."""
    text = request.GET.get("p", "1")
    if not re.fullmatch(r"[1-9][0-9]{0,5}", text) or int(text) > last:
        raise Http404("There is no such page of this list.")
    return int(text)


def older_than(request: HttpRequest, listed_on: dt.date, pk: int) -> str:
    """Return the address of what comes after a place, which stays where it is."""
    return f"{request.path}?before={listed_on.isoformat()}.{pk}"


def _older(request: HttpRequest, last: Edition) -> str:
    if last.listed_on is None:
        raise ValueError(f"{last} is in no list.")
    return older_than(request, last.listed_on, last.pk)
