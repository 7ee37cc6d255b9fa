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
        # Translators: A link to the website of a court; language is that of the site,
        # in its basic form.
        label = _("Site in %(language)s") % names
    elif row.is_official:
        # Translators: A link to the text of a law; language is that of the text, in its
        # basic form.
        label = _("Official text in %(language)s") % names
    else:
        # Translators: A link to the text of a law on a site that is not official;
        # language is that of the text, in its basic form.
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
