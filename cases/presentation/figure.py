"""A figure: a statistic with everything that any output prints of it."""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from cases.presentation.certainty import Statement, statements_of
from cases.presentation.dates import format_period
from cases.presentation.shares import computed_share, contradicts, exact_share
from cases.presentation.sources import SourceList, source_credit
from cases.presentation.text import LanguageText, choose, fill_html
from cases.snapshots.overview import find_statistic
from cases.snapshots.periods import is_same
from cases.snapshots.schema import (
    OverviewShape,
    PeriodShape,
    PrintedShape,
    Sources,
    StatisticShape,
)
from cjo.lib.locales import number_text, percent_text


@dataclass(frozen=True, slots=True)
class PrintedShare:
    """A share word for word as a source prints it.

    `is_translated`: the words are ours, because the source is in another language.
    `contradicts`: it cannot be the computed share. `source_language` is that of the
    source, whatever the language of the text.
    """

    text: LanguageText
    source_key: str
    source_language: str
    is_translated: bool
    contradicts: bool


@dataclass(frozen=True, slots=True)
class Figure:
    """A statistic in a language: its numbers as such, and as the language writes them.

    `share` is in per cent; it is None without a base. `period` is its own, else the
    overview's.
    """

    id: str
    key: str
    language: str
    label: LanguageText
    note: LanguageText
    value: int
    base_key: str
    base: int | None
    printed: list[PrintedShare]
    period: PeriodShape | None
    has_own_period: bool
    statements: list[Statement]
    is_headline: bool

    @property
    def share(self) -> Decimal | None:
        return computed_share(self.value, self.base) if self.base else None

    @property
    def value_text(self) -> str:
        return number_text(self.value, self.language)

    @property
    def base_text(self) -> str:
        return "" if self.base is None else number_text(self.base, self.language)

    @property
    def share_text(self) -> str:
        if self.share is None:
            return ""
        return percent_text(float(self.share / 100), self.language)

    @property
    def period_text(self) -> str:
        return format_period(self.period, self.language)

    @property
    def other_shares(self) -> list[PrintedShare]:
        # a source in the language of the page needs no words of another language; a
        # text repeats no share that is the computed one
        own = any(shape.source_language == self.language for shape in self.printed)
        return [
            printed
            for printed in self.printed
            if exact_share(printed.text) != self.share
            and (
                not own
                or printed.source_language == self.language
                or printed.contradicts
            )
        ]

    @property
    def certainties(self) -> list[str]:
        certainties = (statement.certainty for statement in self.statements)
        return list(dict.fromkeys(certainties))

    @property
    def source_keys(self) -> list[str]:
        return _keys(self.statements)


def present_figure(
    statistic: StatisticShape, overview: OverviewShape, language: str
) -> Figure:
    own_period = statistic["period"]
    base = find_statistic(overview, statistic["base"])
    return Figure(
        id=figure_id(overview["key"], statistic["key"]),
        key=statistic["key"],
        language=language,
        label=choose(statistic["texts"], "label", language),
        note=choose(statistic["texts"], "note", language),
        value=statistic["value"],
        base_key=statistic["base"] or "",
        base=base["value"] if base else None,
        printed=[
            _printed(shape, statistic, base, overview["sources"], language)
            for shape in statistic["printed"]
        ],
        period=own_period or overview["period"],
        has_own_period=own_period is not None
        and not is_same(own_period, overview["period"]),
        statements=statements_of(
            statistic["provenance"], language, shapes=overview["sources"]
        ),
        is_headline=statistic["headline"],
    )


def figure_id(overview_key: str, key: str) -> str:
    """Return the id of a figure's row in a page, which never changes."""
    return f"{overview_key}-{key}"


def figure_note(figure: Figure, sources: Sources) -> SafeString:
    """Return base, share and sources of a figure in a sentence, as HTML."""
    language = figure.language
    # a source that says otherwise is none for the figure
    agreeing = _keys([statement for statement in figure.statements if statement.agrees])
    parts = {
        "label": figure.label,
        "period": figure.period_text,
        "value": figure.value_text,
        "base": figure.base_text,
        "share": figure.share_text,
        "source": source_credit(
            SourceList(sources, "", language).marks(agreeing), language
        ),
    }
    if figure.base is None:
        # Translators: After a figure in a text: label says what was counted, period
        # when.
        return fill_html(_("(%(label)s, %(period)s. Source: %(source)s)"), parts)
    return fill_html(
        # Translators: After a share in a text: label says what was counted; value and
        # base are numbers, share is a percentage.
        _("(%(label)s: %(value)s of %(base)s, %(share)s. Source: %(source)s)"),
        parts,
    )


def _keys(statements: list[Statement]) -> list[str]:
    keys = [key for statement in statements for key in statement.source_keys]
    return list(dict.fromkeys(keys))


def _printed(
    shape: PrintedShape,
    statistic: StatisticShape,
    base: StatisticShape | None,
    sources: Sources,
    language: str,
) -> PrintedShare:
    # a number alone is in no language, and no translation
    is_exact = exact_share(shape["text"]) is not None
    text_language = language if is_exact else shape["language"]
    source_language = sources[shape["source"]]["language"]
    return PrintedShare(
        text=LanguageText(shape["text"], text_language, language),
        source_key=shape["source"],
        source_language=source_language,
        is_translated=not is_exact and shape["language"] != source_language,
        contradicts=base is not None
        and contradicts(shape["text"], statistic["value"], base["value"]),
    )
