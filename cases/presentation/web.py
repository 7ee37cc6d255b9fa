"""Addresses on the web of a law's text or of a court, and whether anybody read them."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from cases.models import CourtSite, LawAddress
from cjo.lib.languages import get_language
from cjo.lib.locales import language_names
from cjo.lib.safe_urls import safe_address


@dataclass(frozen=True, slots=True)
class WebAddress:
    label: str
    url: str
    tag: str  # of its language, for `hreflang`
    host: str
    is_checked: bool


def web_address(row: LawAddress | CourtSite, language: str) -> WebAddress:
    names = {"language": language_names([row.language], language)}
    if isinstance(row, CourtSite):
        label = _("Site in %(language)s") % names
    elif row.is_official:
        label = _("Official text in %(language)s") % names
    else:
        label = _("Text on another site in %(language)s") % names
    url = safe_address(row.url)
    host = urlsplit(url).hostname or ""
    return WebAddress(
        label,
        url,
        get_language(row.language).tag,
        host.removeprefix("www."),
        row.is_checked,
    )
