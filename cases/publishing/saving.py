"""Saving: a form's rows are written and published in one transaction."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.utils.translation import gettext as _

from articles import permissions
from articles.models import RECORD_CHANGES, Act
from articles.models.document import canonical, digest
from articles.publishing import audit
from articles.publishing.checks import wrong_change
from articles.publishing.problems import ChangedMeanwhile, PublishingRefused
from cases.models import Record, RecordVersion
from cases.publishing.publication import publish
from cases.publishing.references import publish_reference
from cases.publishing.rows import reloaded
from cases.snapshots import Reference, reference_shape
from cjo.lib.turn import in_turn


@dataclass(frozen=True, slots=True)
class Saved:
    """The result of a save: the versions of records that show a changed court, law…"""

    followed: list[RecordVersion]


def state_of(row: Record | Reference) -> str:
    """Return the state of a row, by which a form knows that it changed meanwhile."""
    if row.pk is None:
        return ""
    if isinstance(row, Record):
        version = row.last_version
        if version is None:
            return "0"
        # a redaction changes rows and makes no version
        return f"{version.number}-{version.withheld_id or 0}"
    return digest(canonical({"row": reference_shape(row)}))


@in_turn
def save(
    row: Record | Reference,
    *,
    by: User,
    expected: str,
    write: Callable[[], object],
    change: str,
    note: str = "",
    note_language: str = "",
) -> Saved | None:
    """Write the rows of a record and publish it; None if it says nothing new.

    `write` saves the rows. Raises ChangedMeanwhile if the record is no longer in the
    `expected` state, PublishingRefused with the problems: nothing is saved.
    """
    permissions.require(permissions.can_publish(by), _("Only editors can do this."))
    is_new = row.pk is None  # asked before write() saves it
    if not is_new and state_of(reloaded(row)) != expected:
        raise ChangedMeanwhile
    write()
    if isinstance(row, Record):
        version = publish(
            row, by=by, change=change, note=note, note_language=note_language
        )
        return Saved([]) if version else None
    row = reloaded(row)
    if state_of(row) == expected:
        return None
    if not is_new and (refused := wrong_change(change, note, RECORD_CHANGES)):
        raise PublishingRefused(refused)
    followed = publish_reference(
        row, by=by, change=change, note=note, note_language=note_language
    )
    message = "Added it." if is_new else f"Changed it ({change}). {note}"
    audit.log(by, row, Act.ADDED if is_new else Act.CHANGED, message)
    return Saved(followed)
