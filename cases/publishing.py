"""All that can be done to a record; admin, commands and importers call these.

Records have no draft: rows are changed and published in one transaction, so that a
row and its newest version always say the same. Nothing else writes a RecordVersion.
"""

from collections.abc import Iterable

from django.contrib.admin.models import CHANGE
from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from articles import permissions
from articles.document import canonical, digest
from articles.effects import log
from articles.extensions import Problem
from articles.freezing import moment
from articles.models import Address, Stamp
from articles.problems import PublishingRefused
from cases import subjects
from cases.models import (
    NOTELESS,
    Case,
    CauseOfAction,
    Collection,
    Court,
    Law,
    Overview,
    Record,
    RecordChange,
    RecordDocument,
    RecordVersion,
    Source,
)
from cases.problems import problems_of
from cases.snapshots import snapshot_of


@transaction.atomic
def publish(
    record: Record,
    *,
    by: User,
    change: str = RecordChange.UPDATE,
    note: str = "",
) -> RecordVersion | None:
    """Freeze the record's rows as a new version; None if they say nothing new.

    The first publication is always of that type. Sets that hold a changed case get
    a version too. Raises PublishingRefused with what must be mended first.
    """
    permissions.require(permissions.can_publish(by), _("Only editors can publish."))
    locked = type(record)._default_manager.select_for_update().get(pk=record.pk)
    previous = locked.current_version
    change = change if previous else RecordChange.FIRST
    note = note.strip()
    refused = [*_wrong_change(previous, change, note), *problems_of(locked)]
    if refused:
        raise PublishingRefused(refused)
    snapshot = snapshot_of(locked)
    if previous is not None and previous.snapshot == snapshot:
        return None
    Address.objects.claim(locked.space, locked.slug, locked)
    version = _freeze(locked, snapshot, change=change, note=note, by=by)
    type(record)._default_manager.filter(pk=locked.pk).update(current_version=version)
    record.current_version = version
    subjects.note_record(record, version)
    Stamp.objects.touch(_keys(record, snapshot))
    log(by, record, CHANGE, f"Published version {version.number} ({change}). {note}")
    if isinstance(record, Case):
        before = previous.snapshot if previous else None
        subjects.put_in_search(snapshot, before)
        _note_provisions(record)
        _republish(_holding(record), by=by, change=change, note=note)
    return version


@transaction.atomic
def publish_court(court: Court, *, by: User, note: str = "") -> None:
    """Show a court's new words, and version every record that prints them."""
    permissions.require(permissions.can_publish(by), _("Only editors can publish."))
    Address.objects.claim("courts", court.slug, court)
    subjects.note_court(court)
    Stamp.objects.touch({court.cache_key, "cases"})
    shown = _with_those_below(court)
    records: list[Record] = [
        *Case.objects.published().filter(
            Q(court__in=shown) | Q(proceedings__court__in=shown)
        ),
        *Overview.objects.filter(court__in=shown, current_version__isnull=False),
        *Collection.objects.filter(court__in=shown, current_version__isnull=False),
    ]
    _republish(records, by=by, change=RecordChange.UPDATE, note=note)


@transaction.atomic
def publish_law(law: Law, *, by: User, note: str = "") -> None:
    """Show a law's new words, and version every case that prints them."""
    permissions.require(permissions.can_publish(by), _("Only editors can publish."))
    Address.objects.claim("laws", law.slug, law)
    subjects.note_law(law)
    Stamp.objects.touch({f"law-{law.slug}"})
    cases = Case.objects.published().filter(provisions__law=law)
    _republish(cases, by=by, change=RecordChange.UPDATE, note=note)


@transaction.atomic
def publish_cause(cause: CauseOfAction, *, by: User, note: str = "") -> None:
    """Show the new words of a cause of action, and version every case of it."""
    permissions.require(permissions.can_publish(by), _("Only editors can publish."))
    Stamp.objects.touch({"cases"})
    cases = Case.objects.published().filter(cause=cause)
    _republish(cases, by=by, change=RecordChange.UPDATE, note=note)


@transaction.atomic
def publish_sources(sources: Iterable[Source], *, by: User, note: str = "") -> None:
    """Version every record that names one of the changed sources."""
    permissions.require(permissions.can_publish(by), _("Only editors can publish."))
    named = list(sources)
    cases = Q(provenance__sources__in=named)
    cases |= Q(proceedings__provenance__sources__in=named)
    cases |= Q(amounts__provenance__sources__in=named)
    figures = Q(provenance__sources__in=named)
    figures |= Q(statistics__provenance__sources__in=named)
    figures |= Q(statistics__printed__source__in=named)
    sets = Q(provenance__sources__in=named) | Q(items__sources__in=named)
    records: list[Record] = [
        *Case.objects.published().filter(cases),
        *Overview.objects.filter(figures, current_version__isnull=False),
        *Collection.objects.filter(sets, current_version__isnull=False),
    ]
    _republish(records, by=by, change=RecordChange.UPDATE, note=note)


def _wrong_change(
    previous: RecordVersion | None, change: str, note: str
) -> list[Problem]:
    """Return what is wrong with a change's type or its public note."""
    again = previous is not None and change == RecordChange.FIRST
    if again or change not in RecordChange.values:
        return [Problem("change", _("Choose what kind of change this is."))]
    if change not in NOTELESS and not note:
        return [Problem("note", _("Tell readers what changed: the note is public."))]
    return []


def _freeze(
    record: Record, snapshot: dict[str, object], *, change: str, note: str, by: User
) -> RecordVersion:
    now = timezone.now()
    previous = record.current_version
    document: RecordDocument = {
        "schema": 1,
        "kind": record.kind.value,
        "key": record.slug,
        "number": previous.number + 1 if previous else 1,
        "record": snapshot,
        "change": {"type": str(change), "note": note},
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
        change_type=change,
        change_note=note,
        published_at=now,
        published_by=by,
    )


def _keys(record: Record, snapshot: dict[str, object]) -> set[str]:
    """Return the surrogate keys of the pages that show the record."""
    keys = {record.cache_key, "cases", f"{record.kind.value}s"}
    court = snapshot["court"]
    if isinstance(court, dict):
        keys.add(f"court-{court['key']}")
    return keys


def _note_provisions(case: Case) -> None:
    beside = case.provisions.select_related("law").prefetch_related("law__texts")
    for provision in beside.distinct():
        subjects.note_provision(provision, provision.law.texts.all())


def _holding(case: Case) -> Iterable[Collection]:
    """Return the published sets that show a card of the case."""
    inside = Q(items__case=case) | Q(related_decisions__case=case)
    published = Collection.objects.filter(inside, current_version__isnull=False)
    return published.distinct()


def _with_those_below(court: Court) -> set[int]:
    """Return the court and every court that stands under it."""
    found, last = {court.pk}, {court.pk}
    while last:
        below = Court.objects.filter(parent__in=last).values_list("pk", flat=True)
        last = set(below) - found
        found |= last
    return found


def _republish(records: Iterable[Record], *, by: User, change: str, note: str) -> None:
    """Version what shows something changed elsewhere, once each."""
    follows = RecordChange.UPDATE if change == RecordChange.FIRST else change
    words = note or ("" if follows in NOTELESS else _("Something it shows changed."))
    for record in {(type(one), one.pk): one for one in records}.values():
        publish(record, by=by, change=follows, note=words)
