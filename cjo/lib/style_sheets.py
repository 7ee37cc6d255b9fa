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

# All that an article needs: its first view must fit 14,336 bytes
_ARTICLE = [
    *("tokens", "base", "layout", "masthead", "foot", "article", "figure"),
    *("overview", "case-card", "certainty", "onward", "touch"),
]
_SITE = [*_ARTICLE, "prose", "list", "front", "facts", "citation", "form"]
# A page links a single sheet, for each one more keeps readers waiting
SHEETS: dict[str, list[str]] = {
    "css/article.css": _ARTICLE,
    "css/site.css": _SITE,
    # the same in scripts with faces and line heights of their own
    "css/article-writing.css": [*_ARTICLE, "writing"],
    "css/site-writing.css": [*_SITE, "writing"],
    # two languages on a page, whichever they are
    "css/beside.css": [*_ARTICLE, "beside", "writing"],
    "css/admin.css": ["tokens", "desk"],
}
_WITH_WRITING = {"ar", "he", "hi", "ja", "ko", "th"}
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_BLANK = re.compile(r"\s+")
_AROUND_SIGNS = re.compile(r" ?([{};,>]) ?")
# In a selector only: in calc() the blanks are needed
_AROUND_COMBINATORS = re.compile(r" ([+~]) (?=[^{}]*\{)")
# In a declaration only: a blank before ":" in a selector means a descendant
_BEFORE_VALUE = re.compile(r"([{;][a-z0-9-]+:) ")
_QUOTED_WORD = re.compile(r"(\[[a-z|-]+=)\"([a-z]+)\"\]")
_CONDITION = re.compile(r"(@media [^{]+)\{")
_STEP = re.compile(r"(--space-[0-9]+): ([^;]+);")


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


def sheet_name(kind: str, language: str) -> str:
    """Return the path of the sheet for a kind of page: `article`, `site`, `beside`."""
    with_writing = f"css/{kind}-writing.css"
    if language in _WITH_WRITING and with_writing in SHEETS:
        return with_writing
    return f"css/{kind}.css"


def joined(path: str) -> str:
    """Return the text of a sheet, without comments and needless white space."""
    text = "".join(_part(name) for name in SHEETS[path])
    text = _STEP.sub("", _COMMENT.sub("", text))
    # a page never changes the steps of space, and their names weigh more than they do
    for name, value in _STEP.findall(_part("tokens")):
        text = text.replace(f"var({name})", value)
    text = _AROUND_SIGNS.sub(r"\1", _BLANK.sub(" ", text))
    text = _QUOTED_WORD.sub(r"\1\2]", _AROUND_COMBINATORS.sub(r"\1", text))
    text = _CONDITION.sub(_without_blanks, text)
    return _BEFORE_VALUE.sub(r"\1", text).replace(";}", "}").strip() + "\n"


def _without_blanks(condition: re.Match[str]) -> str:
    return re.sub(r" ?(:|[<>]=?) ?", r"\1", condition[0])


def _part(name: str) -> str:
    return (settings.BASE_DIR / "static" / "css" / f"{name}.css").read_text() + "\n"


def _written(path: str) -> Path:
    # Written only after a change: collectstatic copies a file whose time is newer
    target, text = Path(settings.STYLES_ROOT) / path, joined(path)
    if not target.is_file() or target.read_text() != text:
        target.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(target, text.encode())
    return target
