"""The periods in which figures were counted, and whether they overlap."""

from django.utils.translation import gettext as _

from cases.presentation.dates import format_period
from cases.snapshots.periods import narrowest, overlapping, touch, windows_of
from cases.snapshots.schema import OverviewShape, PeriodShape


def overlaps(overview: OverviewShape, language: str) -> list[str]:
    """Return a sentence for each two periods that have, or may have, days in common."""
    return [
        _sentence(earlier, later, language)
        for earlier, later in overlapping(windows_of(overview))
    ]


def _sentence(earlier: PeriodShape, later: PeriodShape, language: str) -> str:
    if touch(narrowest(earlier), narrowest(later)):
        sentence = _(
            "The windows %(one)s and %(other)s overlap: "
            "figures of the one are never added to those of the other."
        )
    else:
        sentence = _(
            "The windows %(one)s and %(other)s may overlap: "
            "figures of the one are never added to those of the other."
        )
    return sentence % {
        "one": format_period(earlier, language),
        "other": format_period(later, language),
    }
