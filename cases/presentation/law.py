"""A law and its articles as their pages name them, with dates and sources."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from cases.citations import numerals
from cases.models import Law, LawVersion, Provision, Source
from cases.presentation.certainty import Statement, statements_of
from cases.presentation.names import article_of_law
from cases.presentation.sources import SourceList
from cases.presentation.text import (
    NO_TEXT,
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
    articles: str
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
            _("Adopted"),
            adopted,
            choose(texts, "adopted_by", language),
        ),
        fact(
            "promulgated_on",
            _("Promulgated"),
            promulgated,
            choose(texts, "promulgated_by", language),
        ),
        fact("in_force_on", _("In force since"), since),
    ]
    if law.document_number:
        number = LanguageText(law.document_number, "zh-hans", language)
        facts.insert(0, fact("document_number", _("Document number"), number))
    newest = law.newest_version
    if newest and not newest.is_first and (day := newest.since(law)):
        this = date_text(day, Precision.DAY, language)
        facts.append(LawFact(_("This text in force since"), _lines(this, language), []))
    if newest and newest.articles:
        count = number_text(newest.articles, language)
        facts.append(fact("articles", _("Number of articles"), count))
    if law.repealed_on:
        repealed = date_text(law.repealed_on, Precision.DAY, language)
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
            articles=number_text(version.articles, language)
            if version.articles
            else "",
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
        return _("in force until %(day)s") % {"day": last} if last else ""
    if not is_over:
        return _("in force since %(day)s") % {"day": first}
    if not last:
        return _("in force from %(day)s") % {"day": first}
    return _("in force from %(first)s to %(last)s") % {"first": first, "last": last}


@dataclass(frozen=True, slots=True)
class Number:
    """The number of an article in a version of its law."""

    article: str
    version: str
    url: str
    is_newest: bool
    is_this: bool = False


@dataclass(frozen=True, slots=True)
class PresentedProvision:
    """An article in a list of its law; `now` is its number in the newest text."""

    name: str
    article: str
    url: str
    summary: LanguageText
    cases: int
    now: Number | None
    was: list[Number]
    is_new: bool


@dataclass(frozen=True, slots=True)
class ProvisionGroup:
    """The articles of one version; those of the newest come first."""

    version: str
    is_newest: bool
    summed_up: list[PresentedProvision]
    others: list[PresentedProvision]


def numbers_of(
    provision: Provision, rows: Mapping[int, Provision], law: str
) -> list[Number]:
    """Return the numbers of an article in each version, the oldest first.

    `rows` are the articles of its law by their ids.
    """
    later = {row.earlier_id: row for row in rows.values() if row.earlier_id}
    chain, after = [provision], later.get(provision.pk)
    before = rows.get(provision.earlier_id or 0)
    # a chain that an editor closed to a ring ends where it began
    while before and before not in chain:
        chain.insert(0, before)
        before = rows.get(before.earlier_id or 0)
    while after and after not in chain:
        chain.append(after)
        after = later.get(after.pk)
    return [_number(row, law, is_this=row.pk == provision.pk) for row in chain]


def _number(row: Provision, law: str, *, is_this: bool = False) -> Number:
    version = row.version.key if row.version else ""
    return Number(row.article, version, _url(row, law), row.is_newest, is_this)


def _url(row: Provision, law: str) -> str:
    if row.is_newest or row.version is None:
        return reverse("provision", args=[law, row.article])
    return reverse("provision_in", args=[law, row.version.key, row.article])


def present_provisions(
    law: Law, rows: list[Provision], language: str
) -> list[ProvisionGroup]:
    """Return the articles on record by version, each row with `cases_here`."""
    by_id = {row.pk: row for row in rows}
    groups: dict[str, list[tuple[Provision, PresentedProvision]]] = {}
    for row in rows:
        numbers = numbers_of(row, by_id, law.slug)
        place = next(at for at, number in enumerate(numbers) if number.is_this)
        now = numbers[-1] if numbers[-1].is_newest and not row.is_newest else None
        shown = PresentedProvision(
            name=article_title(row.number, row.suffix, language),
            article=row.article,
            url=_url(row, law.slug),
            summary=choose(texts_of(row.texts.all()), "summary", language),
            cases=getattr(row, "cases_here", 0),
            now=now,
            was=numbers[:place],
            is_new=row.is_new,
        )
        key = row.former_version
        groups.setdefault(key, []).append((row, shown))
    return [
        ProvisionGroup(
            version=key,
            is_newest=not key,
            summed_up=[shown for _row, shown in members if shown.summary],
            others=[shown for _row, shown in members if not shown.summary],
        )
        for key, members in sorted(
            groups.items(), key=lambda group: group[0] or "9", reverse=True
        )
    ]


def provision_name(provision: Provision, language: str) -> ProvisionName:
    """Return `PIPL, art. 14` and 《个人信息保护法》第十四条."""
    texts = texts_of(provision.law.texts.all())
    second = second_language(language)
    second_title = _name(provision, texts, second) if second in texts else ""
    return ProvisionName(
        title=_name(provision, texts, language),
        second_title=LanguageText(second_title, second, language),
    )


def summary_of(provision: Provision, language: str) -> LanguageText:
    return choose(texts_of(provision.texts.all()), "summary", language) or NO_TEXT


def _name(provision: Provision, texts: Texts, language: str) -> str:
    year = provision.former_version
    if language == "zh-hans" and language in texts:
        article = article_title(provision.number, provision.suffix, language)
        version = f"（{year}年文本）" if year else ""
        return f"《{texts[language]['title']}》{version}{article}"
    with translation.override(language):
        short = choose(texts, "abbreviation", language)
        law = short or choose(texts, "title", language)
        return article_of_law(law, provision.article, year)


def article_title(number: int, suffix: int, language: str) -> str:
    """Return `Art. 13`, or 第十三条."""
    if language == "zh-hans":
        behind = f"之{_chinese_number(suffix)}" if suffix else ""
        return f"第{_chinese_number(number)}条{behind}"
    article = f"{number}-{suffix}" if suffix else str(number)
    with translation.override(language):
        return _("Art. %(article)s") % {"article": article}


def _chinese_number(number: int) -> str:
    # an editor may type a number above 9999; no law has one
    known = 1 <= number <= numerals.LARGEST
    return numerals.write(number) if known else str(number)


def _lines(text: str, language: str) -> list[LanguageText]:
    return [LanguageText(text, language, language)] if text else []
