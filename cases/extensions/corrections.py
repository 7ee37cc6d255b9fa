"""Corrections and withdrawals of records, for the log of corrections."""

from collections.abc import Iterable

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse

from articles.extensions.types import Correction
from cases.models import RecordVersion
from cases.presentation.text import choose
from cjo.lib.languages import ready_languages
from cjo.lib.links import localised


class RecordLog:
    """The log of records, the same in every language.

    Versions that only follow the change of another record are left out.
    """

    kind = "record"

    def places(self, language: str) -> QuerySet[RecordVersion]:
        return RecordVersion.objects.logged().filter(follows=False)

    def languages(self) -> list[str]:
        # the same places in each
        if not self.places("en").exists():
            return []
        return [language.code for language in ready_languages()]

    def lines(self, ids: Iterable[int], language: str) -> dict[int, Correction]:
        versions = RecordVersion.objects.filter(pk__in=list(ids))
        gone = set(versions.withdrawn().values_list("pk", flat=True))
        return {
            version.pk: _line(version, language, is_gone=version.pk in gone)
            for version in versions
        }


def _line(version: RecordVersion, language: str, *, is_gone: bool) -> Correction:
    """Return a line; its tag (RFC 4151) names the record by its slug of that time."""
    named = f"{language}/{version.kind}/{version.key}/v/{version.number}"
    title = choose(version.snapshot["texts"], "title", language)
    url = localised(reverse(version.kind, args=[version.key]), language)
    return Correction(
        tag=f"tag:{settings.TAG_AUTHORITY},{version.published_at:%Y}:{named}",
        at=version.published_at,
        title=title.plain or version.key,
        title_language=title.language,
        note=version.change_note,
        type_label=version.get_change_type_display(),
        url="" if is_gone else url,
        history_url=f"{url}#versions",
        is_withdrawal=version.is_withdrawal,
        note_language=version.note_language,
    )
