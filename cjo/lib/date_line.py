"""The date line of a text: the day of writing, and that of the event it is about."""

import datetime as dt
from typing import Protocol

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from cjo.lib.locales import date_element, date_text


class Dated(Protocol):
    """A published text, with what is known of its two dates."""

    dated: dt.date | None
    dated_precision: str
    happened: dt.date | None
    happened_precision: str


def date_line(text: Dated, language: str) -> SafeString:
    """Return the line as HTML; empty where neither day is known."""
    event = date_element(text.happened, text.happened_precision, language)
    # a date within a sentence has no weekday
    alone = not event
    written = date_element(text.dated, text.dated_precision, language, weekday=alone)
    if event and written:
        # Translators: A line of dates: {written} is the date of the text, {event} that
        # on which happened what it is about.
        sentence = _("Written {written} · Event {event}")
        # one element: a line of facts puts a dot between its elements
        return format_html(
            "<span>{}</span>", format_html(sentence, written=written, event=event)
        )
    return format_html(_("Event {event}"), event=event) if event else written


def date_line_text(text: Dated, language: str) -> str:
    """Return the line as plain text; "" where neither day is known."""
    event = event_text(text, language)
    alone = not event
    written = date_text(text.dated, text.dated_precision, language, weekday=alone)
    if event and written:
        sentence = _("Written {written} · Event {event}")
        return sentence.format(written=written, event=event)
    return _("Event {event}").format(event=event) if event else written


def event_text(text: Dated, language: str) -> str:
    return date_text(text.happened, text.happened_precision, language)
