"""Effects: the rows that a verb on a record writes in its transaction."""

from typing import Any, Literal

from django.contrib.auth.models import User

from articles.models import Stamp
from articles.models.document import canonical, digest, timestamp
from articles.presentation import corrections
from articles.publishing import integrity
from cases.models import (
    SCHEMA,
    SCHEMA_BEFORE_GRADES,
    Case,
    Court,
    Law,
    NotedChange,
    Provision,
    Record,
    RecordDocument,
    RecordVersion,
)
from cases.publishing import search_rows, subjects
from cjo.lib.clock import now_after


def insert_version(
    record: Record,
    snapshot: dict[str, object],
    change: NotedChange,
    *,
    by: User,
    follows: bool = False,
    schema: Literal[2, 3] = SCHEMA,
) -> RecordVersion:
    previous = record.last_version
    now = now_after(previous.published_at if previous else None)
    document: RecordDocument = {
        "schema": schema,
        "kind": record.kind.value,
        "key": record.slug,
        "number": previous.number + 1 if previous else 1,
        "record": snapshot,
        "change": change,
        "published_at": timestamp(now),
        "previous": previous.hash if previous else None,
    }
    text = canonical({**document})
    version = RecordVersion.objects.create(
        object_id=record.pk,
        canonical=text,
        hash=digest(text),
        published_by=by,
        follows=follows,
        **RecordVersion.copies_of(document),
    )
    integrity.enter([version])
    return version


def schema_kept(version: RecordVersion) -> Literal[2, 3]:
    """Return the schema of a version that grades no fact anew.

    Schema 1 differs from 2 by the language of the note alone.
    """
    was_graded = version.document["schema"] > SCHEMA_BEFORE_GRADES
    return SCHEMA if was_graded else SCHEMA_BEFORE_GRADES


def show_version(
    record: Record, version: RecordVersion, before: RecordVersion | None
) -> None:
    """Make a version the current one, and refresh subjects, search and cache stamps."""
    _set_current_version(record, version)
    subjects.sync_subject(record, version)
    snapshot, former = version.snapshot, before.snapshot if before else None
    Stamp.objects.touch(_keys_of(record, version, snapshot, former))
    search_rows.index_record(record.kind, snapshot)
    if isinstance(record, Case):
        _sync_provisions(record, snapshot, former)


def hide_record(record: Record, withdrawn: NotedChange, *, by: User) -> RecordVersion:
    """Insert the withdrawal, and remove the record from lists, feeds and search."""
    last = record.current_version
    if last is None:
        raise ValueError(f"{record} is not published.")
    # with the last snapshot: the page of the reason needs its title
    withdrawal = insert_version(
        record, last.snapshot, withdrawn, by=by, schema=schema_kept(last)
    )
    _set_current_version(record, None)
    subjects.sync_withdrawn_subject(record, withdrawal)
    Stamp.objects.touch(_keys_of(record, withdrawal, last.snapshot))
    return withdrawal


def _set_current_version(record: Record, version: RecordVersion | None) -> None:
    rows = type(record)._default_manager.filter(pk=record.pk)
    rows.update(current_version=version)
    record.current_version = version


def _keys_of(
    record: Record, version: RecordVersion, *snapshots: dict[str, Any] | None
) -> set[str]:
    """Return the surrogate keys of the pages that show the record, or did until now."""
    keys = {record.cache_key, "cases", f"{record.kind.value}s", "sources"}
    # the log says in which languages a record was corrected: a later version may follow
    if RecordVersion.objects.history_of(version).logged().exists():
        keys.add(corrections.KEY)
    # the former snapshot too: a court that lost the case lists it no longer
    for snapshot in filter(None, snapshots):
        if court := snapshot["court"]:
            keys.add(f"court-{court['key']}")
        keys |= {f"law-{use['law']}" for use in snapshot.get("provisions", ())}
    return keys


def refresh_number_keys(court: Court) -> None:
    """Recompute the number keys that depend on the code of the court."""
    for case in court.cases.all():
        number_key = next(iter(case.keys_of_numbers()), "")
        if case.number_key != number_key:
            court.cases.filter(pk=case.pk).update(number_key=number_key)
        case.store_number_keys()
    for step in court.proceedings.select_related("case"):
        step.store_number_keys()


def _sync_provisions(
    case: Case, snapshot: dict[str, Any], before: dict[str, Any] | None
) -> None:
    new = _articles(snapshot) - (_articles(before) if before else set())
    if not new:
        return
    beside = case.provisions.select_related("law", "version")
    laws: dict[Law, set[Provision]] = {}
    named = {(law, article) for law, article, _version in new}
    for provision in beside:
        if (provision.law.slug, provision.article) in named:
            laws.setdefault(provision.law, set()).add(provision)
    for law, provisions in laws.items():
        subjects.sync_provisions(law, provisions)


def _articles(snapshot: dict[str, Any]) -> set[tuple[str, str, str]]:
    return {
        (use["law"], use["article"], use.get("version", ""))
        for use in snapshot["provisions"]
    }
