"""The periods in which figures were counted, and whether they overlap."""

import datetime as dt
from calendar import monthrange
from collections.abc import Iterable, Iterator
from itertools import combinations

from cases.snapshots.overview import statistics_in
from cases.snapshots.schema import OverviewShape, PeriodShape
from cjo.lib.locales import Precision

Days = tuple[dt.date, dt.date]
_DAYS_OF_YEAR = 365.25


def is_same(first: PeriodShape | None, second: PeriodShape | None) -> bool:
    if first is None or second is None:
        return first is second
    # a month has all its days, whichever of them an editor typed
    same_precision = first["precision"] == second["precision"]
    return same_precision and possible_days(first) == possible_days(second)


def overlapping(
    periods: Iterable[PeriodShape],
) -> Iterator[tuple[PeriodShape, PeriodShape]]:
    """Yield the pairs that may have days in common, earlier ones first."""
    ordered = sorted(periods, key=lambda period: (period["start"], period["end"]))
    for earlier, later in combinations(ordered, 2):
        if touch(possible_days(earlier), possible_days(later)):
            yield earlier, later


def possible_days(period: PeriodShape) -> Days:
    """Return the first and the last day that a period can have."""
    return _first(period["start"], period), _last(period["end"], period)


def certain_days(period: PeriodShape) -> Days:
    """Return the days that it surely has: from the last start to the first end."""
    return _last(period["start"], period), _first(period["end"], period)


def length_in_years(period: PeriodShape) -> int | None:
    """Return its length if it is whole years: five from 2018 to 2023.

    Years are counted as sources count them, from the first named to the last.
    """
    start = dt.date.fromisoformat(period["start"])
    end = dt.date.fromisoformat(period["end"])
    match Precision(period["precision"]):
        case Precision.YEAR:
            return end.year - start.year or 1
        case Precision.MONTH:
            months = 12 * (end.year - start.year) + end.month - start.month
            # from January to December, and from October to October
            years, rest = divmod(months + 1, 12)
            return years if years and rest < 2 else None
        case _:
            days = (end - start).days + 1
            years = round(days / _DAYS_OF_YEAR)
            return years if years and abs(days - years * _DAYS_OF_YEAR) < 2 else None


def touch(first: Days, second: Days) -> bool:
    return max(first[0], second[0]) <= min(first[1], second[1])


def periods_of(overview: OverviewShape) -> list[PeriodShape]:
    periods: list[PeriodShape] = []
    for statistic in statistics_in(overview):
        period = statistic["period"] or overview["period"]
        if period and not any(is_same(period, known) for known in periods):
            periods.append(period)
    return periods


def _first(text: str, period: PeriodShape) -> dt.date:
    day = dt.date.fromisoformat(text)
    match Precision(period["precision"]):
        case Precision.YEAR:
            return day.replace(month=1, day=1)
        case Precision.MONTH:
            return day.replace(day=1)
        case _:
            return day


def _last(text: str, period: PeriodShape) -> dt.date:
    first = _first(text, period)
    match Precision(period["precision"]):
        case Precision.YEAR:
            return first.replace(month=12, day=31)
        case Precision.MONTH:
            return first.replace(day=monthrange(first.year, first.month)[1])
        case _:
            return first
