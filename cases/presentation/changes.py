"""The public changes of a record, as the page of a language tells them.

A record has one number for all its languages, but a change is often made in one of
them: a page must not say “corrected” above words that still have the error.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from articles.models import ANNOUNCED, ChangeType
from articles.presentation.change_note import NO_CHANGES, Changes, PublicChange, day_of
from cases.models import RecordVersion, snapshot_in
from cases.presentation.text import change_note_in, preferred_languages
from cjo.lib.links import localised
from cjo.lib.locales import language_names

Snapshot = dict[str, Any]
Path = tuple[str, ...]
# They say how words were made, and are no words themselves
_NO_WORDS = frozenset({"method", "names_method", "translated_from"})


@dataclass(frozen=True, slots=True)
class _Text:
    """A text, and the language that it was translated from; "" for an original."""

    text: str
    source: str


Words = dict[Path, dict[str, _Text]]


@dataclass(frozen=True, slots=True)
class RecordChanges:
    """The changes that reached the words of a language, and those that did not yet.

    `behind` are sentences on changes that were made in other languages alone.
    """

    reached: Changes
    behind: list[SafeString]

    @property
    def lines(self) -> list[SafeString]:
        return [*self.behind, *self.reached.lines]


def changes_of(
    version: RecordVersion, history: Sequence[RecordVersion], language: str
) -> RecordChanges:
    """Return the changes as the page of this version tells them in a language.

    `history` are all versions of the record. One query, and none without changes.
    """
    noted = [each for each in history if each.change_type in ANNOUNCED]
    if not noted:
        return RecordChanges(NO_CHANGES, [])
    numbers = {each.number for each in noted}
    numbers |= {number - 1 for number in numbers}
    numbers |= {version.number, max(each.number for each in history)}
    rows = RecordVersion.objects.filter(
        kind=version.kind, object_id=version.object_id, number__in=numbers
    ).values_list("number", "canonical")
    snapshots = {number: snapshot_in(canonical) for number, canonical in rows}
    return changes_between(version, history, snapshots, language)


def changes_between(
    version: RecordVersion,
    history: Sequence[RecordVersion],
    snapshots: Mapping[int, Snapshot],
    language: str,
) -> RecordChanges:
    """Return the changes, from the snapshots of all states around each change."""
    reached, behind = [], []
    key = max(history, key=lambda each: each.number).key
    for change, ahead in _noted(version, history, snapshots, language):
        if ahead:
            behind.append(_sentence(change, ahead, language))
        else:
            reached.append(_change(change, key, language))
    return RecordChanges(Changes.at_version(version.number, reached), behind)


def changes_not_followed(
    history: Sequence[RecordVersion], language: str
) -> list[RecordVersion]:
    """Return the changes that the words of the newest version do not have yet.

    `history` are all versions of the record, with their snapshots.
    """
    newest = max(history, key=lambda each: each.number)
    snapshots = {each.number: each.snapshot for each in history}
    noted = _noted(newest, history, snapshots, language)
    return [change for change, ahead in noted if ahead]


def _noted(
    version: RecordVersion,
    history: Sequence[RecordVersion],
    snapshots: Mapping[int, Snapshot],
    language: str,
) -> Iterator[tuple[RecordVersion, list[str]]]:
    """Yield each change that readers are told of, the newest first.

    With it come the languages that have it, if the language of the page does not.
    """
    newest = max(each.number for each in history)
    for each in sorted(history, key=lambda each: -each.number):
        if each.change_type not in ANNOUNCED:
            continue
        shown = snapshots[version.number if each.number <= version.number else newest]
        ahead = languages_ahead(
            each,
            snapshots.get(each.number - 1, {}),
            snapshots[each.number],
            shown,
            language,
            in_source_alone=each.change_type != ChangeType.CORRECTION,
        )
        yield each, ahead


def languages_ahead(
    change: RecordVersion,
    before: Snapshot,
    after: Snapshot,
    shown: Snapshot,
    language: str,
    *,
    in_source_alone: bool,
) -> list[str]:
    """Return the languages whose words changed while those of a page did not.

    `before` and `after` are the states around a change; `shown` is the state that the
    page prints. `in_source_alone` asks only for changes of the language that the words
    of the page are translated from. A change that is told in the language of the page,
    and changed some of its words, left no error among the others.
    """
    former, latter = _words(before), _words(after)
    is_told = language in {change.note_language, *(change.note_texts or {})}
    if is_told and _words_in(former, language) != _words_in(latter, language):
        return []
    ahead: set[str] = set()
    for path, words in _words(shown).items():
        printed = next(
            code for code in preferred_languages(words, language) if code in words
        )
        old = former.get(path, {})
        if printed not in old or old[printed].text != words[printed].text:
            continue
        for other, new in latter.get(path, {}).items():
            is_changed = other in old and old[other].text != new.text
            if is_changed and (other == words[printed].source or not in_source_alone):
                ahead.add(other)
    return sorted(ahead)


def _words(snapshot: Snapshot) -> Words:
    """Return each text of a snapshot by its place, in all its languages."""
    words: Words = {}
    for path, language, fields in _text_rows(snapshot):
        source = fields.get("translated_from", "")
        for name, text in fields.items():
            if text and name not in _NO_WORDS:
                words.setdefault((*path, name), {})[language] = _Text(text, source)
    return words


def _words_in(words: Words, language: str) -> dict[Path, _Text]:
    return {path: texts[language] for path, texts in words.items() if language in texts}


def _text_rows(
    value: Any, path: Path = ()
) -> Iterator[tuple[Path, str, dict[str, str]]]:
    if isinstance(value, list):
        for place, row in enumerate(value):
            name = row.get("key") if isinstance(row, dict) else None
            yield from _text_rows(row, (*path, str(name or place)))
    elif isinstance(value, dict):
        for name, part in value.items():
            if name == "texts":
                yield from ((path, code, fields) for code, fields in part.items())
            else:
                yield from _text_rows(part, (*path, name))


def _change(version: RecordVersion, key: str, language: str) -> PublicChange:
    path = reverse(f"{version.kind}_version", args=[key, version.number])
    return PublicChange(
        version.number,
        version.change_type,
        version.published_at,
        change_note_in(version, language),
        url=localised(path, language),
    )


def _sentence(
    version: RecordVersion, languages: list[str], language: str
) -> SafeString:
    if version.change_type == ChangeType.CORRECTION:
        # Translators: {languages} is a list of names of languages, {day} a date, {note}
        # whole sentences.
        sentence = _(
            "<strong>Corrected in {languages}, {day}:</strong> {note} The words on "
            "this page have not been changed since, and may still contain the error."
        )
    else:
        # Translators: {languages} is a list of names of languages, {day} a date, {note}
        # whole sentences.
        sentence = _(
            "<strong>Changed in {languages}, {day}:</strong> {note} The words on this "
            "page, a translation, have not been changed since."
        )
    return format_html(
        sentence,
        languages=language_names(languages, language),
        day=day_of(version.published_at),
        note=change_note_in(version, language),
    )
