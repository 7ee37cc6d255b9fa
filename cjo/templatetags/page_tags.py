"""Template tags for head and masthead, from `chrome` and the view's `page_meta`.

Error pages have neither, because the database may be the cause of the error.
"""

from django import template
from django.template import Context
from django.templatetags.static import static
from django.utils.safestring import SafeString
from django.utils.translation import pgettext

from cjo.lib.languages import page_language
from cjo.lib.locales import number_text
from cjo.lib.style_sheets import sheet_name

register = template.Library()


@register.simple_tag(takes_context=True)
def canonical_url(context: Context) -> str:
    if "chrome" not in context:
        return ""
    address: str = context["chrome"].canonical(context["page_meta"])
    return address


@register.simple_tag(takes_context=True)
def alternates(context: Context) -> dict[str, str]:
    addresses: dict[str, str] = context["chrome"].alternates(context["page_meta"])
    return addresses


@register.simple_tag(takes_context=True)
def page_of_list(context: Context) -> str:
    """Return what the title of a list's second page adds to that of the first."""
    number = context["page_meta"].number if "page_meta" in context else 1
    if number == 1:
        return ""
    shown = number_text(number, page_language())
    # Translators: Stands right after the title of a list in the title of the window;
    # number is that of its page.
    return pgettext("after the title of a list", ", page %(number)s") % {
        "number": shown
    }


@register.simple_tag(takes_context=True)
def masthead(context: Context) -> SafeString:
    if "chrome" not in context:
        return SafeString()
    printed: SafeString = context["chrome"].masthead(context["page_meta"])
    return printed


@register.simple_tag(takes_context=True)
def style_sheet(context: Context, kind: str) -> str:
    """Return the address of the only sheet that a page of this kind needs."""
    return static(sheet_name(kind, context["chrome"].language.code))
