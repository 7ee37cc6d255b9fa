"""Changes of the demo content: folders that hold files as they were before.

`changes/NAME/change.yaml` says what a change is: its type, and its public note in each
language. `changes/NAME/before/` holds the files that it changes, at the paths that they
have in the content folder, as they were until then. The names give the order. A file
that the change removes is withdrawn, with the reason that `withdrawn` gives for it.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from articles.models import ChangeType
from cjo.demo.files import ContentFile, DamagedFile, content_files

FOLDER = "changes"
WITHDRAWN = "withdrawn"  # in place of the digest of a file that is gone
TYPES = (ChangeType.CORRECTION, ChangeType.CLARIFICATION, ChangeType.UPDATE)
Notes = dict[str, str]


@dataclass(frozen=True)
class ContentChange:
    """A change of several files, which are published together."""

    root: Path
    name: str

    @property
    def file(self) -> ContentFile:
        return ContentFile(self.root, f"{FOLDER}/{self.name}/change.yaml")

    @cached_property
    def before(self) -> dict[str, ContentFile]:
        """Return the files as they were before it, by their present path."""
        start = f"{FOLDER}/{self.name}/before/"
        files = content_files(self.root, f"{start}**/*.yaml", f"{start}**/*.md")
        return {file.path.removeprefix(start): file for file in files}

    @property
    def dated(self) -> dt.date:
        return dt.date.fromisoformat(str(self._fact("dated")))

    @property
    def type(self) -> ChangeType:
        try:
            return TYPES[TYPES.index(self._fact("type"))]
        except ValueError as error:
            names = ", ".join(TYPES)
            raise self._damaged(f"type is none of {names}") from error

    @property
    def is_before_grades(self) -> bool:
        """Return whether its records were not yet graded by the kinds of sources."""
        return bool(self.file.data.get("before_grades"))

    @property
    def notes(self) -> Notes:
        return self._texts(self._fact("note"))

    def reason(self, path: str) -> Notes:
        """Return why a file was withdrawn."""
        reasons = self.file.data.get("withdrawn") or {}
        if path not in reasons:
            raise self._damaged(f"withdrawn gives no reason for {path}")
        return self._texts(reasons[path])

    def note_in(self, language: str) -> str:
        return self.notes.get(language) or next(iter(self.notes.values()))

    def _fact(self, name: str) -> object:
        if not isinstance(self.file.data, dict) or not self.file.data.get(name):
            raise self._damaged(f"{name} is missing")
        return self.file.data[name]

    def _texts(self, texts: object) -> Notes:
        if not isinstance(texts, dict) or not texts:
            raise self._damaged("a note is not given by language")
        return {str(language): str(text).strip() for language, text in texts.items()}

    def _damaged(self, message: str) -> DamagedFile:
        return DamagedFile(f"{self.file.path}, line 1: {message}.")


@dataclass(frozen=True)
class History:
    """The states of a path, oldest first: those before each change, then the last.

    `last` is None if the last change withdrew it.
    """

    path: str
    changes: Sequence[ContentChange]
    last: ContentFile | None

    @property
    def oldest(self) -> ContentFile | None:
        return self.changes[0].before[self.path] if self.changes else self.last

    @property
    def digests(self) -> list[str]:
        former = [change.before[self.path].digest for change in self.changes]
        return [*former, self.last.digest if self.last else WITHDRAWN]

    def place_of(self, digest: str) -> int:
        """Return the number of the state with this digest.

        Without such a state it is the last but one: the last change is still missing.
        """
        digests = self.digests
        known = [place for place, each in enumerate(digests) if each == digest]
        return known[-1] if known else len(digests) - 2

    def after(self, change: ContentChange) -> ContentFile | None:
        """Return the state that a change leads to; None if it withdraws the path."""
        place = self.changes.index(change) + 1
        if place < len(self.changes):
            return self.changes[place].before[self.path]
        return self.last


def changes_in(root: Path) -> list[ContentChange]:
    """Return the changes of a content folder, in their order."""
    return [
        ContentChange(root, path.parent.name)
        for path in sorted((root / FOLDER).glob("*/change.yaml"))
    ]


def histories_of(
    changes: Sequence[ContentChange], present: Sequence[ContentFile]
) -> dict[str, History]:
    """Return the history of each path that a change has changed."""
    lasts = {file.path: file for file in present}
    paths = dict.fromkeys(path for change in changes for path in change.before)
    return {
        path: History(
            path,
            [change for change in changes if path in change.before],
            lasts.get(path),
        )
        for path in paths
    }
