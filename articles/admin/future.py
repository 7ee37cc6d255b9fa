"""Dates in the future: they may be right, and so the desk asks before they go live."""

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cjo.lib.languages import page_language
from cjo.lib.locales import Precision, date_text

FUTURE = "future"  # the name of the tick box


class FutureDate(NamedTuple):
    """A date in the future, its field's name, and how exactly it is known."""

    label: str
    day: dt.date
    precision: str = Precision.DAY


class FutureField(forms.BooleanField):
    """The tick box by which an editor confirms all dates in the future."""

    def __init__(self, *, required: bool = False) -> None:
        label = gettext_lazy("The dates in the future are right")
        super().__init__(label=label, required=required)


def is_future(day: Any) -> bool:
    return isinstance(day, dt.date) and day > timezone.localdate()


def future_dates(forms_: Iterable[Any]) -> Iterator[FutureDate]:
    """Yield each changed field whose date lies in the future."""
    for form in forms_:
        for name in form.changed_data:
            day = form.cleaned_data.get(name)
            if is_future(day):
                yield FutureDate(
                    str(form.fields[name].label), day, _precision(form, name)
                )


def _precision(form: Any, name: str) -> str:
    """Return the precision of a date: that of `decided_on` is `decided_precision`."""
    stems = (name, name.removesuffix("_on"), name.rpartition("_")[0])
    values = (form.cleaned_data.get(f"{stem}_precision") for stem in stems)
    # a date whose precision is "not known" is refused elsewhere: show what was typed
    known = (value for value in values if value and value != Precision.UNKNOWN)
    return next(known, Precision.DAY)


def question(dates: Iterable[FutureDate]) -> str:
    """Return the sentence that asks whether these dates are right."""
    named = [
        f"{date.label}: {date_text(date.day, date.precision, page_language())}"
        for date in dates
    ]
    return _(
        "In the future: %(dates)s. Correct the date, or tick the box if it is right."
    ) % {"dates": "; ".join(named)}


def ask(form: Any, forms_: Iterable[Any]) -> bool:
    """Return whether `form` asks about dates; refuse it until they are confirmed."""
    dates = list(future_dates(forms_))
    if dates and not (form.cleaned_data.get(FUTURE) or form.has_error(FUTURE)):
        form.add_error(FUTURE, question(dates))
    return bool(dates)
