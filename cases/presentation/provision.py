"""Articles of laws: their names, their summaries, their numbers in each version."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils import translation
from django.utils.translation import pgettext

from cases.models import Law, Provision
from cases.presentation.names import article_of_law
from cases.presentation.text import (
    NO_TEXT,
    LanguageText,
    choose,
    second_language,
)
from cases.snapshots import texts_of
from cases.snapshots.schema import Texts
from cjo.lib import chinese_numerals


@dataclass(frozen=True, slots=True)
class ProvisionName:
    """The name of an article in the page's language and in the second one."""

    title: str
    second_title: LanguageText


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
    """Return `PIPL, Art. 14` and 《个人信息保护法》第十四条."""
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
        # Translators: Alone in a line, or at its start; article is the number of an
        # article of a law.
        return pgettext("at the start", "Art. %(article)s") % {"article": article}


def _chinese_number(number: int) -> str:
    # an editor may type a number above 9999; no law has one
    known = 1 <= number <= chinese_numerals.LARGEST
    return chinese_numerals.write(number) if known else str(number)
