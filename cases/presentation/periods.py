"""Overlaps of the periods in which figures were counted."""

from django.utils.translation import gettext as _

from cases.presentation.dates import format_period
from cases.snapshots.periods import certain_days, overlapping, periods_of, touch
from cases.snapshots.schema import OverviewShape, PeriodShape


def overlaps(overview: OverviewShape, language: str) -> list[str]:
    """Return a sentence for each two periods that have, or may have, days in common."""
    pairs = overlapping(periods_of(overview))
    return [overlap_sentence(earlier, later, language) for earlier, later in pairs]


def overlap_sentence(earlier: PeriodShape, later: PeriodShape, language: str) -> str:
    # Translators: earlier and later are periods, such as “2018 to 2020”.
    sentence = _(
        "The periods %(earlier)s and %(later)s may overlap: "
        "their figures are never added together."
    )
    # a month or a year has days of which nobody knows whether they were counted
    if touch(certain_days(earlier), certain_days(later)):
        # Translators: earlier and later are periods, such as “2018 to 2020”.
        sentence = _(
            "The periods %(earlier)s and %(later)s overlap: "
            "their figures are never added together."
        )
    return sentence % {
        "earlier": format_period(earlier, language),
        "later": format_period(later, language),
    }
