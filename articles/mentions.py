"""What a Version speaks of: written when it is published."""

from collections.abc import Iterable

from articles import extensions
from articles.extensions import RecordState
from articles.models import Mention, Subject, Version


def note(
    version: Version,
    about: Iterable[tuple[str, str]],
    states: list[RecordState],
    text: str,
) -> None:
    """Store the subjects chosen by hand, shown by embeds, and found in the text."""
    found: dict[tuple[str, str, str], int | None] = {}
    for kind, key in about:
        found[kind, key, Mention.Role.ABOUT] = None
    for state in states:
        for kind, key in _subjects(state):
            itself = (kind, key) == (state.kind, state.key)
            known = found.get((kind, key, Mention.Role.SHOWN))
            found[kind, key, Mention.Role.SHOWN] = state.number if itself else known
    for recognise in extensions.recognisers:
        for named in recognise(text, version.language):
            found.setdefault((named.kind, named.key, Mention.Role.CITED), None)
    keys = {(kind, key) for kind, key, _role in found}
    subjects = {
        (subject.kind, subject.key): subject
        for subject in Subject.objects.filter(key__in={key for _kind, key in keys})
    }
    Mention.objects.bulk_create(
        Mention(version=version, subject=subjects[kind, key], role=role, number=number)
        for (kind, key, role), number in found.items()
        if (kind, key) in subjects
    )


def _subjects(state: RecordState) -> list[tuple[str, str]]:
    for embed in extensions.embeds.values():
        if embed.record_kind == state.kind:
            return embed.subjects(state)
    return []
