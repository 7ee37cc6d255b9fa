"""The clock: times that never go backwards, even when the machine's clock does."""

import datetime as dt

from django.utils import timezone


def now_after(former: dt.datetime | None) -> dt.datetime:
    """Return the time, or a microsecond after `former` if that is later."""
    now = timezone.now()
    return now if former is None else max(now, former + dt.timedelta(microseconds=1))
