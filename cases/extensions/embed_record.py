"""An embed of a record: its published states, and its HTML from a template."""

from typing import Any

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.safestring import SafeString

from articles.extensions.types import RecordState
from articles.models import ChangeType
from articles.rendering.shown_parts import key_in
from cases.models import RecordVersion


class RecordEmbed:
    """An embed of one kind of record; its template has the embed's name."""

    name: str
    record_kind: str
    inline = False
    example: str
    help: str

    def newest(self, argument: str) -> RecordState | None:
        """Return the state that readers see; None if it is unknown or withdrawn."""
        version = RecordVersion.objects.newest(self.record_kind, argument)
        return None if version is None or version.is_withdrawal else _state(version)

    def at(self, argument: str, number: int) -> RecordState:
        # withdrawn states too: a Version shows what it froze
        versions = RecordVersion.objects.of(self.record_kind, key_in(argument))
        version = versions.filter(number=number).first()
        if version is None:
            raise KeyError(f"{self.record_kind}:{argument}, version {number}")
        return _state(version)

    def has(self, state: RecordState, argument: str) -> bool:
        return "/" not in argument

    def corrections_since(self, argument: str, number: int) -> list[int]:
        later = RecordVersion.objects.of(self.record_kind, key_in(argument)).filter(
            number__gt=number, change_type=ChangeType.CORRECTION
        )
        return list(later.order_by("number").values_list("number", flat=True))

    def html(self, state: RecordState, argument: str, language: str) -> SafeString:
        with translation.override(language):
            context = self.context(state, argument, language)
            html = render_to_string(f"cases/embeds/{self.name}.html", context)
        return SafeString(html.strip())

    def context(
        self, state: RecordState, argument: str, language: str
    ) -> dict[str, Any]:
        raise NotImplementedError


def unique(subjects: list[tuple[str, str] | None]) -> list[tuple[str, str]]:
    return list(dict.fromkeys(subject for subject in subjects if subject is not None))


def _state(version: RecordVersion) -> RecordState:
    return RecordState(
        kind=version.kind,
        key=version.key,
        number=version.number,
        hash=version.hash,
        snapshot=version.snapshot,
    )
