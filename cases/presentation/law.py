"""A law as its page prints it: its facts, its versions, its sources."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from cases.models import Law, LawVersion, Source
from cases.presentation.certainty import Statement, statements_of
from cases.presentation.sources import SourceList
from cases.presentation.text import (
    LanguageText,
    choose,
    second_language,
    second_text,
)
from cases.presentation.web import WebAddress, web_address
from cases.snapshots import texts_of
from cases.snapshots.parts import provenance_of, sources_of
from cases.snapshots.schema import Texts
from cjo.lib.locales import Precision, date_text, number_text


@dataclass(frozen=True, slots=True)
class LawFact:
    """A fact in the life of a law; without lines it is unknown."""

    label: str
    lines: list[LanguageText]
    statements: list[Statement]


@dataclass(frozen=True, slots=True)
class LawLink:
    title: LanguageText
    url: str


@dataclass(frozen=True, slots=True)
class PresentedVersion:
    """A text of a law: how it came about, and from when to when it was in force."""

    key: str
    kind: str
    adopted: str
    by: LanguageText
    period: str
    articles: int | None
    is_newest: bool


@dataclass(frozen=True, slots=True)
class PresentedLaw:
    kind: str
    title: LanguageText
    second_title: LanguageText
    abbreviation: LanguageText
    other_names: list[LanguageText]
    note: LanguageText
    names: list[Statement]
    facts: list[LawFact]
    versions: list[PresentedVersion]
    version_statements: list[Statement]
    repealed_by: list[LawLink]
    repeals: list[LawLink]
    repeal_statements: list[Statement]
    addresses: list[WebAddress]
    sources: SourceList


def present_law(law: Law, language: str) -> PresentedLaw:
    texts = texts_of(law.texts.all())
    known: set[Source] = set()
    provenance = provenance_of(law.provenance.all(), known)
    sources = SourceList(sources_of(known), "sources", language)

    def statements(*fields: str) -> list[Statement]:
        on_field = [shape for shape in provenance if shape["field"] in fields]
        return statements_of(on_field, language, sources)

    def fact(field: str, label: str, *lines: LanguageText | str) -> LawFact:
        shown = [
            line
            if isinstance(line, LanguageText)
            else LanguageText(line, language, language)
            for line in lines
            if line
        ]
        return LawFact(label, shown, statements(field))

    # sources are numbered in the order of the page: names come first
    names = statements("title")
    adopted, promulgated, since = (
        date_text(day, Precision.DAY, language)
        for day in (law.adopted_on, law.promulgated_on, law.in_force_on)
    )
    facts = [
        fact(
            "adopted_on",
            # Translators: The label of a row: when and by whom a law was adopted.
            _("Adopted"),
            adopted,
            choose(texts, "adopted_by", language),
        ),
        fact(
            "promulgated_on",
            # Translators: The label of a row: when and by which order a law was made
            # public.
            _("Promulgated"),
            promulgated,
            choose(texts, "promulgated_by", language),
        ),
        # Translators: The label of a row; a date follows.
        fact("in_force_on", _("In force since"), since),
    ]
    if law.document_number:
        number = LanguageText(law.document_number, "zh-hans", language)
        facts.insert(0, fact("document_number", _("Document number"), number))
    newest = law.newest_version
    if newest and not newest.is_first and (day := newest.since(law)):
        this = date_text(day, Precision.DAY, language)
        # Translators: The label of a row: since when the newest text of an amended law
        # has been in force; a date follows.
        facts.append(LawFact(_("This text in force since"), _lines(this, language), []))
    if newest and newest.articles:
        count = number_text(newest.articles, language)
        # Translators: The label of a row: articles of a law, not of this site.
        facts.append(fact("articles", _("Number of articles"), count))
    if law.repealed_on:
        repealed = date_text(law.repealed_on, Precision.DAY, language)
        # Translators: The label of a row: when a law was repealed.
        facts.append(fact("repealed_on", _("Repealed"), repealed))
    return PresentedLaw(
        kind=str(law.get_kind_display()),
        title=choose(texts, "title", language),
        second_title=second_text(texts, "title", language),
        abbreviation=choose(texts, "abbreviation", language),
        other_names=_other_names(texts, language),
        note=choose(texts, "note", language),
        names=names,
        facts=facts,
        versions=list(_versions(law, language)),
        version_statements=statements("amendments"),
        repealed_by=[law_link(law.repealed_by, language)] if law.repealed_by else [],
        repeals=[law_link(other, language) for other in law.repeals.all()],
        repeal_statements=statements("repeals"),
        addresses=[web_address(address, language) for address in law.addresses.all()],
        sources=sources,
    )


def law_link(law: Law, language: str) -> LawLink:
    title = choose(texts_of(law.texts.all()), "title", language)
    return LawLink(title, law.get_absolute_url())


def _other_names(texts: Texts, language: str) -> list[LanguageText]:
    """Return the other names in the page's language, then those in the second one."""
    names = []
    for code in dict.fromkeys((language, second_language(language))):
        lines = texts.get(code, {}).get("other_names", "").splitlines()
        names += [LanguageText(line.strip(), code, language) for line in lines if line]
    return names


def _versions(law: Law, language: str) -> Iterable[PresentedVersion]:
    """Yield the texts of a law, the newest first."""
    following: LawVersion | None = None
    for version in reversed(list(law.versions.all())):
        yield PresentedVersion(
            key=version.key,
            kind=str(version.get_kind_display()),
            adopted=date_text(version.adopted(law), Precision.DAY, language),
            by=choose(texts_of(version.texts.all()), "adopted_by", language),
            period=_period(
                version.since(law),
                following.since(law) if following else law.repealed_on,
                language,
                is_over=following is not None or law.repealed_on is not None,
            ),
            articles=version.articles,
            is_newest=following is None,
        )
        following = version


def _period(
    since: dt.date | None, until: dt.date | None, language: str, *, is_over: bool
) -> str:
    """Return when a text was in force, as far as both of its ends are known."""
    first = date_text(since, Precision.DAY, language)
    # it ended on the day before that of its successor
    last = date_text(until and until - dt.timedelta(1), Precision.DAY, language)
    if not first:
        # Translators: Said of a former text of a law: the day on which it came into
        # force is not known.
        return _("in force until %(day)s") % {"day": last} if last else ""
    if not is_over:
        # Translators: Said of a text of a law that is in force now.
        return _("in force since %(day)s") % {"day": first}
    if not last:
        # Translators: Said of a former text of a law: the day on which it ceased to be
        # in force is not known.
        return _("in force from %(day)s") % {"day": first}
    # Translators: Said of a former text of a law; first and last are dates.
    return _("in force from %(first)s to %(last)s") % {"first": first, "last": last}


def _lines(text: str, language: str) -> list[LanguageText]:
    return [LanguageText(text, language, language)] if text else []
