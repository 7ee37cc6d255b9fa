"""Corrections and withdrawals of records, for the log of corrections."""

from collections.abc import Iterable

from django.conf import settings
from django.db.models import Case, Q, QuerySet, When
from django.urls import reverse
from django.utils.translation import gettext as _

from articles.extensions.types import Correction
from articles.models import ChangeType
from cases.models import RecordVersion, snapshot_in
from cases.presentation.changes import Snapshot, languages_ahead
from cases.presentation.text import change_note_in, choose
from cjo.lib.languages import ready_languages
from cjo.lib.links import localised
from cjo.lib.locales import language_names

# by kind, id and number of a record version
_States = dict[tuple[str, int, int], Snapshot]
_CURRENT = (
    Q(current_case__isnull=False)
    | Q(current_collection__isnull=False)
    | Q(current_overview__isnull=False)
)


class RecordLog:
    """The log of records, the same in every language.

    Versions that only follow the change of another record are left out.
    """

    kind = "record"

    def places(self, language: str) -> QuerySet[RecordVersion]:
        return RecordVersion.objects.logged().filter(follows=False)

    def readable(self, language: str) -> QuerySet[RecordVersion]:
        own = RecordVersion.objects.filter(follows=False)
        return own.filter(change_type=ChangeType.CORRECTION).readable()

    def languages(self) -> list[str]:
        # the same places in each
        if not self.places("en").exists():
            return []
        return [language.code for language in ready_languages()]

    def lines(self, ids: Iterable[int], language: str) -> dict[int, Correction]:
        versions = RecordVersion.objects.filter(pk__in=list(ids))
        gone = set(versions.withdrawn().values_list("pk", flat=True))
        states = _states_around(versions)
        return {
            version.pk: _line(
                version,
                language,
                is_gone=version.pk in gone,
                ahead=_ahead(version, states, language),
            )
            for version in versions
        }


def _states_around(versions: Iterable[RecordVersion]) -> _States:
    """Return the snapshots before each version, and those that readers have now.

    The latter have the number 0. One query.
    """
    wanted = Q(pk=None)
    for version in versions:
        record = Q(kind=version.kind, object_id=version.object_id)
        wanted |= record & (Q(number=version.number - 1) | _CURRENT)
    is_current = Case(When(_CURRENT, then=True), default=False)
    rows = RecordVersion.objects.filter(wanted).values_list(
        "kind", "object_id", "number", "canonical", is_current
    )
    states: _States = {}
    for kind, pk, number, canonical, is_shown in rows:
        states[kind, pk, number] = snapshot = snapshot_in(canonical)
        if is_shown:
            states[kind, pk, 0] = snapshot
    return states


def _ahead(version: RecordVersion, states: _States, language: str) -> str:
    record = (version.kind, version.object_id)
    before, shown = states.get((*record, version.number - 1)), states.get((*record, 0))
    if version.is_withdrawal or before is None or shown is None:
        return ""
    ahead = languages_ahead(
        version, before, version.snapshot, shown, language, in_source_alone=False
    )
    return language_names(ahead, language)


def _line(
    version: RecordVersion, language: str, *, is_gone: bool, ahead: str
) -> Correction:
    """Return a line; its tag (RFC 4151) names the record by its slug of that time."""
    named = f"{language}/{version.kind}/{version.key}/v/{version.number}"
    title = choose(version.snapshot["texts"], "title", language)
    note = change_note_in(version, language)
    url = localised(reverse(version.kind, args=[version.key]), language)
    return Correction(
        tag=f"tag:{settings.TAG_AUTHORITY},{version.published_at:%Y}:{named}",
        at=version.published_at,
        title=title.plain or version.key,
        title_language=title.language,
        note=note.plain,
        # Translators: A type of change; languages is a list of names of languages in
        # their basic form.
        type_label=_("correction in %(languages)s") % {"languages": ahead}
        if ahead
        else version.get_change_type_display(),
        url="" if is_gone else url,
        history_url=f"{url}#versions",
        version=version.hash,
        is_withdrawal=version.is_withdrawal,
        note_language=note.language if note.plain else "",
        ahead=ahead,
    )
