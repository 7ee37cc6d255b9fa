"""Words of records in templates, and the marks that lead to their sources."""

from functools import lru_cache

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from cases.models import RecordVersion
from cases.presentation.sources import NumberedSource
from cases.presentation.text import LanguageText, change_note_in
from cjo.lib.languages import get_language, page_language
from cjo.lib.locales import number_text

register = template.Library()


@register.filter
def paragraphs(words: LanguageText) -> SafeString:
    """Print a text paragraph by paragraph; untranslated, it says so and in what."""
    if not words.foreign:
        return native(words)
    page = get_language(page_language())
    told = _("in %(language)s: not yet translated") % {"language": words.language_name}
    mark = format_html(' <span class="mark-of" lang="{}">{}</span>', page.tag, told)
    lines = words.paragraphs
    last = len(lines) - 1
    return format_html_join(
        "\n",
        '<p lang="{}" dir="{}">{}{}</p>',
        (
            (words.tag, words.direction, line, mark if number == last else "")
            for number, line in enumerate(lines)
        ),
    )


@register.filter
def native(words: LanguageText) -> SafeString:
    """Print paragraphs inside of what tells their language already."""
    return format_html_join("\n", "<p>{}</p>", ((line,) for line in words.paragraphs))


@register.filter
def note(version: RecordVersion) -> LanguageText:
    """Print what readers were told of a change, with its language."""
    return change_note_in(version, page_language())


@register.filter
def marks(sources: list[NumberedSource], list_id: str) -> SafeString:
    """Print the numbers of sources, each as a link to its entry in the list of them."""
    if not sources:
        return SafeString()
    language = page_language()
    links = " ".join(_mark(list_id, one.number, language) for one in sources)
    return SafeString(f" <small>{links}</small>")


@lru_cache(maxsize=4096)
def _mark(list_id: str, number: int, language: str) -> SafeString:
    """Print one number; a page has a hundred of them, and most pages have the same."""
    shown = number_text(number, language)
    name = _("Source %(number)s") % {"number": shown}
    return format_html(
        '<a href="#{}-{}" aria-label="{}">{}</a>', list_id, number, name, shown
    )
