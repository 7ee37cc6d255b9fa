"""What follows from a verb on a record: what it refuses, and the rows it writes."""

from typing import Any

from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.models import LOGGED, Stamp
from articles.models.document import canonical, digest
from articles.presentation import corrections
from articles.publishing.freeze import moment
from articles.publishing.problems import Problem
from cases.models import (
    SCHEMA,
    Case,
    Court,
    Law,
    NotedChange,
    Provision,
    Record,
    RecordDocument,
    RecordVersion,
)
from cases.publishing import affected, subjects


def hindrances(record: Record, seen: int | None = None) -> list[Problem]:
    """Return what has to be done before a record can be withdrawn.

    `seen` is the key of the version that somebody decided about.
    """
    if record.current_version is None:
        return [Problem("", _("It is withdrawn already."))]
    if seen not in (None, record.current_version.pk):
        changed = _("Somebody changed it meanwhile. Look at it again, then decide.")
        return [Problem("", changed)]
    told = _("The set “%(set)s” shows it or names it. Take it out there first.")
    sets = affected.of_record(record)
    return [Problem("", told % {"set": one.slug}) for one in sets]


def freeze(
    record: Record,
    snapshot: dict[str, object],
    change: NotedChange,
    *,
    by: User,
    follows: bool = False,
) -> RecordVersion:
    """Insert the next version of a record."""
    now = timezone.now()
    previous = record.last_version
    document: RecordDocument = {
        "schema": SCHEMA,
        "kind": record.kind.value,
        "key": record.slug,
        "number": previous.number + 1 if previous else 1,
        "record": snapshot,
        "change": change,
        "published_at": moment(now),
        "previous": previous.hash if previous else None,
    }
    text = canonical({**document})
    return RecordVersion.objects.create(
        kind=record.kind,
        object_id=record.pk,
        key=record.slug,
        number=document["number"],
        canonical=text,
        hash=digest(text),
        previous=document["previous"] or "",
        change_type=change["type"],
        change_note=change["note"],
        note_language=change["note_language"],
        published_at=now,
        published_by=by,
        follows=follows,
    )


def show(record: Record, version: RecordVersion, before: RecordVersion | None) -> None:
    """Show a version to readers: the record's pointer, and whatever leads to it."""
    _point(record, version)
    subjects.sync_subject(record, version)
    snapshot, former = version.snapshot, before.snapshot if before else None
    Stamp.objects.touch(_keys_of(record, version, snapshot, former))
    if isinstance(record, Case):
        subjects.put_in_search(snapshot, former)
        _note_provisions(record, snapshot, former)


def hide(record: Record, withdrawn: NotedChange, *, by: User) -> RecordVersion:
    """Freeze why a record is gone, and take it from readers and what leads to it."""
    last = record.current_version
    if last is None:
        raise ValueError(f"{record} is not published.")
    withdrawal = freeze(record, last.snapshot, withdrawn, by=by)
    _point(record, None)
    subjects.sync_withdrawn_subject(record, withdrawal)
    Stamp.objects.touch(_keys_of(record, withdrawal, last.snapshot))
    return withdrawal


def _point(record: Record, version: RecordVersion | None) -> None:
    rows = type(record)._default_manager.filter(pk=record.pk)
    rows.update(current_version=version)
    record.current_version = version


def _keys_of(
    record: Record, version: RecordVersion, *snapshots: dict[str, Any] | None
) -> set[str]:
    """Return the surrogate keys of what shows the record, or did until now."""
    keys = {record.cache_key, "cases", f"{record.kind.value}s", "sources"}
    if version.change_type in LOGGED:
        keys.add(corrections.KEY)
    for snapshot in filter(None, snapshots):
        if court := snapshot["court"]:
            keys.add(f"court-{court['key']}")
        keys |= {f"law-{one['law']}" for one in snapshot.get("provisions", ())}
    return keys


def renumber(court: Court) -> None:
    """Store anew the keys of numbers that the court's code settles."""
    every: list[QuerySet[Any]] = [court.cases.all(), court.proceedings.all()]
    for rows in every:
        stale = []
        for row in rows:
            before, row.number_key = row.number_key, row.key_of_number()
            if row.number_key != before:
                stale.append(row)
        rows.bulk_update(stale, ["number_key"], batch_size=500)


def _note_provisions(
    case: Case, snapshot: dict[str, Any], before: dict[str, Any] | None
) -> None:
    """Write the subjects of the articles of laws that a case newly names."""
    new = _articles(snapshot) - (_articles(before) if before else set())
    if not new:
        return
    beside = case.provisions.select_related("law")
    laws: dict[Law, set[Provision]] = {}
    for provision in beside:
        if (provision.law.slug, provision.article) in new:
            laws.setdefault(provision.law, set()).add(provision)
    for law, provisions in laws.items():
        subjects.sync_provisions(law, provisions)


def _articles(snapshot: dict[str, Any]) -> set[tuple[str, str]]:
    return {(one["law"], one["article"]) for one in snapshot["provisions"]}
