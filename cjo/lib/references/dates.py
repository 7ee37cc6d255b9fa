"""Dates known to the year, the month or the day."""

import datetime as dt


def known(date: str) -> tuple[dt.date, int]:
    """Return the first day of an ISO 8601 date, and how many of its parts are given."""
    parts = [int(part) for part in date.split("-")]
    year, month, day = [*parts, 1, 1][:3]
    return dt.date(year, month, day), len(parts)
