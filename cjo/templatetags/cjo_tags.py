"""Dates and numbers in templates, as CLDR writes them in each language."""

import datetime as dt
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from cjo.lib.languages import page_language
from cjo.lib.locales import (
    Precision,
    date_element,
    moment_text,
    number_text,
    percent_text,
)

register = template.Library()


@register.simple_tag
def date_line(thing: Any) -> SafeString:
    """Print the date of a Version, or of the frozen facts of another one."""
    if isinstance(thing, dict):
        date = dt.date.fromisoformat(thing["dated"]) if thing["dated"] else None
        precision = str(thing.get("dated_precision", Precision.DAY))
    else:
        date, precision = thing.dated, thing.dated_precision
    return date_element(date, precision, page_language())


@register.simple_tag
def moment(time: dt.datetime) -> SafeString:
    # In China's time for readers, in UTC for machines
    machine = time.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    text = moment_text(time, page_language())
    return format_html('<time datetime="{}">{}</time>', machine, text)


@register.filter
def number(value: int) -> str:
    return number_text(value, page_language())


@register.filter
def percent(fraction: float) -> str:
    return percent_text(fraction, page_language())
