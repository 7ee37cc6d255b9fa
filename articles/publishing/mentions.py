"""Mentions: the subjects of a Version, stored when it is published."""

from collections.abc import Iterable

from django.db.models import F, QuerySet

from articles.extensions import registries
from articles.extensions.types import RecordState
from articles.models import Edition, Mention, Subject, Version
from articles.rendering.links import Named
from articles.rendering.shown_parts import Comparison

_AT_ONCE = 200  # texts in memory


def store_mentions(
    version: Version,
    about: Iterable[Named],
    states: list[RecordState],
    named: Iterable[Named],
) -> None:
    """Store the subjects chosen by hand, shown by embeds, and named in the text.

    A shown record keeps the number of its version, so that a later correction is seen.
    """
    numbers: dict[tuple[str, str, str], int | None] = {}
    for kind, key in about:
        numbers[kind, key, Mention.Role.ABOUT] = None
    for state in states:
        for kind, key in _subjects(state):
            # the court or a law that a record brings along has no version
            itself = (kind, key) == (state.kind, state.key)
            known = numbers.get((kind, key, Mention.Role.SHOWN))
            numbers[kind, key, Mention.Role.SHOWN] = state.number if itself else known
    for kind, key in named:
        numbers[kind, key, Mention.Role.CITED] = None
    subjects = _known((kind, key) for kind, key, _role in numbers)
    Mention.objects.bulk_create(
        Mention(version=version, subject=subjects[kind, key], role=role, number=number)
        for (kind, key, role), number in numbers.items()
        if (kind, key) in subjects
    )


def note_correction(subject: Subject, number: int) -> None:
    """Store whether a correction of a record reached what the older texts show of it.

    Once for all readers: to compare means to render the record as it was and as it is.
    """
    older = Mention.objects.filter(subject=subject).showing_before(number)
    _store_corrections(older, [number])


def note_former_corrections() -> None:
    """Compare the texts whose records were corrected before that was stored."""
    unknown = Mention.objects.showing_before(F("subject__corrected"))
    _store_corrections(unknown.filter(corrected=None))


def _store_corrections(
    mentions: QuerySet[Mention], corrections: list[int] | None = None
) -> None:
    """Compare texts with these corrections of their record; by default, with all."""
    comparison, keys = Comparison(), list(mentions.values_list("pk", flat=True))
    for start in range(0, len(keys), _AT_ONCE):
        rows = list(
            Mention.objects.filter(pk__in=keys[start : start + _AT_ONCE])
            .select_related("version", "subject")
            .order_by("pk")
        )
        for row in rows:
            kind, key = row.subject.kind, row.subject.key
            numbers = corrections or _corrections_since(row)
            newest = comparison.newest_correction(
                row.version.document, kind, key, numbers
            )
            row.corrected = newest or row.corrected or 0
        Mention.objects.bulk_update(rows, ["corrected"])


def _corrections_since(mention: Mention) -> list[int]:
    subject = mention.subject
    for embed in registries.embeds.values():
        if embed.record_kind == subject.kind:
            return embed.corrections_since(subject.key, mention.number or 0)
    return []


def is_about_the_same(edition: Edition, version: Version) -> bool:
    """Return whether a draft has the subjects that were chosen for a Version."""
    chosen = set(edition.about.values_list("pk", flat=True))
    mentions = Mention.objects.filter(version=version, role=Mention.Role.ABOUT)
    return chosen == set(mentions.values_list("subject", flat=True))


def store_named_subjects(version: Version, named: Iterable[Named]) -> None:
    """Replace the subjects that a text names: a law may be added after publishing."""
    subjects = _known(named)
    Mention.objects.filter(version=version, role=Mention.Role.CITED).delete()
    Mention.objects.bulk_create(
        Mention(version=version, subject=subject, role=Mention.Role.CITED)
        for subject in subjects.values()
    )


def _known(keys: Iterable[Named]) -> dict[Named, Subject]:
    wanted = set(keys)
    rows = Subject.objects.filter(key__in={key for _kind, key in wanted})
    subjects = {(row.kind, row.key): row for row in rows}
    return {key: subject for key, subject in subjects.items() if key in wanted}


def _subjects(state: RecordState) -> list[tuple[str, str]]:
    for embed in registries.embeds.values():
        if embed.record_kind == state.kind:
            return embed.subjects(state)
    return []
