"""A law as its page prints it: names, dates with what sources say, official text."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from cases.citations import numerals
from cases.models import Law, LawAmendment, Provision, Source
from cases.presentation.sources import SourceList, Statement, statements
from cases.presentation.text import LanguageText, choose, second_text
from cases.snapshots import texts_of
from cases.snapshots.parts import provenance_of, source_shape
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
class LawFacts:
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
    """What an article is called in the page's language, and as Chinese writes it."""

    title: str
    second_title: LanguageText


def law_facts(law: Law, language: str) -> LawFacts:
    """Read a law with its texts, amendments and provenance in a language."""
    texts = texts_of(law.texts.all())
    known: set[Source] = set()
    named = Source.objects.named_in(language)
    provenance = provenance_of(law.provenance.all(), known, named)
    shapes = {one.key: source_shape(one, _names(one, language)) for one in known}
    sources = SourceList(shapes, "sources", language)

    def said(field: str) -> list[Statement]:
        about = [one for one in provenance if one["field"] == field]
        return statements(about, sources, language)

    def date(field: str, label: str, lines: list[str]) -> LawDate:
        return LawDate(label, lines, said(field))

    names = said("title")
    dates = [
        date("adopted_on", _("Adopted"), _days(law.adopted_on, language)),
        date("in_force_on", _("In force since"), _days(law.in_force_on, language)),
        date(
            "amendments",
            _("Amended"),
            [_amended(one, language) for one in law.amendments.all()],
        ),
    ]
    if law.repealed_on:
        dates.append(
            date("repealed_on", _("Repealed"), _days(law.repealed_on, language))
        )
    return LawFacts(
        title=choose(texts, "title", language),
        second_title=second_text(texts, "title", language),
        abbreviation=choose(texts, "abbreviation", language),
        note=choose(texts, "note", language),
        names=names,
        dates=dates,
        official_url=safe_address(law.official_url),
        sources=sources,
    )


def _names(source: Any, language: str) -> Texts:
    """Return what the page's language calls a source, as read with it."""
    said = {"title": source.said_title, "publisher": source.said_publisher}
    return {language: {name: words for name, words in said.items() if words}}


def provision_name(provision: Provision, language: str) -> ProvisionName:
    """Return `PIPL, art. 14` and 《个人信息保护法》第十四条."""
    texts = texts_of(provision.law.texts.all())
    other = "en" if language == "zh-hans" else "zh-hans"
    return ProvisionName(
        title=_named(provision, texts, language),
        second_title=LanguageText(
            _named(provision, texts, other) if other in texts else "", other, language
        ),
    )


def _named(provision: Provision, texts: Texts, language: str) -> str:
    if language == "zh-hans" and language in texts:
        article = f"第{_counted(provision.number)}条"
        suffix = f"之{_counted(provision.suffix)}" if provision.suffix else ""
        return f"《{texts[language]['title']}》{article}{suffix}"
    with translation.override(language):
        law = choose(texts, "abbreviation", language) or choose(
            texts, "title", language
        )
        words = {"law": law, "article": provision.article}
        return _("%(law)s, art. %(article)s") % words


def _counted(number: int) -> str:
    """Return a numeral as laws print it; figures for what no law counts up to."""
    known = 1 <= number <= numerals.LARGEST
    return numerals.write(number) if known else str(number)


def _days(day: dt.date | None, language: str) -> list[str]:
    return [date_text(day, Precision.DAY, language)] if day else []


def _amended(one: LawAmendment, language: str) -> str:
    day = date_text(one.amended_on, Precision.DAY, language)
    if one.in_force_on is None:
        return day
    since = date_text(one.in_force_on, Precision.DAY, language)
    return _("%(day)s, in force since %(since)s") % {"day": day, "since": since}
