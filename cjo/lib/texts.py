"""The texts of the interface, found in code and templates.

A text that readers meet is told apart from one of the desk.
"""

import ast
import re
from collections.abc import Iterator
from enum import IntEnum
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import IO, Any

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir, extract_python
from django.conf import settings
from django.utils.translation.template import templatize


class Part(IntEnum):
    """A catalogue, by its place in LOCALE_PATHS."""

    READERS = 0
    DESK = 1


# Writers and editors alone meet the texts of these folders and files
_OF_DESK = re.compile(
    r"(^|/)(admin|account|accounts|allauth|importing|management|publishing|redaction"
    r"|usersessions)/|(^|/)(admin|unsaved|warnings)\.\w+$"
)
_MODELS = re.compile(r"/models(/|\.py$)")
# The folders with texts to translate
PLACES = ("articles", "cases", "cjo", "templates")
SKIPPED = {"tests", "migrations", "locale", "content", "__pycache__"}
KEYWORDS: dict[str, Any] = {
    **DEFAULT_KEYWORDS,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext_lazy": ((1, "c"), 2, 3),
}


def _extract_template(
    file: IO[bytes], keywords: Any, comment_tags: Any, options: Any
) -> Iterator[Any]:
    # Django turns a template into Python calls of gettext; the white space of the
    # HTML around them is left, and would be read as indentation
    source = templatize(file.read().decode())
    lines = "\n".join(line.lstrip() for line in source.split("\n"))
    return extract_python(BytesIO(lines.encode()), keywords, comment_tags, options)


def extract() -> dict[Part, Catalog]:
    """Return the texts of each part, with the places where they are used."""
    parts = {part: Catalog(charset="utf-8", fuzzy=False) for part in Part}
    for message in _all_texts():
        if message.id:
            is_read = any(_is_for_readers(*place) for place in message.locations)
            parts[Part.READERS if is_read else Part.DESK][message.id] = message
    return parts


def _is_for_readers(path: str, line: int) -> bool:
    if _OF_DESK.search(path):
        return False
    return not _MODELS.search(path) or line in _lines_for_readers(
        settings.BASE_DIR / path
    )


@lru_cache
def _lines_for_readers(module: Path) -> set[int]:
    """Return the lines of choices and constants in a module of models.

    The other texts label its fields and refuse wrong values, on forms of the desk.
    """
    tree = ast.parse(module.read_text())
    statements = [
        node
        for node in tree.body
        if not isinstance(node, ast.ClassDef | ast.FunctionDef)
    ]
    choices = [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef)
        and any(ast.unparse(base).endswith("Choices") for base in node.bases)
    ]
    return {
        line
        for node in [*statements, *choices]
        for line in range(node.lineno, (node.end_lineno or node.lineno) + 1)
    }


def _all_texts() -> Catalog:
    texts = Catalog(charset="utf-8", fuzzy=False)
    methods: list[tuple[str, Any]] = [
        ("**.py", extract_python),
        ("**.html", _extract_template),
        ("**.txt", _extract_template),
    ]
    for place in PLACES:
        for path, line, message, comments, context in extract_from_dir(
            settings.BASE_DIR / place,
            methods,
            options_map={"**": {"encoding": "utf-8"}},
            keywords=KEYWORDS,
            comment_tags=("Translators:",),
            strip_comment_tags=True,
            directory_filter=lambda folder: Path(folder).name not in SKIPPED,
        ):
            texts.add(
                message,
                None,
                [(f"{place}/{path}", line)],
                auto_comments=comments,
                context=context,
            )
    return texts
