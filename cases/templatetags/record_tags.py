"""Words of records in templates, and the marks that lead to their sources."""

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from cases.sources import NumberedSource
from cases.words import Words
from cjo.lib.languages import get_language, page_language
from cjo.lib.locales import number_text

register = template.Library()


@register.filter
def paragraphs(words: Words) -> SafeString:
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
def native(words: Words) -> SafeString:
    """Print paragraphs inside of what tells their language already."""
    return format_html_join("\n", "<p>{}</p>", ((line,) for line in words.paragraphs))


@register.filter
def marks(sources: list[NumberedSource], list_id: str) -> SafeString:
    """Print the numbers of sources as one link to the list of them."""
    if not sources:
        return SafeString()
    language = page_language()
    numbers = " ".join(number_text(one.number, language) for one in sources)
    return format_html(' <small><a href="#{}">{}</a></small>', list_id, numbers)
