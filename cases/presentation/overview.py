"""The overview panel: numerals and a table of figures, from a snapshot."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils import translation
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from cases.presentation.periods import overlaps
from cases.presentation.shares import contradicts, exact_share, find, gap, is_translated
from cases.presentation.sources import (
    NumberedSource,
    SourceList,
    Statement,
    fill,
    named,
    statements,
)
from cases.presentation.text import (
    Words,
    choose,
    court_name,
    date,
    methods,
    period,
    share,
)
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

    words: Words
    contradicts: bool
    translated: bool
    marks: list[NumberedSource]


@dataclass(frozen=True, slots=True)
class Row:
    """A figure; `bar` is the width of its bar in per cent, empty without a base."""

    id: str
    label: Words
    value: str
    base: str
    base_label: Words
    share: str
    bar: str
    printed: list[Printed]
    period: str
    note: Words
    statements: list[Statement]
    marks: list[NumberedSource]
    headline: bool

    @property
    def doubtful(self) -> list[Statement]:
        return [one for one in self.statements if one.certainty != "confirmed"]


@dataclass(frozen=True, slots=True)
class Group:
    label: Words
    note: Words
    gap: str
    rows: list[Row]


@dataclass(frozen=True, slots=True)
class Panel:
    """What is printed of an overview, in one language."""

    id: str
    key: str
    title: Words
    scope: Words
    note: Words
    description: Words
    method: str
    court: Words
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
    snapshot: OverviewShape, number: int, page: str, *, whole: bool = False
) -> Panel:
    """Read a snapshot in a language.

    `whole` marks every source of every row, and prints every share that sources print.
    """
    texts, key = snapshot["texts"], snapshot["key"]
    sources = SourceList(snapshot["sources"], f"overview-{key}-sources", page)
    with translation.override(page):
        groups = [
            _group(one, snapshot, sources, page, whole) for one in snapshot["groups"]
        ]
        windows = overlaps(snapshot, page)
    court = snapshot["court"]
    return Panel(
        id=f"overview-{key}",
        key=key,
        title=choose(texts, "title", page),
        scope=choose(texts, "scope", page),
        note=choose(texts, "note", page),
        description=choose(texts, "description", page),
        method=methods(texts, page),
        court=court_name(court, page),
        court_key=court["key"] if court else "",
        period=period(snapshot["period"], page),
        released=date(snapshot["released_on"], snapshot["released_precision"], page),
        released_on=snapshot["released_on"],
        released_precision=snapshot["released_precision"],
        groups=groups,
        sources=sources,
        statements=statements(snapshot["provenance"], sources, page) if whole else [],
        overlaps=windows,
        language=page,
        number=number,
    )


def share_text(value: int, base: int, page: str) -> str:
    """Return a share as computed, in the percent form of the language."""
    return percent_text(float(share(value, base) / 100), page)


def _group(
    group: GroupShape,
    snapshot: OverviewShape,
    sources: SourceList,
    page: str,
    whole: bool,
) -> Group:
    return Group(
        label=choose(group["texts"], "label", page),
        note=choose(group["texts"], "note", page),
        gap=gap(group, snapshot, page),
        rows=[_row(one, snapshot, sources, page, whole) for one in group["statistics"]],
    )


def _row(
    one: StatisticShape,
    snapshot: OverviewShape,
    sources: SourceList,
    page: str,
    whole: bool,
) -> Row:
    base = find(snapshot, one["base"]) if one["base"] else None
    said = statements(one["provenance"], sources if whole else _unmarked(sources), page)
    keys = [key for entry in one["provenance"] for key in entry["sources"]]
    shown = keys if whole else keys[:MARKS_IN_TEXT]
    marks = sources.marks(list(dict.fromkeys(shown)))
    own = None if is_same(one["period"], snapshot["period"]) else one["period"]
    return Row(
        id=row_id(snapshot["key"], one["key"]),
        label=choose(one["texts"], "label", page),
        value=number_text(one["value"], page),
        base=number_text(base["value"], page) if base else "",
        base_label=choose(base["texts"] if base else {}, "label", page),
        share=share_text(one["value"], base["value"], page) if base else "",
        bar=str(share(one["value"], base["value"], 2)) if base else "",
        printed=_printed(one, base, sources, page, whole) if base else [],
        period=period(own, page),
        note=choose(one["texts"], "note", page),
        statements=said,
        marks=marks,
        headline=one["headline"],
    )


def _unmarked(sources: SourceList) -> SourceList:
    """Return a list of its own, so that what is not shown takes no number."""
    return SourceList(sources.sources, sources.id, sources.page)


def _printed(
    one: StatisticShape,
    base: StatisticShape,
    sources: SourceList,
    page: str,
    whole: bool,
) -> list[Printed]:
    """Return the printed shares; in a text those that are not the computed one."""
    found: dict[tuple[str, bool], list[PrintedShape]] = {}
    for printed in one["printed"]:
        translated = is_translated(printed, sources.sources)
        found.setdefault((printed["text"], translated), []).append(printed)
    computed = share(one["value"], base["value"])
    return [
        Printed(
            # a number alone is in no language
            words=Words(text, same[0]["language"] if exact is None else page, page),
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


def gloss(snapshot: OverviewShape, statistic: StatisticShape, page: str) -> SafeString:
    """Return base, share and sources of a figure in a sentence, as HTML."""
    base = find(snapshot, statistic["base"]) if statistic["base"] else None
    keys = [
        key
        for entry in statistic["provenance"]
        if entry["agrees"]
        for key in entry["sources"]
    ]
    sources = SourceList(snapshot["sources"], "", page).marks(list(dict.fromkeys(keys)))
    words = {
        "label": choose(statistic["texts"], "label", page),
        "period": period(statistic["period"] or snapshot["period"], page),
        "source": named(sources, page),
    }
    if base is None:
        return fill(_("(%(label)s, %(period)s. Source: %(source)s)"), words)
    words |= {
        "value": number_text(statistic["value"], page),
        "base": number_text(base["value"], page),
        "share": share_text(statistic["value"], base["value"], page),
    }
    return fill(
        _("(%(label)s: %(value)s of %(base)s, %(share)s. Source: %(source)s)"), words
    )
