"""The source of a translation: its changes since the draft was translated."""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from articles.models import ChangeType, Edition, Version
from articles.presentation.behind import newer_than
from articles.publishing.documents import text_of
from cjo.lib.languages import Language, get_language

# The fields that a translator translates, in the order of the form
_FIELDS: dict[str, Promise] = {
    "title": gettext_lazy("Title"),
    "abstract": gettext_lazy("Abstract"),
    "takeaways": gettext_lazy("Key takeaways"),
    "body": gettext_lazy("Text"),
    "sources": gettext_lazy("Sources"),
}


@dataclass(frozen=True, slots=True)
class ChangedParagraphs:
    """Paragraphs of a field that were replaced, added or taken out."""

    field: str | Promise
    before: list[str]
    after: list[str]


@dataclass(frozen=True, slots=True)
class NewerSource:
    """The newest version of the text that a draft was translated from.

    `since` are the versions that came after the one it names, oldest first.
    """

    translated: Version
    newest: Version
    language: Language
    since: list[Version]
    changed: list[ChangedParagraphs]


def newer_source(edition: Edition) -> NewerSource | None:
    """Return the source's changes since a draft was translated, typing errors aside."""
    source = edition.translated_from
    newest = newer_than(source)
    if source is None or newest is None:
        return None
    since = (
        Version.objects.history_of(source)
        .filter(number__gt=source.number)
        .exclude(change_type=ChangeType.WITHDRAWAL)
        .defer("canonical")
        .order_by("number")
    )
    return NewerSource(
        translated=source,
        newest=newest,
        language=get_language(source.language),
        since=list(since),
        changed=list(_changed(source, newest)),
    )


def _changed(before: Version, after: Version) -> Iterator[ChangedParagraphs]:
    old, new = text_of(before), text_of(after)
    for name, label in _FIELDS.items():
        was, now = _paragraphs(name, old[name]), _paragraphs(name, new[name])
        matcher = SequenceMatcher(None, was, now, autojunk=False)
        for kind, start, end, new_start, new_end in matcher.get_opcodes():
            if kind != "equal":
                now_there = now[new_start:new_end]
                yield ChangedParagraphs(label, was[start:end], now_there)


def _paragraphs(field: str, text: str) -> list[str]:
    # each line of these two is a paragraph of its own
    mark = "\n" if field in ("takeaways", "sources") else "\n\n"
    parts = text.replace("\r\n", "\n").split(mark)
    return [part.strip() for part in parts if part.strip()]
