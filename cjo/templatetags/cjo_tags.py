"""Dates, numbers and passages in another language, in templates."""

import datetime as dt

from django import template
from django.utils.safestring import SafeString

from articles.models import Version
from cjo.lib.date_line import date_line as line_of
from cjo.lib.languages import page_language
from cjo.lib.locales import (
    capitalised,
    moment_element,
    number_text,
    percent_text,
)
from cjo.lib.passages import foreign, isolated

register = template.Library()
register.simple_tag(foreign)
register.filter(isolated)


@register.simple_tag
def date_line(version: Version) -> SafeString:
    """Print when a text was written, and when its event was."""
    return line_of(version, page_language())


@register.simple_tag
def moment(time: dt.datetime) -> SafeString:
    return moment_element(time, page_language())


@register.filter
def number(value: int) -> str:
    return number_text(value, page_language())


@register.filter
def capital(text: object) -> str:
    return capitalised(str(text), page_language())


@register.filter
def percent(fraction: float) -> str:
    return percent_text(fraction, page_language())
