"""Rules on one row that a form explains next to the field to be mended.

The constraints of the same meaning can only be named by the database.
"""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cjo.lib.locales import Precision

Faults = dict[str, str | Promise]


def refuse(faults: Faults) -> None:
    """Raise ValidationError with the fault of each field, if there is any."""
    if faults:
        raise ValidationError(dict(faults))


def date_faults(row: Any, date: str, precision: str) -> Faults:
    """Check a date and its precision; a date that is empty has the precision unknown.

    Editors who empty a date need not know that its precision goes with it.
    """
    if getattr(row, date) is None:
        setattr(row, precision, Precision.UNKNOWN.value)
    elif getattr(row, precision) == Precision.UNKNOWN:
        return {precision: _("Say how exactly the date is known.")}
    return {}


def period_faults(row: Any) -> Faults:
    """Check that a period has both ends, in order, and a precision."""
    start, end = row.period_start, row.period_end
    if start is None and end is None:
        row.period_precision = Precision.UNKNOWN.value
        return {}
    if start is None or end is None:
        missing = "period_start" if start is None else "period_end"
        return {missing: _("A period has a first and a last day.")}
    if end < start:
        return {"period_end": _("The period ends before it starts.")}
    if row.period_precision == Precision.UNKNOWN:
        return {"period_precision": _("Say how exactly the period is known.")}
    return {}
