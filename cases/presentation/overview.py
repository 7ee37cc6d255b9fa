"""The overview panel: numerals and a table of figures, from a snapshot."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils import translation
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from cases.presentation.dates import format_date, format_period
from cases.presentation.names import court_name
from cases.presentation.periods import overlaps
from cases.presentation.shares import (
    computed_share,
    contradicts,
    exact_share,
    find,
    gap,
    is_translated,
)
from cases.presentation.sources import (
    NumberedSource,
    SourceList,
    Statement,
    fill,
    named,
    statements,
)
from cases.presentation.text import LanguageText, choose, method_of
from cases.snapshots.periods import is_same
from cases.snapshots.schema import (
    GroupShape,
    OverviewShape,
    PrintedShape,
    StatisticShape,
)
from cjo.lib.locales import number_text, percent_text

MARKS_IN_TEXT = 3  # sources marked in a row of an embed; the overview's page has all


@dataclass(frozen=True, slots=True)
class Printed:
    """A share as sources print it; `contradicts` if it cannot be the computed one.

    `translated` if its words are ours, for those of a source in another language.
    """

    words: LanguageText
    contradicts: bool
    translated: bool
    marks: list[NumberedSource]


@dataclass(frozen=True, slots=True)
class Row:
    """A figure; `bar` is the width of its bar in per cent, empty without a base."""

    id: str
    label: LanguageText
    value: str
    base: str
    base_label: LanguageText
    share: str
    bar: str
    printed: list[Printed]
    period: str
    note: LanguageText
    statements: list[Statement]
    marks: list[NumberedSource]
    headline: bool

    @property
    def doubtful(self) -> list[Statement]:
        return [one for one in self.statements if one.certainty != "confirmed"]


@dataclass(frozen=True, slots=True)
class Group:
    label: LanguageText
    note: LanguageText
    gap: str
    rows: list[Row]


@dataclass(frozen=True, slots=True)
class Panel:
    """What is printed of an overview, in one language."""

    id: str
    key: str
    title: LanguageText
    scope: LanguageText
    note: LanguageText
    description: LanguageText
    method: str
    court: LanguageText
    court_key: str
    period: str
    released: str
    released_on: str | None
    released_precision: str
    groups: list[Group]
    sources: SourceList
    statements: list[Statement]
    overlaps: list[str]
    language: str
    number: int

    @property
    def numerals(self) -> list[Row]:
        return [row for group in self.groups for row in group.rows if row.headline]

    @property
    def rows(self) -> dict[str, Row]:
        return {row.id: row for group in self.groups for row in group.rows}

    @property
    def url(self) -> str:
        return self._address("overview", self.key)

    @property
    def version_url(self) -> str:
        return self._address("overview_version", self.key, self.number)

    @property
    def csv_url(self) -> str:
        return self._address("overview_version_csv", self.key, self.number)

    @property
    def json_url(self) -> str:
        return self._address("overview_version_json", self.key, self.number)

    def _address(self, name: str, *args: str | int) -> str:
        with translation.override(self.language):
            return reverse(name, args=args)


def row_id(key: str, statistic: str) -> str:
    """Return the id of a figure's row, for ever."""
    return f"{key}-{statistic}"


def panel(
    snapshot: OverviewShape, number: int, language: str, *, whole: bool = False
) -> Panel:
    """Read a snapshot in a language.

    `whole` marks every source of every row, and prints every share that sources print.
    """
    texts, key = snapshot["texts"], snapshot["key"]
    sources = SourceList(snapshot["sources"], f"overview-{key}-sources", language)
    with translation.override(language):
        groups = [
            _group(one, snapshot, sources, language, whole)
            for one in snapshot["groups"]
        ]
        windows = overlaps(snapshot, language)
    court = snapshot["court"]
    return Panel(
        id=f"overview-{key}",
        key=key,
        title=choose(texts, "title", language),
        scope=choose(texts, "scope", language),
        note=choose(texts, "note", language),
        description=choose(texts, "description", language),
        method=method_of(texts, language),
        court=court_name(court, language),
        court_key=court["key"] if court else "",
        period=format_period(snapshot["period"], language),
        released=format_date(
            snapshot["released_on"], snapshot["released_precision"], language
        ),
        released_on=snapshot["released_on"],
        released_precision=snapshot["released_precision"],
        groups=groups,
        sources=sources,
        statements=statements(snapshot["provenance"], sources, language)
        if whole
        else [],
        overlaps=windows,
        language=language,
        number=number,
    )


