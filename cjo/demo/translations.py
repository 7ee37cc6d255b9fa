"""Texts of the records in more languages: a catalogue a language, by their English.

`translations/LANG.po` holds the translations of a language, all made by machine. A text
whose English changed has none until it is translated again. `translations/note.yaml` is
the public note of the change that adds them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, partial
from pathlib import Path, PurePosixPath
from typing import Any

from babel.messages.pofile import read_po
from django.conf import settings
from django.contrib.auth.models import User
from django.utils.translation import to_locale

from articles.models import ChangeType
from cases import importing as records
from cases.models import RecordKind
from cjo.demo.files import ContentFile, content_files
from cjo.demo.models import DemoFile
from cjo.demo.run import Run, mark
from cjo.demo.steps import STEPS, Step
from cjo.lib.turn import in_turn

FOLDER = "translations"
Words = Mapping[str, str]  # by the English text


def catalogues_in(root: Path) -> dict[str, ContentFile]:
    """Return the catalogues by language."""
    files = content_files(root, f"{FOLDER}/*.po")
    return {PurePosixPath(file.path).stem: file for file in files}


def _load(root: Path, files: Sequence[tuple[Step, ContentFile]], by: User) -> None:
    """Load texts in more languages; each record that they change gets one version."""
    changed = []
    for step, file in files:
        if step.holds in RecordKind.values:
            changed.append((str(step.holds), file.data))
        else:
            step.load(file, by)
    notes = ContentFile(root, f"{FOLDER}/note.yaml").data
    records.load_together(changed, by, change=ChangeType.TRANSLATION, notes=notes)


def languages_loaded(root: Path) -> frozenset[str]:
    paths = set(DemoFile.objects.values_list("path", flat=True))
    files = catalogues_in(root).items()
    return frozenset(code for code, file in files if file.path in paths)


def is_open(file: ContentFile) -> bool:
    return file.language in settings.LANGUAGES_READY


def add_languages(root: Path, catalogues: Mapping[str, ContentFile], run: Run) -> None:
    """Add the texts of records in open languages whose catalogue is new or changed."""
    known = dict(DemoFile.objects.values_list("path", "digest"))
    new = {
        language: file
        for language, file in catalogues.items()
        if is_open(file) and known.get(file.path) != file.digest
    }
    if not new:
        return
    if not run.may_change:
        run.report.waiting += [file.path for file in new.values()]
        return
    languages = run.languages | new.keys()
    files = [
        (step, TranslatedFile(root, file.path, languages))
        for step in STEPS
        if step.holds not in ("text", "work")
        for file in content_files(root, step.pattern)
        if file.path in known
    ]
    unedited = [(step, file) for step, file in files if not _is_edited(step, file)]
    act = partial(_add_and_mark, root, unedited, list(new.values()), run.by)
    if run.attempt(act, next(iter(new.values()))):
        run.languages = languages
        run.report.loaded += [file.path for file in new.values()]


def _is_edited(step: Step, file: ContentFile) -> bool:
    return step.is_edited(DemoFile.objects.get(path=file.path), file)


@in_turn
def _add_and_mark(
    root: Path,
    files: Sequence[tuple[Step, ContentFile]],
    catalogues: Sequence[ContentFile],
    by: User,
) -> None:
    _load(root, files, by)
    for step, file in files:
        mark(step, file.path, file)
    for file in catalogues:
        values = {"digest": file.digest, "state": ""}
        DemoFile.objects.update_or_create(path=file.path, defaults=values)


@dataclass(frozen=True)
class TranslatedFile(ContentFile):
    """A file of records with the texts that the catalogues of some languages have."""

    languages: frozenset[str]

    @cached_property
    def data(self) -> Any:
        words = {code: _words(self.root, code) for code in self.languages}
        return _with_texts(super().data, words)


@cache
def _words(root: Path, language: str) -> Words:
    with (root / FOLDER / f"{language}.po").open("rb") as file:
        catalogue = read_po(file, locale=to_locale(language))
    return {
        str(message.id): str(message.string)
        for message in catalogue
        if message.id and message.string
    }


def _with_texts(data: Any, words: Mapping[str, Words]) -> Any:
    match data:
        case {"texts": {"en": dict(english), **others}, **rest}:
            added = {
                code: {"method": "machine", "translated_from": "en", **text}
                for code in words.keys() - others.keys()
                if (text := _translated(english, words[code]))
            }
            texts: dict[Any, Any] = {"en": english, **others}
            texts |= dict(sorted(added.items()))
            return {**_with_texts(rest, words), "texts": texts}
        case dict():
            return {name: _with_texts(value, words) for name, value in data.items()}
        case list():
            return [_with_texts(value, words) for value in data]
        case _:
            return data


def _translated(english: Words, words: Words) -> dict[str, str]:
    return {name: words[text] for name, text in english.items() if text in words}
