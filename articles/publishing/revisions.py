"""Count the saves of a row, and refuse a save of a form that was opened before one."""

from django.contrib.auth.models import User
from django.db.models import F, Model
from django.utils import timezone

from articles.models import Revision
from articles.publishing.problems import RowChangedMeanwhile
from cjo.lib.turn import in_turn


def revision_of(row: Model) -> int:
    """Return the number of saves of a row; ask before the row itself is read."""
    return Revision.objects.of(row).values_list("number", flat=True).first() or 0


@in_turn
def advance(row: Model, *, by: User, expected: int | None = None) -> None:
    """Count a save of the row, before it is written; hold its others until the end.

    One conditional UPDATE decides. Raises RowChangedMeanwhile if somebody saved since
    the `expected` revision (None: whatever it is).
    """
    Revision.objects.get_or_create(model=row._meta.label_lower, object_id=row.pk)
    revisions = Revision.objects.of(row)
    if expected is not None:
        revisions = revisions.filter(number=expected)
    if not revisions.update(
        number=F("number") + 1, changed_by=by, changed_at=timezone.now()
    ):
        raise RowChangedMeanwhile(
            Revision.objects.of(row).select_related("changed_by").get()
        )