def share_text(value: int, base: int, language: str) -> str:
    """Return a share as computed, in the percent form of the language."""
    return percent_text(float(computed_share(value, base) / 100), language)


def _group(
    group: GroupShape,
    snapshot: OverviewShape,
    sources: SourceList,
    language: str,
    whole: bool,
) -> Group:
    return Group(
        label=choose(group["texts"], "label", language),
        note=choose(group["texts"], "note", language),
        gap=gap(group, snapshot, language),
        rows=[
            _row(one, snapshot, sources, language, whole) for one in group["statistics"]
        ],
    )


def _row(
    one: StatisticShape,
    snapshot: OverviewShape,
    sources: SourceList,
    language: str,
    whole: bool,
) -> Row:
    base = find(snapshot, one["base"]) if one["base"] else None
    said = statements(
        one["provenance"], sources if whole else _unmarked(sources), language
    )
    keys = [key for entry in one["provenance"] for key in entry["sources"]]
    shown = keys if whole else keys[:MARKS_IN_TEXT]
    marks = sources.marks(list(dict.fromkeys(shown)))
    own = None if is_same(one["period"], snapshot["period"]) else one["period"]
    return Row(
        id=row_id(snapshot["key"], one["key"]),
        label=choose(one["texts"], "label", language),
        value=number_text(one["value"], language),
        base=number_text(base["value"], language) if base else "",
        base_label=choose(base["texts"] if base else {}, "label", language),
        share=share_text(one["value"], base["value"], language) if base else "",
        bar=str(computed_share(one["value"], base["value"], 2)) if base else "",
        printed=_printed(one, base, sources, language, whole) if base else [],
        period=format_period(own, language),
        note=choose(one["texts"], "note", language),
        statements=said,
        marks=marks,
        headline=one["headline"],
    )


def _unmarked(sources: SourceList) -> SourceList:
    """Return a list of its own, so that what is not shown takes no number."""
    return SourceList(sources.sources, sources.id, sources.language)


def _printed(
    one: StatisticShape,
    base: StatisticShape,
    sources: SourceList,
    language: str,
    whole: bool,
) -> list[Printed]:
    """Return the printed shares; in a text those that are not the computed one."""
    found: dict[tuple[str, bool], list[PrintedShape]] = {}
    for printed in one["printed"]:
        translated = is_translated(printed, sources.sources)
        found.setdefault((printed["text"], translated), []).append(printed)
    computed = computed_share(one["value"], base["value"])
    return [
        Printed(
            # a number alone is in no language
            words=LanguageText(
                text, same[0]["language"] if exact is None else language, language
            ),
            contradicts=contradicts(text, one["value"], base["value"]),
            translated=translated,
            marks=sorted(
                sources.marks([printed["source"] for printed in same]),
                key=lambda source: source.number,
            ),
        )
        for (text, translated), same in found.items()
        if (exact := exact_share(text)) != computed or whole
    ]


def gloss(
    snapshot: OverviewShape, statistic: StatisticShape, language: str
) -> SafeString:
    """Return base, share and sources of a figure in a sentence, as HTML."""
    base = find(snapshot, statistic["base"]) if statistic["base"] else None
    keys = [
        key
        for entry in statistic["provenance"]
        if entry["agrees"]
        for key in entry["sources"]
    ]
    sources = SourceList(snapshot["sources"], "", language).marks(
        list(dict.fromkeys(keys))
    )
    words = {
        "label": choose(statistic["texts"], "label", language),
        "period": format_period(statistic["period"] or snapshot["period"], language),
        "source": named(sources, language),
    }
    if base is None:
        return fill(_("(%(label)s, %(period)s. Source: %(source)s)"), words)
    words |= {
        "value": number_text(statistic["value"], language),
        "base": number_text(base["value"], language),
        "share": share_text(statistic["value"], base["value"], language),
    }
    return fill(
        _("(%(label)s: %(value)s of %(base)s, %(share)s. Source: %(source)s)"), words
    )
