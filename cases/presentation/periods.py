"""Windows: the periods in which figures were counted, and whether they overlap."""

from django.utils.translation import gettext as _

from cases.presentation.dates import format_period
from cases.snapshots.periods import narrowest, overlapping, touch, windows_of
from cases.snapshots.schema import OverviewShape, PeriodShape


def overlaps(snapshot: OverviewShape, language: str) -> list[str]:
    """Say of each two windows that have, or may have, days in common that they do."""
    return [
        _sentence(one, other, language)
        for one, other in overlapping(windows_of(snapshot))
    ]


def _sentence(one: PeriodShape, other: PeriodShape, language: str) -> str:
    names = {
        "one": format_period(one, language),
        "other": format_period(other, language),
    }
    if touch(narrowest(one), narrowest(other)):
        return (
            _(
                "The windows %(one)s and %(other)s overlap: "
                "figures of the one are never added to those of the other."
            )
            % names
        )
    return (
        _(
            "The windows %(one)s and %(other)s may overlap: "
            "figures of the one are never added to those of the other."
        )
        % names
    )
