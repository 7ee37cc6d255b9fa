"""The verbs of a record: admin, commands and importers call these and no others.

Records have no draft: rows are changed and published in one transaction, so that a
row and its newest version always say the same. Nothing else writes a RecordVersion.
Each verb locks the records, then reads its rows anew: a record shows other records.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeVar

from django.contrib.admin.models import ADDITION, CHANGE
from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Model
from django.utils.translation import gettext as _

from articles import permissions
from articles.models import (
    NOTELESS,
    RECORD_CHANGES,
    Address,
    ChangeType,
    Stamp,
)
from articles.models.document import canonical, digest
from articles.publishing.audit import log
from articles.publishing.checks import wrong_change
from articles.publishing.problems import ChangedMeanwhile, Problem, PublishingRefused
from cases.models import (
    LAWS,
    CauseOfAction,
    Court,
    Law,
    NotedChange,
    Record,
    RecordVersion,
    Source,
)
from cases.publishing import affected, effects, search_rows, subjects
from cases.publishing.change import change_of
from cases.publishing.checks import problems_of, withdrawal_problems
from cases.snapshots import Reference, reference_shape, says_the_same, snapshot_of
from cjo.lib.languages import page_language

_Row = TypeVar("_Row", bound=Model)
_LOCK = "records"  # a stamp that no page carries


@dataclass(frozen=True, slots=True)
class Saved:
    """The result of a save: the versions of records that show a changed court, law…"""

    followed: list[RecordVersion]


def lock_records() -> None:
    """Wait until no other transaction changes records; held until this one ends.

    Code that writes rows before it calls a verb locks first. The lock is a single row,
    so that no two transactions can wait for each other.
    """
    Stamp.objects.touch({_LOCK})


def state_of(row: Record | Reference) -> str:
    """Return the state of a row, by which a form knows that it changed meanwhile."""
    if row.pk is None:
        return ""
    if isinstance(row, Record):
        version = row.last_version
        return str(version.number if version else 0)
    shape: dict[str, object] = {"row": reference_shape(row)}
    if isinstance(row, Law):
        shape["articles"] = sorted(row.provisions.values_list("number", "suffix"))
    return digest(canonical(shape))


@transaction.atomic
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
    lock_records()
    is_new = row.pk is None  # asked before write() saves it
    if not is_new and state_of(_reloaded(row)) != expected:
        raise ChangedMeanwhile
    write()
    if isinstance(row, Record):
        version = publish(
            row, by=by, change=change, note=note, note_language=note_language
        )
        return Saved([]) if version else None
    row = _reloaded(row)
    if state_of(row) == expected:
        return None
    if not is_new and (refused := wrong_change(change, note, RECORD_CHANGES)):
        raise PublishingRefused(refused)
    described = {"change": change, "note": note, "note_language": note_language}
    match row:
        case Court():
            followed = publish_court(row, by=by, **described)
        case Law():
            followed = publish_law(row, by=by, **described)
        case CauseOfAction():
            followed = publish_cause(row, by=by, **described)
        case Source():
            followed = publish_sources([row], by=by, **described)
    message = "Added it." if is_new else f"Changed it ({change}). {note}"
    log(by, row, ADDITION if is_new else CHANGE, message)
    return Saved(followed)


@transaction.atomic
def change_slug(record: Record, slug: str, *, by: User) -> None:
    """Change the address; the former one redirects to it. Raises SlugTaken.

    The address is part of the snapshot, so this makes a version.
    """
    permissions.require(permissions.can_publish(by), _("Only editors can do this."))
    lock_records()
    row = _reloaded(record)
    former = row.slug
    if slug == former:
        return
    if row.is_withdrawn:
        message = _("Publish it again before it moves.")
        raise PublishingRefused([Problem("slug", message)])
    Address.objects.claim(row.space, slug, row)
    Stamp.objects.touch({row.cache_key})
    row.slug = slug
    row.clean_fields(exclude=["current_version"])
    row.save(update_fields=["slug"])
    subjects.move_subject(row, former)
    note = _("Moved from %(former)s to %(slug)s.") % {"former": former, "slug": slug}
    publish(
        row,
        by=by,
        change=ChangeType.TYPO,
        note=note,
        note_language=page_language(),
    )
    log(by, row, CHANGE, f"Moved from {former} to {slug}.")
    # let the row of the caller say the same
    record.slug, record.current_version = row.slug, row.current_version


@transaction.atomic
def publish(
    record: Record,
    *,
    by: User,
    change: str = ChangeType.UPDATE,
    note: str = "",
    note_language: str = "",
    imported: bool = False,
) -> RecordVersion | None:
    """Freeze the record's rows as a new version; None if they say nothing new.

    The first version is always of type `first`, and it alone takes `imported`: the
    record comes from a file, so that feeds never announce it as new. A withdrawn
    record is public again. Collections that show the record get a version too.
    Raises PublishingRefused with the problems to mend.
    """
    permissions.require(permissions.can_publish(by), _("Only editors can publish."))
    lock_records()
    version = _publish(record, change_of(change, note, note_language), by=by)
    if imported and version is not None and version.number == 1:
        type(record)._default_manager.filter(pk=record.pk).update(imported=True)
        record.imported = True
    if version is not None:
        record.current_version = version
        reason = change_of(version.change_type, version.change_note, note_language)
        _publish_followers(affected.of_record(record), reason, by=by)
    return version


@transaction.atomic
def withdraw(
    record: Record,
    *,
    by: User,
    note: str,
    note_language: str = "",
    seen: int | None = None,
) -> RecordVersion:
    """Withdraw a record with a public reason; its addresses answer 410 with it.

    Raises PublishingRefused while a set shows it, and if it changed since `seen`.
    """
    permissions.require(permissions.can_publish(by), _("Only editors can withdraw."))
    lock_records()
    row = _reloaded(record)
    refused = withdrawal_problems(row, seen)
    if not note.strip():
        refused.append(Problem("note", _("Readers will see the reason: give one.")))
    if refused:
        raise PublishingRefused(refused)
    withdrawn = change_of(ChangeType.WITHDRAWAL, note, note_language)
    version = effects.hide_record(row, withdrawn, by=by)
    log(by, row, CHANGE, f"Withdrew it. {version.change_note}")
    record.current_version = None
    return version


@transaction.atomic
def publish_court(
    court: Court,
    *,
    by: User,
    change: str = ChangeType.UPDATE,
    note: str = "",
    note_language: str = "",
) -> list[RecordVersion]:
    """Show a court's new words; return a version of each record that prints them."""
    permissions.require(permissions.can_publish(by), _("Only editors can publish."))
    lock_records()
    court = _reloaded(court)
    Address.objects.claim("courts", court.slug, court)
    subjects.sync_court(court)
    search_rows.index_court(court)
    effects.refresh_number_keys(court)
    Stamp.objects.touch({court.cache_key, "cases"})
    reason = change_of(change, note, note_language)
    return _publish_followers(affected.of_court(court), reason, by=by)


