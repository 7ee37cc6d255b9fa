"""Courts, laws, causes and sources: records that print them follow their changes."""

from collections.abc import Iterable

from django.contrib.auth.models import User
from django.utils.translation import gettext as _

from articles import permissions
from articles.models import Address, ChangeType, Stamp
from cases.models import LAWS, CauseOfAction, Court, Law, RecordVersion, Source
from cases.publishing import affected, effects, search_rows, subjects
from cases.publishing.change import change_of
from cases.publishing.publication import publish_followers
from cases.publishing.rows import reloaded
from cases.snapshots import Reference
from cjo.lib.turn import in_turn


@in_turn
def publish_reference(
    row: Reference,
    *,
    by: User,
    change: str = ChangeType.UPDATE,
    note: str = "",
    note_language: str = "",
    follow: bool = True,
) -> list[RecordVersion]:
    """Show a row's new words; return a version of each record that prints them.

    Without `follow` the caller publishes those records, by `publish_outdated`.
    """
    permissions.require(permissions.can_publish(by), _("Only editors can publish."))
    row = reloaded(row)
    match row:
        case Court():
            Address.objects.claim("courts", row.slug, row)
            subjects.sync_court(row)
            search_rows.index_court(row)
            effects.refresh_number_keys(row)
            keys, records = {row.cache_key, "cases"}, affected.of_court(row)
        case Law():
            Address.objects.claim("laws", row.slug, row)
            subjects.sync_law(row)
            search_rows.index_law(row)
            keys, records = {row.cache_key, LAWS}, affected.of_law(row)
        case CauseOfAction():
            keys, records = {"cases"}, affected.of_cause(row)
        case Source():
            keys, records = {"sources"}, affected.of_sources([row])
    Stamp.objects.touch(keys)
    if not follow:
        return []
    return publish_followers(records, change_of(change, note, note_language), by=by)


@in_turn
def publish_sources(
    sources: Iterable[Source],
    *,
    by: User,
    change: str = ChangeType.UPDATE,
    note: str = "",
    note_language: str = "",
) -> list[RecordVersion]:
    """Show the new words of sources; a record that cites two gets a single version."""
    permissions.require(permissions.can_publish(by), _("Only editors can publish."))
    Stamp.objects.touch({"sources"})
    reason = change_of(change, note, note_language)
    return publish_followers(affected.of_sources(sources), reason, by=by)
