"""Texts of records in templates, their certainty, and links to their sources."""

from collections.abc import Iterable
from functools import lru_cache

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from cases.presentation import certainty as labels
from cases.presentation.sources import PresentedSource
from cases.presentation.text import LanguageText
from cjo.lib.languages import page_language
from cjo.lib.locales import language_names, number_text
from cjo.lib.passages import foreign

register = template.Library()


@register.filter
def paragraphs(text: LanguageText) -> SafeString:
    """Print paragraphs; a text in another language says in which."""
    if not text.foreign:
        return inner_paragraphs(text)
    # Translators: After a passage in another language than the page; language is a name
    # of a language as the page’s language writes it, in its basic form.
    name = language_names([text.language], page_language())
    remark = _("in %(language)s: not yet translated") % {"language": name}
    attributes = foreign(page_language(), text.language)
    mark = format_html(' <span class="mark-of"{}>{}</span>', attributes, remark)
    lines = text.paragraphs
    last = len(lines) - 1
    return format_html_join(
        "\n",
        "<p{}>{}{}</p>",
        (
            (text.attributes, line, mark if number == last else "")
            for number, line in enumerate(lines)
        ),
    )


@register.filter
def inner_paragraphs(text: LanguageText) -> SafeString:
    """Print paragraphs inside an element that has the attributes of their language."""
    return format_html_join("\n", "<p>{}</p>", ((line,) for line in text.paragraphs))


@register.filter
def certainty(code: str, is_former: bool = False) -> SafeString:
    """Print how sure a fact is, as a link to the definition of its time."""
    address = labels.definition_url(code, is_former=is_former)
    return _certainty(code, labels.certainty_label(code), address)


@register.filter
def membership(code: str, is_former: bool = False) -> SafeString:
    address = labels.definition_url("", is_former=is_former)
    return _certainty(code, labels.membership_label(code), address)


def _certainty(code: str, label: str, address: str) -> SafeString:
    return format_html('<a class="certainty {}" href="{}">{}</a>', code, address, label)


@register.filter
def marks(sources: Iterable[PresentedSource], list_id: str) -> SafeString:
    """Print the numbers of sources, each as a link to its entry in the list of them."""
    language = page_language()
    links = " ".join(_mark(list_id, source.number, language) for source in sources)
    return SafeString(f" <small>{links}</small>" if links else "")


@lru_cache(maxsize=4096)
def _mark(list_id: str, number: int, language: str) -> SafeString:
    # kept: a page has a hundred of them, and most pages have the same
    shown = number_text(number, language)
    name = _("Source %(number)s") % {"number": shown}
    return format_html(
        '<a href="#{}-{}" aria-label="{}">{}</a>', list_id, number, name, shown
    )
