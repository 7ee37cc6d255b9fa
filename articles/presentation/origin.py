"""Where a text was first published, or from which facts it was rewritten."""

import datetime as dt

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from articles.models import Edition
from articles.models.document import IsBasedOn
from cjo.lib.languages import page_language
from cjo.lib.locales import Precision, date_element
from cjo.lib.passages import isolated


def origin_line(base: IsBasedOn | None, *, dated: bool = True) -> SafeString | str:
    """Return the line as HTML, with its day where that is known; "" for no origin."""
    if base is None:
        return ""
    if base["relation"] == Edition.Relation.FIRST_PUBLISHED:
        # Translators: {title} is the linked title that the article had where it first
        # appeared.
        sentence = _("First published as {title}")
    else:
        # Translators: {title} is a linked title: the text is new, its facts are those
        # of that article.
        sentence = _("Rewritten for this site from the facts of {title}")
    title = format_html('<a href="{}">{}</a>', base["url"], isolated(base["title"]))
    line = format_html(sentence, title=title)
    if not (dated and base["dated"]):
        return line
    day = dt.date.fromisoformat(base["dated"])
    printed = date_element(day, Precision.DAY, page_language())
    # Translators: Only brackets: {words} is a line on an origin or a source, {remark} a
    # date or a remark on it.
    return format_html(_("{words} ({remark})"), words=line, remark=printed)
