"""Publication: a record becomes a version, and the records that show it follow."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

from django.contrib.auth.models import User
from django.utils.translation import gettext as _

from articles import permissions
from articles.models import NOTELESS, RECORD_CHANGES, Act, Address, ChangeType
from articles.publishing import audit, protected_names
from articles.publishing.checks import wrong_change
from articles.publishing.problems import Problem, PublishingRefused
from cases.models import (
    SCHEMA,
    SCHEMA_BEFORE_GRADES,
    NotedChange,
    Record,
    RecordKind,
    RecordVersion,
)
from cases.publishing import affected, effects
from cases.publishing.change import change_of
from cases.publishing.checks import problems_of
from cases.publishing.rows import reloaded
from cases.snapshots import says_the_same, snapshot_of
from cjo.lib.languages import page_language
from cjo.lib.turn import in_turn


@in_turn
def publish(
    record: Record,
    *,
    by: User,
    change: str = ChangeType.UPDATE,
    note: str = "",
    note_language: str = "",
    imported: bool = False,
    as_published_before: bool = False,
    is_moved: bool = False,
) -> RecordVersion | None:
    """Freeze the record's rows as a new version; None if they say nothing new.

    The first version is always of type `first`, and it alone takes `imported`: the
    record comes from a file, so that feeds never announce it as new. A withdrawn
    record is public again. Collections that show the record get a version too.

    `as_published_before` is for a state from before facts were graded by the kinds of
    their sources: it is frozen in the schema of that time. A record that only
    `is_moved` keeps its schema.

    Raises PublishingRefused with the problems to mend.
    """
    permissions.require(permissions.can_publish(by), _("Only editors can publish."))
    version = _publish(
        record,
        change_of(change, note, note_language),
        by=by,
        schema=_schema(as_published_before),
        keeps_schema=is_moved,
    )
    if imported and version is not None and version.number == 1:
        type(record)._default_manager.filter(pk=record.pk).update(imported=True)
        record.imported = True
    if version is not None:
        record.current_version = version
        reason = change_of(version.change_type, version.change_note, note_language)
        publish_followers(affected.of_record(record), reason, by=by)
    return version


@in_turn
def publish_together(
    records: Sequence[Record],
    *,
    by: User,
    change: str,
    note: str,
    note_language: str = "",
    note_texts: Mapping[str, str] | None = None,
    as_published_before: bool = False,
) -> list[RecordVersion]:
    """Publish the records that one change changes; each gets a single version.

    Collections come last: they freeze the versions of their cases. So does a collection
    that is not among the records, if it shows one of them.
    """
    permissions.require(permissions.can_publish(by), _("Only editors can publish."))
    noted = change_of(change, note, note_language, note_texts)
    versions: list[RecordVersion] = []
    followers: dict[int, Record] = {}
    for record in sorted(records, key=lambda row: row.kind == RecordKind.COLLECTION):
        version = _publish(record, noted, by=by, schema=_schema(as_published_before))
        if version is not None:
            versions.append(version)
            record.current_version = version
            followers |= {row.pk: row for row in affected.of_record(record)}
    named = {row.pk for row in records if row.kind == RecordKind.COLLECTION}
    others = [row for key, row in followers.items() if key not in named]
    return [*versions, *publish_followers(others, noted, by=by)]


@in_turn
def publish_outdated(*, by: User, note: str) -> list[RecordVersion]:
    """Publish each record that prints something which was changed since."""
    permissions.require(permissions.can_publish(by), _("Only editors can publish."))
    change = change_of(ChangeType.UPDATE, note)
    return publish_followers(affected.every_record(), change, by=by)


def _schema(as_published_before: bool) -> Literal[2, 3]:
    return SCHEMA_BEFORE_GRADES if as_published_before else SCHEMA


def _publish(
    record: Record,
    change: NotedChange,
    *,
    by: User,
    schema: Literal[2, 3] = SCHEMA,
    keeps_schema: bool = False,
    follows: bool = False,
) -> RecordVersion | None:
    """Publish one record, and none that shows it.

    One that follows, or otherwise `keeps_schema`, grades no fact anew.
    """
    row = reloaded(record)
    current, again = row.current_version, row.last_version is not None
    if current is not None and (follows or keeps_schema):
        schema = effects.schema_kept(current)
    if not again:
        change = {**change, "type": ChangeType.FIRST.value}
    kind, note = change["type"], change["note"]
    wrong = wrong_change(kind, note, RECORD_CHANGES) if again else []
    if problems := problems_of(row):
        raise PublishingRefused([*wrong, *problems])
    snapshot = snapshot_of(row, schema)
    printed = {**snapshot, "change": note, "note_texts": change.get("note_texts", {})}
    wrong += protected_names.problems_in(printed, row.get_absolute_url())
    # the same content makes no version, and no news: of whatever kind it would be
    if current is not None and says_the_same(current.snapshot, snapshot):
        return None
    if wrong:
        raise PublishingRefused(wrong)
    Address.objects.claim(row.space, row.slug, row)
    version = effects.insert_version(
        row, snapshot, change, by=by, follows=follows, schema=schema
    )
    effects.show_version(row, version, current)
    audit.log(
        by, row, Act.PUBLISHED, f"Published version {version.number} ({kind}). {note}"
    )
    return version


def publish_followers(
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
