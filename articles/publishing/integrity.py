"""The integrity log grows with each publication, in the same transaction."""

from collections.abc import Iterable
from typing import Protocol

from articles.models import IntegrityEntry, Stamp
from articles.models.integrity import Entered, next_entry
from cjo.lib.clock import now_after

KEY = "integrity"  # the surrogate key of its pages


class Published(Protocol):
    """A version or a rendering."""

    @property
    def entered(self) -> Entered: ...


def enter(rows: Iterable[Published]) -> None:
    """Append published rows to the log, in their order.

    Only a verb in its turn (`cjo.lib.turn`) does so: numbers have no gaps.
    """
    head = IntegrityEntry.objects.head()
    entries = []
    for row in rows:
        head = next_entry(head, row.entered, at=now_after(head.at if head else None))
        entries.append(head)
    IntegrityEntry.objects.bulk_create(entries)
    Stamp.objects.touch({KEY})
