"""Dates and numbers as CLDR writes them in each language."""

import datetime as dt
import re
from calendar import monthrange
from collections.abc import Iterable
from enum import StrEnum
from functools import lru_cache
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_interval, format_skeleton
from babel.lists import format_list
from babel.numbers import format_decimal, format_percent
from django.utils import translation
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cjo.lib.languages import get_language

CHINA = ZoneInfo("Asia/Shanghai")
# China's time as a fixed offset: RFC 3339 knows no seconds of one, which the time
# zone database has for days before 1901
CHINA_OFFSET = dt.timezone(dt.timedelta(hours=8))


class Precision(StrEnum):
    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    UNKNOWN = "unknown"


PRECISION_CHOICES = [
    (Precision.DAY.value, _("to the day")),
    (Precision.MONTH.value, _("only the month")),
    (Precision.YEAR.value, _("only the year")),
    (Precision.UNKNOWN.value, _("not known")),
]

_FIRST = re.compile(r"\b1(?= [^\W\d])")
# A CLDR skeleton and the ISO 8601 form of each precision
_SKELETON = {Precision.DAY: "yMMMd", Precision.MONTH: "yMMMM", Precision.YEAR: "y"}
_ISO = {Precision.DAY: "%Y-%m-%d", Precision.MONTH: "%Y-%m", Precision.YEAR: "%Y"}


def _locale(language: str) -> Locale:
    return Locale.parse(get_language(language).locale)


def language_names(codes: Iterable[str], language: str) -> str:
    """Return names of languages in a language, as a list: `English and French`.

    They are as they stand within a sentence.
    """
    locale = _locale(language)
    return list_text((_name_of(code, locale) for code in codes), language)


def list_text(parts: Iterable[str], language: str) -> str:
    """Return `A, B and C`, as the language writes it."""
    return format_list(list(parts), locale=_locale(language))


def list_html(parts: Iterable[str], language: str) -> SafeString:
    """Return a list as HTML: each part that is not HTML is escaped."""
    # CLDR puts nothing but commas and a word between the parts
    return mark_safe(list_text(map(conditional_escape, parts), language))


# CLDR's names of written Chinese that name a spoken one, or that a sentence cannot hold
_WRITTEN_CHINESE = {
    "nl": "vereenvoudigd Chinees",
    "ko": "중국어(간체)",
    "ru": "упрощённый китайский",
    "id": "Tionghoa Sederhana",
    "vi": "tiếng Trung giản thể",
}


def _name_of(code: str, locale: Locale) -> str:
    if code == "zh-hans" and (name := _WRITTEN_CHINESE.get(locale.language)):
        return name
    # CLDR names the script too where we name it: `Simplified Chinese`
    own = Locale.parse(code.replace("-", "_"))
    named = f"{own.language}_{own.script}" if own.script else own.language
    name = str(locale.languages.get(named) or locale.languages[own.language])
    # CLDR has “Tiếng Anh”, as in a menu: Vietnamese writes “bản tiếng Anh”
    return f"t{name[1:]}" if name.startswith("Tiếng ") else name


def date_text(
    date: dt.date | None, precision: str, language: str, *, weekday: bool = False
) -> str:
    """Return `18 Dec 2024` in English; "" for an unknown date.

    `weekday` is for the date line of a text, which is no part of a sentence.
    """
    kind = Precision(precision)
    if date is None or kind is Precision.UNKNOWN:
        return ""
    with_weekday = weekday and kind is Precision.DAY
    skeleton = "yMMMEd" if with_weekday else _SKELETON[kind]
    return _french_first(
        format_skeleton(skeleton, date, locale=_locale(language)), language
    )


def _french_first(text: str, language: str) -> str:
    """Return `1er nov. 2025` for the `1 nov. 2025` that CLDR has."""
    return _FIRST.sub("1er", text) if language == "fr" else text


def interval_text(
    start: dt.date, end: dt.date, precision: Precision, language: str
) -> str:
    """Return `October 2023 – October 2024`: no more than is known."""
    # CLDR shortens what both ends have in common, and knows the dash of each language
    skeleton = _SKELETON[precision]
    text = format_interval(start, end, skeleton, locale=_locale(language))
    return _french_first(text, language)


def date_machine(date: dt.date | None, precision: str) -> str:
    """Return `2024-12-18`, `2024-12` or `2024` for a `datetime` attribute."""
    kind = Precision(precision)
    if date is None or kind is Precision.UNKNOWN:
        return ""
    return date.strftime(_ISO[kind])


def date_element(
    date: dt.date | None, precision: str, language: str, *, weekday: bool = False
) -> SafeString:
    text = date_text(date, precision, language, weekday=weekday)
    machine = date_machine(date, precision)
    return format_html('<time datetime="{}">{}</time>' if text else "", machine, text)


def last_day(date: dt.date | None, precision: str) -> dt.date | None:
    """Return the last possible day of a date known to the month or year."""
    match Precision(precision):
        case Precision.UNKNOWN:
            return None
        case Precision.DAY:
            return date
        case Precision.YEAR:
            return date and date.replace(month=12, day=31)
        case Precision.MONTH:
            return date and date.replace(day=monthrange(date.year, date.month)[1])


def moment_text(moment: dt.datetime, language: str) -> str:
    """Return date and minute in China's time, with the name of the zone."""
    local, locale = moment.astimezone(CHINA), _locale(language)
    with translation.override(language):
        # Translators: A moment: day is a date, time such as 14:05.
        return gettext("%(day)s, %(time)s Beijing time") % {
            "day": date_text(local.date(), Precision.DAY, language),
            "time": format_skeleton("Hm", local, tzinfo=CHINA, locale=locale),
        }


def moment_element(moment: dt.datetime, language: str) -> SafeString:
    # In China's time for readers, in UTC for machines
    machine = moment.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    text = moment_text(moment, language)
    return format_html('<time datetime="{}">{}</time>', machine, text)


def capitalised(text: str, language: str) -> str:
    """Return a text with a capital at its start: in Turkish that of `i` is `İ`."""
    first = "İ" if language == "tr" and text.startswith("i") else text[:1].upper()
    return f"{first}{text[1:]}"


@lru_cache(maxsize=4096)
def number_text(value: int, language: str) -> str:
    return format_decimal(value, locale=_locale(language))


def percent_text(fraction: float, language: str, digits: int = 1) -> str:
    """Return `12.3 %` or `12.3%`, as the language writes it; 1.0 is 100 %."""
    locale = _locale(language)
    # CLDR's pattern rounds to whole percents: only its decimals are replaced
    pattern = locale.percent_formats[None].pattern
    decimals = "0" + ("." + "0" * digits if digits else "")
    head = pattern.split(";")[0]
    exact = head.replace("#,##0", f"#,##{decimals}")
    return format_percent(fraction, exact, locale=locale)
