"""An overview in a language: its figures as numerals and as a table."""

from dataclasses import dataclass

from django.utils import translation
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.models import Certainty
from cases.presentation.certainty import Statement, labelled, statements_of
from cases.presentation.dates import format_date, format_period
from cases.presentation.figure import Figure, PrintedShare, present_figure
from cases.presentation.names import court_name
from cases.presentation.periods import overlaps
from cases.presentation.shares import gap
from cases.presentation.sources import PresentedSource, SourceList
from cases.presentation.text import LanguageText, choose
from cases.snapshots.schema import OverviewShape

_LABELS = {
    "released_on": gettext_lazy("Date of release"),
    # Translators: The label of a row: the time in which cases were counted.
    "period": gettext_lazy("Period"),
    # Translators: The label of a row and of a column.
    "scope": gettext_lazy("What was counted"),
    "description": gettext_lazy("Description"),
}
MARKS_IN_TEXT = 3  # sources marked in a row of an embed; the overview's page has all


@dataclass(frozen=True, slots=True)
class PrintedCell:
    """A printed share in the table, with remarks and the sources that print it."""

    text: LanguageText
    remarks: list[str]
    marks: tuple[PresentedSource, ...]


@dataclass(frozen=True, slots=True)
class FigureRow:
    """A figure in the table; `statements` are those that the reader has to see."""

    figure: Figure
    statements: list[Statement]
    marks: tuple[PresentedSource, ...]
    printed: list[PrintedCell]


@dataclass(frozen=True, slots=True)
class FigureGroup:
    label: LanguageText
    note: LanguageText
    gap: str
    rows: list[FigureRow]


@dataclass(frozen=True, slots=True)
class PresentedOverview:
    id: str
    key: str
    title: LanguageText
    scope: LanguageText
    note: LanguageText
    description: LanguageText
    court: LanguageText
    court_key: str
    period: str
    released: str
    groups: list[FigureGroup]
    sources: SourceList
    statements: list[Statement]
    overlaps: list[str]
    language: str
    number: int

    @property
    def figures(self) -> list[Figure]:
        return [row.figure for group in self.groups for row in group.rows]

    @property
    def numerals(self) -> list[Figure]:
        return [figure for figure in self.figures if figure.is_headline]

    @property
    def labelled_statements(self) -> list[tuple[str, Statement]]:
        return labelled(self.statements, _LABELS)

    @property
    def credit(self) -> SafeString:
        parts = [part for part in (self.court, self.period) if part]
        return format_html_join(" · ", "{}", ((part,) for part in parts))


def present_overview(
    overview: OverviewShape, number: int, language: str, *, in_full: bool = False
) -> PresentedOverview:
    """Return an overview in a language, with its sources numbered.

    `in_full` is for its own page: every certainty, every source of every figure, and
    every share that sources print.
    """
    texts, key, court = overview["texts"], overview["key"], overview["court"]
    sources = SourceList(overview["sources"], f"overview-{key}-sources", language)
    with translation.override(language):
        groups = [
            FigureGroup(
                label=choose(group["texts"], "label", language),
                note=choose(group["texts"], "note", language),
                gap=gap(group, overview, language),
                rows=[
                    _row(
                        present_figure(statistic, overview, language), sources, in_full
                    )
                    for statistic in group["statistics"]
                ],
            )
            for group in overview["groups"]
        ]
        sentences = overlaps(overview, language)
    return PresentedOverview(
        id=f"overview-{key}",
        key=key,
        title=choose(texts, "title", language),
        scope=choose(texts, "scope", language),
        note=choose(texts, "note", language),
        description=choose(texts, "description", language),
        court=court_name(court, language),
        court_key=court["key"] if court else "",
        period=format_period(overview["period"], language),
        released=format_date(
            overview["released_on"], overview["released_precision"], language
        ),
        groups=groups,
        sources=sources,
        statements=statements_of(overview["provenance"], language, sources)
        if in_full
        else [],
        overlaps=sentences,
        language=language,
        number=number,
    )


def _row(figure: Figure, sources: SourceList, in_full: bool) -> FigureRow:
    keys = figure.source_keys
    # a confirmed figure needs no remark in a text; a doubtful one always has it
    doubtful = [
        statement
        for statement in figure.statements
        if statement.certainty != Certainty.CONFIRMED
    ]
    shares = figure.printed if in_full else figure.other_shares
    return FigureRow(
        figure=figure,
        statements=figure.statements if in_full else doubtful,
        marks=sources.marks(keys if in_full else keys[:MARKS_IN_TEXT]),
        printed=_cells(shares if figure.base else [], sources),
    )


def _cells(shares: list[PrintedShare], sources: SourceList) -> list[PrintedCell]:
    # sources that print the same wording share a line, with a mark for each
    same: dict[tuple[str, bool], list[PrintedShare]] = {}
    for share in shares:
        same.setdefault((share.text, share.is_translated), []).append(share)
    return [
        PrintedCell(
            text=first.text,
            remarks=_remarks(first),
            marks=_in_order(
                sources.marks(share.source_key for share in (first, *others))
            ),
        )
        for first, *others in same.values()
    ]


def _in_order(marks: tuple[PresentedSource, ...]) -> tuple[PresentedSource, ...]:
    return tuple(sorted(marks, key=lambda source: source.number))


def _remarks(share: PrintedShare) -> list[str]:
    remarks = []
    if share.is_translated:
        # Translators: A remark on words that a source prints: the translation is ours.
        remarks.append(_("our translation"))
    if share.contradicts:
        # Translators: A remark on a percentage that a source prints: the figures give
        # another one.
        remarks.append(_("does not follow from the figures"))
    return remarks
