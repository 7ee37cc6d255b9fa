"""Dates known to the year, the month or the day, as the rules write them."""

import datetime as dt

from babel.dates import format_date

_AMERICAN = {1: "y", 2: "MMMM y", 3: "MMMM d, y"}
_BRITISH = {1: "y", 2: "MMMM y", 3: "d MMMM y"}
_CHINESE = ("{0.year}年", "{0.month}月", "{0.day}日")
# The Bluebook's abbreviations, table T12: May, June and July are written out
_BLUEBOOK_MONTHS = (
    *("Jan.", "Feb.", "Mar.", "Apr.", "May", "June"),
    *("July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec."),
)


def known(date: str) -> tuple[dt.date, int]:
    """Return the first day of an ISO 8601 date, and how many of its parts are given."""
    parts = [int(part) for part in date.split("-")]
    year, month, day = [*parts, 1, 1][:3]
    return dt.date(year, month, day), len(parts)


def american_day(date: str) -> str:
    """Return `December 18, 2024`, `December 2024`, `2024` or an empty string."""
    return _formatted(date, _AMERICAN)


def british_day(date: str) -> str:
    """Return `18 December 2024`, `December 2024`, `2024` or an empty string."""
    return _formatted(date, _BRITISH)


def abbreviated_day(date: str) -> str:
    """Return `Dec. 18, 2024`, `Dec. 2024`, `2024` or an empty string."""
    if not date:
        return ""
    first, digits = known(date)
    month = _BLUEBOOK_MONTHS[first.month - 1]
    forms = {1: f"{first.year}", 2: f"{month} {first.year}"}
    return forms.get(digits, f"{month} {first.day}, {first.year}")


def chinese_day(date: str) -> str:
    """Return `2024年12月18日`, `2024年12月`, `2024年` or an empty string."""
    if not date:
        return ""
    first, digits = known(date)
    return "".join(_CHINESE[:digits]).format(first)


def _formatted(date: str, patterns: dict[int, str]) -> str:
    if not date:
        return ""
    first, digits = known(date)
    return format_date(first, patterns[digits], locale="en")
