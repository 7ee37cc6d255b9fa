"""Periods: the days in which figures were counted, and whether they overlap."""

import datetime as dt
from calendar import monthrange
from collections.abc import Iterable, Iterator
from itertools import combinations

from cases.snapshots.schema import OverviewShape, PeriodShape
from cjo.lib.locales import Precision


def window_of(own: PeriodShape | None, whole: PeriodShape | None) -> PeriodShape | None:
    """Return the period of a figure: its own, else its overview's."""
    return own or whole


def is_same(one: PeriodShape | None, other: PeriodShape | None) -> bool:
    """Tell whether two windows are one, compared as exactly as they are known."""
    if one is None or other is None:
        return one is other
    return one["precision"] == other["precision"] and widest(one) == widest(other)


def overlapping(
    windows: Iterable[PeriodShape],
) -> Iterator[tuple[PeriodShape, PeriodShape]]:
    """Yield the pairs that may have days in common, earlier ones first."""
    ordered = sorted(windows, key=lambda one: (one["start"], one["end"]))
    for one, other in combinations(ordered, 2):
        if touch(widest(one), widest(other)):
            yield one, other


def widest(window: PeriodShape) -> tuple[dt.date, dt.date]:
    """Return the first and last day that a window can have, as exactly as is known."""
    return _first(window["start"], window), _last(window["end"], window)


def narrowest(window: PeriodShape) -> tuple[dt.date, dt.date]:
    """Return the days that it surely has: from the last start to the first end."""
    return _last(window["start"], window), _first(window["end"], window)


def touch(one: tuple[dt.date, dt.date], other: tuple[dt.date, dt.date]) -> bool:
    return max(one[0], other[0]) <= min(one[1], other[1])


def windows_of(snapshot: OverviewShape) -> list[PeriodShape]:
    """Return the different windows of an overview's figures."""
    found: list[PeriodShape] = []
    for group in snapshot["groups"]:
        for statistic in group["statistics"]:
            window = window_of(statistic["period"], snapshot["period"])
            if window and not any(is_same(window, one) for one in found):
                found.append(window)
    return found


def _first(text: str, window: PeriodShape) -> dt.date:
    day = dt.date.fromisoformat(text)
    match Precision(window["precision"]):
        case Precision.YEAR:
            return day.replace(month=1, day=1)
        case Precision.MONTH:
            return day.replace(day=1)
        case _:
            return day


def _last(text: str, window: PeriodShape) -> dt.date:
    first = _first(text, window)
    match Precision(window["precision"]):
        case Precision.YEAR:
            return first.replace(month=12, day=31)
        case Precision.MONTH:
            return first.replace(day=monthrange(first.year, first.month)[1])
        case _:
            return first
