"""The facts of a court that stay on its page: opening, seat, jurisdiction, sites."""

from typing import Any

from django.urls import reverse
from django.utils.translation import pgettext

from cases.models import FACTS, Court, Jurisdiction, Source
from cases.numbers.courts import latin
from cases.presentation.certainty import Statement, statements_of
from cases.presentation.sources import SourceList
from cases.presentation.text import LanguageText, choose
from cases.presentation.web import web_address
from cases.snapshots import texts_of
from cases.snapshots.parts import provenance_of, sources_of
from cjo.lib.locales import Precision, date_text, interval_text


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
    """Return when a court heard such cases, with a form for each precision."""
    since = date_text(period.since, period.precision, language)
    until = date_text(period.until, period.precision, language)
    precision = Precision(period.precision)
    if period.since and since and period.until:
        return interval_text(period.since, period.until, precision, language)
    if until:
        texts = {
            # Translators: A period whose beginning is not known; until is a date with
            # its day, such as “18 Dec 2024”.
            Precision.DAY: pgettext("a day", "until %(until)s"),
            # Translators: A period whose beginning is not known; until is a month, such
            # as “December 2024”, in its basic form.
            Precision.MONTH: pgettext("a month", "until %(until)s"),
            # Translators: A period whose beginning is not known; until is a year.
            Precision.YEAR: pgettext("a year", "until %(until)s"),
        }
        return texts[precision] % {"until": until}
    if not since:
        return ""
    texts = {
        # Translators: A period that goes on; since is a date with its day, such as “18
        # Dec 2024”.
        Precision.DAY: pgettext("a day", "since %(since)s"),
        # Translators: A period that goes on; since is a month, such as “December 2024”,
        # in its basic form.
        Precision.MONTH: pgettext("a month", "since %(since)s"),
        # Translators: A period that goes on; since is a year.
        Precision.YEAR: pgettext("a year", "since %(since)s"),
    }
    return texts[precision] % {"since": since}
