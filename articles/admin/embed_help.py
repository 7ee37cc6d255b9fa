"""The guide under the text: the records that it can show, ready to be copied."""

from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from articles.admin.names import label_of_subject
from articles.extensions import registries
from articles.extensions.types import Embed, RecordState
from articles.models import Subject

_SHOWN = 30  # records of each kind; the list of subjects has the others


@runtime_checkable
class EmbedOfParts(Protocol):
    """An embed that shows one part of a record, and can list the parts."""

    def arguments(self, state: RecordState) -> list[tuple[str, str]]: ...


@dataclass(frozen=True, slots=True)
class Choice:
    """An embed ready to be copied, with the name and address of its record."""

    code: str
    label: str
    url: str


@dataclass(frozen=True, slots=True)
class EmbedHelp:
    """One way to show a record, and the newest records it can show."""

    name: str
    example: str
    help: str
    choices: list[Choice]


def embeds() -> list[EmbedHelp]:
    kinds = {embed.record_kind for embed in registries.embeds.values()}
    subjects = {kind: _newest_subjects(kind) for kind in kinds}
    return [
        EmbedHelp(
            embed.name,
            embed.example,
            embed.help,
            [
                choice
                for subject in subjects[embed.record_kind]
                for choice in _choices_of(embed, subject)
            ],
        )
        for embed in registries.embeds.values()
    ]


def _newest_state(subject: Subject) -> RecordState | None:
    """Return the record's newest state; the embed that shows it whole knows it."""
    for embed in registries.embeds.values():
        if embed.record_kind == subject.kind and not embed.inline:
            return embed.newest(subject.key)
    return None


def _newest_subjects(kind: str) -> list[Subject]:
    # a subject without a number, such as a law, has no versions to show
    published = Subject.objects.readable().filter(kind=kind, number__isnull=False)
    return list(published.prefetch_related("texts").order_by("-pk")[:_SHOWN])


def _choices_of(embed: Embed, subject: Subject) -> list[Choice]:
    """Return the embeds of one record; an inline embed has one for each figure."""
    label = label_of_subject(subject)
    if not embed.inline:
        return [Choice(f"[[{embed.name}:{subject.key}]]", label, subject.url)]
    state = _newest_state(subject)
    # an inline embed shows one part; which ones there are only the record knows
    if state is None or not isinstance(embed, EmbedOfParts):
        return [Choice(f"[[{embed.name}:{subject.key}/…]]", label, subject.url)]
    return [
        Choice(f"[[{embed.name}:{argument}]]", words, subject.url)
        for argument, words in embed.arguments(state)
    ]