@transaction.atomic
def publish_law(
    law: Law,
    *,
    by: User,
    change: str = ChangeType.UPDATE,
    note: str = "",
    note_language: str = "",
) -> list[RecordVersion]:
    permissions.require(permissions.can_publish(by), _("Only editors can publish."))
    lock_records()
    law = _reloaded(law)
    Address.objects.claim("laws", law.slug, law)
    subjects.sync_law(law)
    search_rows.index_law(law)
    Stamp.objects.touch({law.cache_key, LAWS})
    reason = change_of(change, note, note_language)
    return _publish_followers(affected.of_law(law), reason, by=by)


@transaction.atomic
def publish_cause(
    cause: CauseOfAction,
    *,
    by: User,
    change: str = ChangeType.UPDATE,
    note: str = "",
    note_language: str = "",
) -> list[RecordVersion]:
    permissions.require(permissions.can_publish(by), _("Only editors can publish."))
    lock_records()
    Stamp.objects.touch({"cases"})
    reason = change_of(change, note, note_language)
    return _publish_followers(affected.of_cause(cause), reason, by=by)


@transaction.atomic
def publish_sources(
    sources: Iterable[Source],
    *,
    by: User,
    change: str = ChangeType.UPDATE,
    note: str = "",
    note_language: str = "",
) -> list[RecordVersion]:
    permissions.require(permissions.can_publish(by), _("Only editors can publish."))
    lock_records()
    Stamp.objects.touch({"sources"})
    reason = change_of(change, note, note_language)
    return _publish_followers(affected.of_sources(sources), reason, by=by)


def _reloaded(row: _Row) -> _Row:
    return type(row)._default_manager.select_for_update().get(pk=row.pk)


def _publish(
    record: Record, change: NotedChange, *, by: User, follows: bool = False
) -> RecordVersion | None:
    """Publish one record, and none that shows it."""
    row = _reloaded(record)
    current, again = row.current_version, row.last_version is not None
    if not again:
        change = {**change, "type": ChangeType.FIRST.value}
    kind, note = change["type"], change["note"]
    wrong = wrong_change(kind, note, RECORD_CHANGES) if again else []
    if problems := problems_of(row):
        raise PublishingRefused([*wrong, *problems])
    snapshot = snapshot_of(row)
    # the same content makes no version, and no news: of whatever kind it would be
    if current is not None and says_the_same(current.snapshot, snapshot):
        return None
    if wrong:
        raise PublishingRefused(wrong)
    Address.objects.claim(row.space, row.slug, row)
    version = effects.insert_version(row, snapshot, change, by=by, follows=follows)
    effects.show_version(row, version, current)
    log(by, row, CHANGE, f"Published version {version.number} ({kind}). {note}")
    return version


def _publish_followers(
    records: Iterable[Record], change: NotedChange, *, by: User
) -> list[RecordVersion]:
    """Publish the records that show a changed thing, each once, in this order."""
    if change["type"] == ChangeType.FIRST:
        # what follows a first publication has versions already
        change = {**change, "type": ChangeType.UPDATE.value}
    if not change["note"] and change["type"] not in NOTELESS:
        words = _("Something it shows changed.")
        change = {**change, "note": words, "note_language": page_language()}
    versions = []
    for record in records:
        try:
            version = _publish(record, change, by=by, follows=True)
        except PublishingRefused as refused:
            message = _("%(record)s, which shows it, cannot follow: %(why)s")
            message %= {"record": f"{record.kind}:{record.slug}", "why": refused}
            raise PublishingRefused([Problem("", message)]) from refused
        if version is not None:
            versions.append(version)
    return versions
