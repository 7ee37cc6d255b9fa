"""Dates and periods of a snapshot, as a language writes them or as ISO 8601."""

import datetime as dt

from cases.snapshots.schema import PeriodShape
from cjo.lib.locales import Precision, date_machine, date_text, interval_text


def parse_day(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


def known_date(text: str | None, precision: str) -> str:
    """Return `2023-10`, an ISO 8601 date with no more than is known; "" if nothing."""
    return date_machine(parse_day(text), precision)


def format_date(text: str | None, precision: str, language: str) -> str:
    return date_text(parse_day(text), precision, language)


def format_period(period: PeriodShape | None, language: str) -> str:
    """Return `October 2023 – October 2024`: no more than is known."""
    if period is None:
        return ""
    start, end = (dt.date.fromisoformat(period[name]) for name in ("start", "end"))
    return interval_text(start, end, Precision(period["precision"]), language)
