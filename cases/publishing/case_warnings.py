"""Warnings about a case's numbers and dates, which may be right all the same."""

import datetime as dt
from collections.abc import Iterator

from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from cases.models import Case, Court
from cases.numbers.old import REFORM, OldNumber
from cases.numbers.parse import (
    YEARS,
    CaseNumber,
    Fault,
    NotACaseNumber,
    readings,
    year_of,
)
from cases.numbers.running_text import find
from cases.presentation.text import choose
from cases.snapshots import texts_of
from cjo.lib.languages import page_language


def warnings_about(case: Case) -> list[str]:
    """Return every doubt in a sentence, each once."""
    steps = list(case.proceedings.select_related("court"))
    found = [
        *_number(case.case_number, case.court),
        *_number(case.case_number_latin, case.court),
        *_writings(case.case_number, case.case_number_latin),
        *_date(case.decided_on),
    ]
    for step in steps:
        found += [*_number(step.case_number, step.court), *_date(step.decided_on)]
    return list(dict.fromkeys(found))


def _number(text: str, court: Court | None) -> Iterator[str]:
    """Say of a number that it cannot be read, has not begun, or is another court's."""
    if not text:
        return
    year = year_of(text)
    if year and year > timezone.localdate().year:
        yield _("The year of %(number)s has not begun yet.") % {"number": text}
    try:
        several = [readings(text)]
    except NotACaseNumber as error:
        if error.fault == Fault.OLD and year and year < REFORM:
            return
        places = list(find(text))
        several = [place.readings for place in places if place.readings]
        is_read = all(_is_in_time(place.old) for place in places if place.old)
        if error.fault != Fault.SEVERAL or not places or not is_read:
            yield _unreadable(text)
            return
    for possible in several if court else ():
        yield from _court(text, {reading.court_code for reading in possible}, court)


def _is_in_time(number: OldNumber) -> bool:
    return number.year < REFORM


def _court(text: str, codes: set[str], court: Court | None) -> Iterator[str]:
    """Say of a number that its code is another court's."""
    if court is None or court.number_code in codes:
        return
    other = Court.objects.filter(code__in=codes).exclude(pk=court.pk).first()
    words = {"number": text, "court": _name(court), "code": court.number_code}
    if other is not None:
        words["other"] = _name(other)
        yield _("By its code, %(number)s is of %(other)s, not of %(court)s.") % words
    elif court.number_code:
        yield _("%(number)s has not the code of %(court)s, %(code)s.") % words


def _unreadable(text: str) -> str:
    return format_html(
        '{} <a href="{}?{}">{}</a>',
        _("“%(number)s” cannot be read as a case number.") % {"number": text},
        reverse("case_number"),
        urlencode({"q": text}),
        _("See why"),
    )


def _writings(chinese: str, latin: str) -> Iterator[str]:
    """Say that the two writings of a number are of two numbers."""
    in_chinese, in_latin = _read(chinese), _read(latin)
    if in_chinese and in_latin and not in_chinese & in_latin:
        yield (
            _("%(latin)s is another number than %(chinese)s.")
            % {"latin": latin, "chinese": chinese}
        )


def _read(text: str) -> set[CaseNumber]:
    try:
        return set(readings(text))
    except NotACaseNumber:
        return {number for place in find(text) for number in place.readings}


def _date(day: dt.date | None) -> Iterator[str]:
    if day is None:
        return
    if day > timezone.localdate():
        yield _("The date %(date)s is in the future.") % {"date": day}
    if day.year < YEARS.start:
        yield (
            _("The date %(date)s is before %(year)d.")
            % {"date": day, "year": YEARS.start}
        )


def _name(court: Court) -> str:
    return str(choose(texts_of(court.texts.all()), "name", page_language()))
