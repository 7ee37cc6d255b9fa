"""Makes a change of the content: its records are published together, then its texts."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.contrib.auth.models import User

from cases import importing as records
from cases.models import RecordKind
from cjo.demo import works
from cjo.demo.changes import ContentChange
from cjo.demo.files import ContentFile
from cjo.demo.steps import Step

Group = Sequence["ChangedFile"]


@dataclass(frozen=True, slots=True)
class ChangedFile:
    """A file that a change changes; `after` is None if it withdraws it."""

    step: Step
    path: str
    after: ContentFile | None

    @property
    def key(self) -> str:
        return self.path.rpartition("/")[2].removesuffix(".yaml")

    @property
    def is_record(self) -> bool:
        return self.step.holds in RecordKind.values


def groups_of(files: Sequence[ChangedFile]) -> Iterator[Group]:
    """Yield the files that are published in one transaction each.

    All records are: a collection gets one version for all its cases. A withdrawal waits
    until no collection shows the record. An article is published with all its texts.
    """
    if changed := [file for file in files if file.is_record and file.after]:
        yield changed
    yield from ([file] for file in files if file.is_record and not file.after)
    folders = dict.fromkeys(
        file.path.rpartition("/")[0] for file in files if not file.is_record
    )
    for folder in folders:
        yield [file for file in files if file.path.rpartition("/")[0] == folder]


def make(change: ContentChange, group: Group, by: User) -> None:
    """Publish a group of files as a change, with its public note."""
    if group[0].is_record:
        _records(change, group, by)
    else:
        _texts(change, group, by)


def _records(change: ContentChange, group: Group, by: User) -> None:
    changed = [(str(file.step.holds), file.after.data) for file in group if file.after]
    if changed:
        records.load_together(changed, by, change=change.type, notes=change.notes)
    for file in group:
        if not file.after:
            kind, reason = str(file.step.holds), change.reason(file.path)
            records.withdraw_record(kind, file.key, by, notes=reason)


def _texts(change: ContentChange, group: Group, by: User) -> None:
    if gone := [file.path for file in group if not file.after]:
        raise ValueError(f"“{gone[0]}” is missing: only records can be withdrawn here.")
    articles = [
        works.load_work(file.after, by, follow=False)
        for file in group
        if file.after and file.step.holds == "work"
    ]
    # English before the translations that are made from it
    for file in sorted(group, key=lambda file: not file.path.endswith("/en.md")):
        if file.after and file.step.holds == "text":
            note = change.note_in(file.after.language)
            works.load_edition(file.after, by, change=change.type, note=note)
    for article in articles:
        works.publish_differing(article, by, change=change.type, note_in=change.note_in)
