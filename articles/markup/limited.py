"""Conversion within limits: a text that would take too long stops no reader."""

import contextlib
import json
from dataclasses import asdict
from functools import lru_cache
from typing import Any

from articles.markup.conversion import Converted, Source, convert
from articles.markup.flaws import Flaw, FlawKind
from articles.markup.inline_marks import Reference
from cjo.lib.child_process import ChildFailed, ChildProcess, Failure, Limits

MEGABYTE = 1024**2
# A text of a hundred pages takes two thirds of the time. The page of the desk that
# names the fault comes after it, and both together stay below two seconds.
_child = ChildProcess(
    "articles.markup.child",
    Limits(seconds=1.2, memory=512 * MEGABYTE, answer=4 * MEGABYTE),
)
# Signs by which the time that a text takes may grow faster than its length
_MARKS = "[]()*_`~<>&!|#\\\n"
# What is lighter takes 0.15 seconds at most, by the bombs of `tools.chaos`
_LIGHT = 1_000_000
_UNMARKED = 50
# Records that a text may show: each is looked up and made into HTML afterwards
EMBED_LIMIT = 300
# Elements of a text: each is walked several times afterwards. A code of 1,260 articles
# has some 4,000.
ELEMENT_LIMIT = 6_000
# Lines of its HTML: the words of each are indexed. A long book has as many.
LINE_LIMIT = 30_000


def converted(source: Source) -> list[Converted]:
    """Return the three parts of `convert`. Raises ChildFailed at any limit."""
    parts = _converted(source)
    references = sum(len(part.references) for part in parts)
    elements = sum(part.html.count("<") - part.html.count("</") for part in parts)
    lines = sum(part.html.count("\n") for part in parts)
    if references > EMBED_LIMIT or elements > ELEMENT_LIMIT or lines > LINE_LIMIT:
        raise ChildFailed(Failure.TIME)
    return parts


def _converted(source: Source) -> list[Converted]:
    if sum(weight(text) for text in texts_of(source).values()) <= _LIGHT:
        # the child has more of its stack left
        with contextlib.suppress(RecursionError):
            return convert(source)
    return _by_child(json.dumps(asdict(source)))


# An editor's acts convert the same text again and again: a check, publishing, its page
@lru_cache(maxsize=4)
def _by_child(source: str) -> list[Converted]:
    return [_read(part) for part in _child.ask(source)]


def texts_of(source: Source) -> dict[str, str]:
    """Return the texts by the names of their fields."""
    return {
        "takeaways": "\n".join(source.takeaways),
        "body": source.body,
        "sources": source.sources,
    }


def weight(text: str) -> int:
    """Return the length of a text times its marks: its time is in proportion."""
    return len(text) * (_UNMARKED + sum(map(text.count, _MARKS)))


def _read(part: dict[str, Any]) -> Converted:
    return Converted(
        part["html"],
        [Reference(**reference) for reference in part["references"]],
        part["links"],
        [Flaw(**{**flaw, "kind": FlawKind(flaw["kind"])}) for flaw in part["flaws"]],
    )
