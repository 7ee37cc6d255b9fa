"""Template tags for head and masthead, from `chrome` and the view's `page_meta`.

Error pages have neither, because the database may be the cause of the error.
"""

from django import template
from django.template import Context
from django.templatetags.static import static
from django.utils.safestring import SafeString

from cjo.context_processors import Choice
from cjo.lib.style_sheets import sheet_name

register = template.Library()


@register.simple_tag(takes_context=True)
def canonical_url(context: Context) -> str:
    if "chrome" not in context:
        return ""
    address: str = context["chrome"].canonical(context["page_meta"])
    return address


@register.simple_tag(takes_context=True)
def alternates(context: Context) -> list[Choice]:
    choices: list[Choice] = context["chrome"].alternates(context["page_meta"])
    return choices


@register.simple_tag(takes_context=True)
def language_menu(context: Context) -> SafeString:
    if "chrome" not in context:
        return SafeString()
    menu: SafeString = context["chrome"].language_menu(context["page_meta"])
    return menu


@register.simple_tag(takes_context=True)
def style_sheet(context: Context, kind: str) -> str:
    """Return the address of the only sheet that a page of this kind needs."""
    return static(sheet_name(kind, context["chrome"].language.code))
