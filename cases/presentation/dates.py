"""Dates and periods of a snapshot, as a language writes them or as ISO 8601."""

import datetime as dt

from babel import Locale
from babel.dates import format_interval

from cases.snapshots.schema import PeriodShape
from cjo.lib.languages import get_language
from cjo.lib.locales import Precision, date_machine, date_text

# CLDR skeletons
_INTERVAL = {Precision.DAY: "yMMMd", Precision.MONTH: "yMMMM", Precision.YEAR: "y"}


def parse_day(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


def known_date(text: str | None, precision: str) -> str:
    """Return `2023-10`, an ISO 8601 date with no more than is known; "" if nothing."""
    return date_machine(parse_day(text), precision)


def format_date(text: str | None, precision: str, language: str) -> str:
    return date_text(parse_day(text), precision, language)


# CLDR shortens what both ends have in common, and knows the dash of each language
def format_period(period: PeriodShape | None, language: str) -> str:
    """Return `October 2023 – October 2024`: no more than is known."""
    if period is None:
        return ""
    start, end = dt.date.fromisoformat(period["start"]), parse_day(period["end"])
    skeleton = _INTERVAL[Precision(period["precision"])]
    locale = Locale.parse(get_language(language).locale)
    return format_interval(start, end, skeleton, locale=locale)
