"""The finding of an overview: two windows of the same count, as headline and bars."""

import datetime as dt
from dataclasses import dataclass

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from cases.presentation.figure import Figure, present_figure
from cases.presentation.periods import overlap_sentence
from cases.presentation.shares import computed_share
from cases.presentation.sources import SourceList, source_credit
from cases.presentation.text import LanguageText, fill_html
from cases.snapshots.overview import statistics_in
from cases.snapshots.periods import length_in_years, possible_days, touch
from cases.snapshots.schema import OverviewShape, PeriodShape, StatisticShape
from cjo.lib.locales import Precision, number_text

# Editors give this key to the cases that a court accepted, and begin with it the key
# of the same count in another window (docs/editing.md)
ACCEPTED = "accepted"


@dataclass(frozen=True, slots=True)
class Bar:
    """A figure with its length in per cent of the longest bar, as SVG wants it."""

    figure: Figure
    length: str
    url: str


@dataclass(frozen=True, slots=True)
class Finding:
    """`warning` is empty if the windows surely have no day in common."""

    headline: str
    label: LanguageText
    bars: list[Bar]
    warning: str
    source: SafeString

    @property
    def keys(self) -> set[str]:
        return {bar.figure.key for bar in self.bars}


def find_finding(overview: OverviewShape, language: str) -> Finding | None:
    """Return the finding, if a year had more cases than the years right before it."""
    later = _accepted(overview)
    if later is None:
        return None
    for earlier in _earlier_windows(overview):
        headline = _headline(overview, later, earlier, language)
        if headline:
            return _finding(overview, later, earlier, headline, language)
    return None


def _finding(
    overview: OverviewShape,
    later: StatisticShape,
    earlier: StatisticShape,
    headline: str,
    language: str,
) -> Finding:
    figures = [present_figure(shape, overview, language) for shape in (later, earlier)]
    page = reverse("overview", args=[overview["key"]])
    windows = [_window(shape, overview) for shape in (earlier, later)]
    sources = SourceList(overview["sources"], "", language)
    keys = [
        key
        for figure in figures
        for statement in figure.statements
        if statement.agrees
        for key in statement.source_keys
    ]
    credit = source_credit(sources.marks(dict.fromkeys(keys)), language)
    return Finding(
        headline=headline,
        label=figures[0].label,
        bars=[
            Bar(
                figure=figure,
                length=str(computed_share(figure.value, later["value"], 2)),
                url=f"{page}#{figure.id}",
            )
            for figure in figures
        ],
        warning=_warning(windows[0], windows[1], language),
        source=fill_html(_("Source: %(source)s"), {"source": credit}),
    )


def _accepted(overview: OverviewShape) -> StatisticShape | None:
    return next(
        (
            shape
            for shape in statistics_in(overview)
            if shape["key"] == ACCEPTED and shape["base"] is None and shape["value"]
        ),
        None,
    )


def _earlier_windows(overview: OverviewShape) -> list[StatisticShape]:
    return [
        shape
        for shape in statistics_in(overview)
        if shape["key"].startswith(f"{ACCEPTED}-")
        and shape["base"] is None
        and shape["period"] is not None
    ]


def _window(shape: StatisticShape, overview: OverviewShape) -> PeriodShape | None:
    return shape["period"] or overview["period"]


def _headline(
    overview: OverviewShape,
    later: StatisticShape,
    earlier: StatisticShape,
    language: str,
) -> str:
    year, before = _window(later, overview), _window(earlier, overview)
    if year is None or before is None or later["value"] <= earlier["value"]:
        return ""
    years = length_in_years(before)
    if not _is_one_year(year) or years is None or years < 2:
        return ""
    if not _is_right_before(before, year):
        return ""
    if word := _number_words().get(years):
        # Translators: A headline: later and earlier are numbers of cases; years is a
        # word such as “two”, for the years right before.
        sentence = _(
            "More cases in a year, %(later)s, than in the %(years)s before, %(earlier)s"
        )
    else:
        # Translators: A headline: later and earlier are numbers of cases; years is a
        # number above ten, in figures, of the years right before.
        sentence = ngettext(
            "More cases in a year, %(later)s, than in the %(years)s year before, "
            "%(earlier)s",
            "More cases in a year, %(later)s, than in the %(years)s years before, "
            "%(earlier)s",
            years,
        )
    return sentence % {
        "later": number_text(later["value"], language),
        "years": word or number_text(years, language),
        "earlier": number_text(earlier["value"], language),
    }


def _is_one_year(period: PeriodShape) -> bool:
    # "2023 to 2024" may be two years, and the headline must not call them one
    is_vague = period["precision"] == Precision.YEAR
    return length_in_years(period) == 1 and not (
        is_vague and period["start"][:4] != period["end"][:4]
    )


def _is_right_before(before: PeriodShape, period: PeriodShape) -> bool:
    days, next_days = possible_days(before), possible_days(period)
    starts_earlier = days[0] < next_days[0] and days[1] < next_days[1]
    return starts_earlier and days[1] >= next_days[0] - dt.timedelta(days=1)


def _warning(
    before: PeriodShape | None, period: PeriodShape | None, language: str
) -> str:
    if before is None or period is None:
        return ""
    if not touch(possible_days(before), possible_days(period)):
        return ""
    return overlap_sentence(before, period, language)


def _number_words() -> dict[int, str]:
    return {
        # Translators: The word stands in “More cases in a year, …, than in the two
        # before”: give it the form that fits your sentence.
        2: pgettext("number of years", "two"),
        3: pgettext("number of years", "three"),
        4: pgettext("number of years", "four"),
        5: pgettext("number of years", "five"),
        6: pgettext("number of years", "six"),
        7: pgettext("number of years", "seven"),
        8: pgettext("number of years", "eight"),
        9: pgettext("number of years", "nine"),
        10: pgettext("number of years", "ten"),
    }
