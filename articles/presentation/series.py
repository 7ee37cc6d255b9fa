"""The place of a text in its series, as a sentence."""

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from cjo.lib.languages import page_language
from cjo.lib.locales import number_text
from cjo.lib.passages import isolated


def series_line(name: str, url: str, part: int | None, total: int | None) -> SafeString:
    if part and total:
        # Translators: {part} and {total} are numbers, {series} is a linked title.
        sentence = _("Part {part} of {total} of the series {series}")
    elif part:
        # Translators: {part} is a number, {series} a linked title.
        sentence = _("Part {part} of the series {series}")
    else:
        # Translators: Stands alone: the article belongs to that series; {series} is a
        # linked title.
        sentence = _("In the series {series}")
    language = page_language()
    return format_html(
        sentence,
        series=format_html('<a href="{}">{}</a>', url, isolated(name)),
        part=number_text(part or 0, language),
        total=number_text(total or 0, language),
    )
