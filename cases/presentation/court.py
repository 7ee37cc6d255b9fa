"""The facts of a court that stay on its page: opening, seat, jurisdiction, sites."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from cases.models import FACTS, Court, Jurisdiction, Source
from cases.numbers.courts import latin
from cases.presentation.certainty import Statement, statements_of
from cases.presentation.sources import SourceList
from cases.presentation.text import LanguageText, choose
from cases.presentation.web import web_address
from cases.snapshots import texts_of
from cases.snapshots.parts import provenance_of, sources_of
from cjo.lib.locales import date_text


def present_court(court: Court, language: str) -> dict[str, Any]:
    """Return the facts by the names that the template gives them."""
    texts = texts_of(court.texts.all())
    known: set[Source] = set()
    provenance = provenance_of(court.provenance.all(), known)
    sources = SourceList(sources_of(known), "sources", language)
    statements: dict[str, list[Statement]] = {fact: [] for fact in FACTS["court"]}
    for statement in statements_of(provenance, language, sources):
        statements.setdefault(statement.field, []).append(statement)
    whole = court.division_of
    others = choose(texts, "other_names", language)
    return {
        "latin_code": latin(court.code) if court.code else "",
        "code_of_court": whole.code if whole else "",
        "division_of": _link(whole, language) if whole else None,
        "divisions": [_link(division, language) for division in court.divisions.all()],
        "opened": date_text(court.opened_on, court.opened_precision, language),
        "seat": choose(texts, "seat", language),
        "other_names": [
            LanguageText(line, others.language, language) for line in others.paragraphs
        ],
        "jurisdictions": [
            {
                "dates": _dates(period, language),
                "words": choose(texts_of(period.texts.all()), "words", language),
            }
            for period in court.jurisdictions.all()
        ],
        "sites": [web_address(site, language) for site in court.sites.all()],
        "statements": statements,
        "sources": sources,
    }


def _link(court: Court, language: str) -> dict[str, Any]:
    name = choose(texts_of(court.texts.all()), "name", language)
    return {"name": name, "url": reverse("court", args=[court.slug])}


def _dates(period: Jurisdiction, language: str) -> str:
    since = date_text(period.since, period.precision, language)
    until = date_text(period.until, period.precision, language)
    if since and until:
        # Translators: A period; since and until are dates.
        return _("%(since)s to %(until)s") % {"since": since, "until": until}
    if until:
        # Translators: A period whose beginning is not known; until is a date.
        return _("until %(until)s") % {"until": until}
    # Translators: A period that goes on; since is a date.
    return _("since %(since)s") % {"since": since} if since else ""
