"""Help beside the text: how to write it, and what can be shown in it."""

from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from articles.extensions import registries
from articles.extensions.types import Embed, RecordState
from articles.models import Subject, choose_text

SHOWN = 30  # the newest of each kind; the list of subjects finds the others


@runtime_checkable
class ManyInOne(Protocol):
    """An embed that shows parts of a record, and can name them."""

    def arguments(self, state: RecordState) -> list[tuple[str, str]]: ...


@dataclass(frozen=True, slots=True)
class Choice:
    """One embed ready to be copied, and what it shows."""

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
    """Return the help for every embed that is registered."""
    kinds = {embed.record_kind for embed in registries.embeds.values()}
    subjects = {kind: _newest(kind) for kind in kinds}
    return [
        EmbedHelp(
            embed.name,
            embed.example,
            embed.help,
            [one for row in subjects[embed.record_kind] for one in _of(embed, row)],
        )
        for embed in registries.embeds.values()
    ]


def label_of(subject: Subject) -> str:
    text = choose_text(subject.texts.all(), "en")
    return text.label if text else subject.key


def newest_of(subject: Subject) -> RecordState | None:
    """Return the record's newest state, by the embed that shows it whole."""
    for embed in registries.embeds.values():
        if embed.record_kind == subject.kind and not embed.inline:
            return embed.newest(subject.key)
    return None


def _newest(kind: str) -> list[Subject]:
    published = Subject.objects.readable().filter(kind=kind, number__isnull=False)
    return list(published.prefetch_related("texts").order_by("-pk")[:SHOWN])


def _of(embed: Embed, subject: Subject) -> list[Choice]:
    """Return the embeds of one record: of an inline one, each of its figures."""
    label = label_of(subject)
    if not embed.inline:
        return [Choice(f"[[{embed.name}:{subject.key}]]", label, subject.url)]
    state = newest_of(subject)
    if state is None or not isinstance(embed, ManyInOne):
        return [Choice(f"[[{embed.name}:{subject.key}/…]]", label, subject.url)]
    return [
        Choice(f"[[{embed.name}:{argument}]]", words, subject.url)
        for argument, words in embed.arguments(state)
    ]
