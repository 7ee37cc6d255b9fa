"""A law and its articles as their pages name them, with dates and sources."""

import datetime as dt
from dataclasses import dataclass

from django.utils import translation
from django.utils.translation import gettext as _

from cases.citations import numerals
from cases.models import Law, LawAmendment, Provision, Source
from cases.presentation.certainty import Statement, statements_of
from cases.presentation.sources import SourceList
from cases.presentation.text import (
    LanguageText,
    choose,
    second_language,
    second_text,
)
from cases.snapshots import texts_of
from cases.snapshots.parts import provenance_of, sources_of
from cases.snapshots.schema import Texts
from cjo.lib.locales import Precision, date_text
from cjo.lib.safe_urls import safe_address


@dataclass(frozen=True, slots=True)
class LawDate:
    """A kind of date in the life of a law; without lines it is unknown."""

    label: str
    lines: list[str]
    statements: list[Statement]


@dataclass(frozen=True, slots=True)
class PresentedLaw:
    title: LanguageText
    second_title: LanguageText
    abbreviation: LanguageText
    note: LanguageText
    names: list[Statement]
    dates: list[LawDate]
    official_url: str
    sources: SourceList


@dataclass(frozen=True, slots=True)
class ProvisionName:
    """The name of an article in the page's language and in the second one."""

    title: str
    second_title: LanguageText


def present_law(law: Law, language: str) -> PresentedLaw:
    texts = texts_of(law.texts.all())
    known: set[Source] = set()
    provenance = provenance_of(law.provenance.all(), known)
    sources = SourceList(sources_of(known), "sources", language)

    def statements(field: str) -> list[Statement]:
        on_field = [shape for shape in provenance if shape["field"] == field]
        return statements_of(on_field, language, sources)

    # sources are numbered in the order of the page: names come first
    names = statements("title")
    amendments = [_amended(row, language) for row in law.amendments.all()]
    dates = [
        ("adopted_on", _("Adopted"), _days(law.adopted_on, language)),
        ("in_force_on", _("In force since"), _days(law.in_force_on, language)),
        ("amendments", _("Amended"), amendments),
    ]
    if law.repealed_on:
        repealed = _days(law.repealed_on, language)
        dates.append(("repealed_on", _("Repealed"), repealed))
    return PresentedLaw(
        title=choose(texts, "title", language),
        second_title=second_text(texts, "title", language),
        abbreviation=choose(texts, "abbreviation", language),
        note=choose(texts, "note", language),
        names=names,
        dates=[
            LawDate(label, lines, statements(field)) for field, label, lines in dates
        ],
        official_url=safe_address(law.official_url),
        sources=sources,
    )


def provision_name(provision: Provision, language: str) -> ProvisionName:
    """Return `PIPL, art. 14` and 《个人信息保护法》第十四条."""
    texts = texts_of(provision.law.texts.all())
    second = second_language(language)
    second_title = _name(provision, texts, second) if second in texts else ""
    return ProvisionName(
        title=_name(provision, texts, language),
        second_title=LanguageText(second_title, second, language),
    )


def _name(provision: Provision, texts: Texts, language: str) -> str:
    if language == "zh-hans" and language in texts:
        article = f"第{_chinese_number(provision.number)}条"
        suffix = f"之{_chinese_number(provision.suffix)}" if provision.suffix else ""
        return f"《{texts[language]['title']}》{article}{suffix}"
    with translation.override(language):
        short = choose(texts, "abbreviation", language)
        law = short or choose(texts, "title", language)
        return _("%(law)s, art. %(article)s") % {
            "law": law,
            "article": provision.article,
        }


def _chinese_number(number: int) -> str:
    # an editor may type a number above 9999; no law has one
    known = 1 <= number <= numerals.LARGEST
    return numerals.write(number) if known else str(number)


def _days(day: dt.date | None, language: str) -> list[str]:
    return [date_text(day, Precision.DAY, language)] if day else []


def _amended(amendment: LawAmendment, language: str) -> str:
    day = date_text(amendment.amended_on, Precision.DAY, language)
    if amendment.in_force_on is None:
        return day
    since = date_text(amendment.in_force_on, Precision.DAY, language)
    return _("%(day)s, in force since %(since)s") % {"day": day, "since": since}
