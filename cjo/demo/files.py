"""Files of the demo content: YAML, and Markdown with front matter."""

import hashlib
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import Any

import yaml
from frontmatter.default_handlers import YAMLHandler

CONTENT = Path(__file__).parent / "content"


class DamagedFile(Exception):
    """A file cannot be read; the message names it and the line."""


@dataclass(frozen=True)
class ContentFile:
    """One file; `path` is relative to the content folder."""

    root: Path
    path: str

    @property
    def language(self) -> str:
        """Return the language that the name of a text or a catalogue gives."""
        return PurePosixPath(self.path).stem

    @cached_property
    def text(self) -> str:
        try:
            return (self.root / self.path).read_text(encoding="utf-8")
        except UnicodeDecodeError as error:
            line = error.object[: error.start].count(b"\n") + 1
            raise DamagedFile(f"{self.path}, line {line}: not UTF-8 text.") from error

    @cached_property
    def digest(self) -> str:
        return hashlib.sha256((self.root / self.path).read_bytes()).hexdigest()

    @cached_property
    def data(self) -> Any:
        return self._parsed(self.text, 0)

    @cached_property
    def post(self) -> tuple[dict[str, Any], str]:
        """Return front matter and Markdown; raise DamagedFile without a title."""
        if not self.text.startswith("---\n"):
            raise DamagedFile(f"{self.path}, line 1: front matter is missing.")
        head, body = YAMLHandler().split(self.text)
        facts = self._parsed(head, 1)  # the line "---" is before it
        if not isinstance(facts, dict) or "title" not in facts:
            raise DamagedFile(f"{self.path}, line 2: the front matter has no title.")
        return facts, body.strip()

    def line_of(self, words: str) -> int:
        """Return the number of the first line with these words; 1 if none has them."""
        at = self.text.find(words)
        return self.text.count("\n", 0, at) + 1 if at >= 0 else 1

    def _parsed(self, text: str, before: int) -> Any:
        try:
            # libyaml: thousands of lines in PyYAML's own parser take seconds
            return yaml.load(text, Loader=yaml.CSafeLoader)
        except yaml.MarkedYAMLError as error:
            # PyYAML counts lines from 0, and an editor from 1
            mark = error.problem_mark or error.context_mark
            line = before + mark.line + 1 if mark else 1
            raise DamagedFile(
                f"{self.path}, line {line}: {error.problem or 'not YAML'}."
            ) from error


def content_files(root: Path, *patterns: str) -> list[ContentFile]:
    """Return the files that match, in order of the patterns, then by name."""
    return [
        ContentFile(root, path.relative_to(root).as_posix())
        for pattern in patterns
        for path in sorted(root.glob(pattern))
    ]
