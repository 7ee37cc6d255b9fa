"""Style sheets as pages link them, joined from one file a component.

A static files finder: `collectstatic` and a server in DEBUG take the joined sheets
from it. The parts are in `static/css`, and their order is the order of the cascade.
"""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.checks import CheckMessage
from django.core.files.storage import FileSystemStorage, Storage

from cjo.lib.atomic_files import write_atomically

SHEETS: dict[str, list[str]] = {
    # All that the first view of an article needs
    "css/site.css": [
        *("tokens", "base", "layout", "masthead", "foot", "article", "figure"),
        *("overview", "case-card", "certainty", "onward", "touch"),
    ],
    # A second sheet: the first view of an article must fit 14,336 bytes
    "css/lists.css": ["prose", "list", "front", "facts", "citation", "form"],
    "css/admin.css": ["tokens", "desk"],
}
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_BLANK = re.compile(r"\s+")
_AROUND_BRACES = re.compile(r" ?([{};]) ?")


class Finder(BaseFinder):
    def check(self, **options: Any) -> list[CheckMessage]:
        return []

    def find(self, path: str, find_all: bool = False, **options: Any) -> Any:
        if path not in SHEETS:
            return []
        return [str(_written(path))] if find_all else str(_written(path))

    def list(
        self, ignore_patterns: Iterable[str] | None
    ) -> Iterator[tuple[str, Storage]]:
        storage = FileSystemStorage(location=settings.STYLES_ROOT)
        for path in SHEETS:
            _written(path)
            yield path, storage


def joined(path: str) -> str:
    """Return the text of a sheet, without comments and needless white space."""
    folder = settings.BASE_DIR / "static" / "css"
    text = "\n".join((folder / f"{part}.css").read_text() for part in SHEETS[path])
    text = _BLANK.sub(" ", _COMMENT.sub("", text))
    return _AROUND_BRACES.sub(r"\1", text).strip() + "\n"


def _written(path: str) -> Path:
    # Written only after a change: collectstatic copies a file whose time is newer
    target, text = Path(settings.STYLES_ROOT) / path, joined(path)
    if not target.is_file() or target.read_text() != text:
        target.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(target, text.encode())
    return target
