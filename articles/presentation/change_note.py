"""A change of a text or record that readers are told of, as a sentence with its day."""

import datetime as dt

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from articles.models import ChangeType
from cjo.lib.languages import page_language
from cjo.lib.locales import CHINA, Precision, date_element


def change_line(change_type: str, published_at: dt.datetime, note: str) -> SafeString:
    if change_type == ChangeType.CORRECTION:
        sentence = _("<strong>Correction, {day}:</strong> {note}")
    elif change_type == ChangeType.CLARIFICATION:
        sentence = _("<strong>Clarification, {day}:</strong> {note}")
    else:
        sentence = _("<strong>Update, {day}:</strong> {note}")
    day = published_at.astimezone(CHINA).date()
    element = date_element(day, Precision.DAY, page_language())
    return format_html(sentence, day=element, note=note)
