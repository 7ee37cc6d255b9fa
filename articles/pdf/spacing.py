"""White space in a line of runs, as a browser would collapse it."""

import re
from collections.abc import Iterable
from typing import cast

from articles.pdf.blocks import Run

LINE = "\u2028"  # where the text itself breaks a line
_SPACE = re.compile(r"[ \t\r\n\f]+|[ \t\r\n\f\xa0]+\Z")


def _is_cjk(character: str) -> bool:
    return "\u2e80" <= character <= "\u9fff" or "\uf900" <= character <= "\uffef"


def _style(run: Run) -> Run:
    return {**run, "text": ""}


def tidy(runs: Iterable[Run]) -> list[Run]:
    """Collapse white space as a browser does, and join runs of one style.

    A line broken in the source between two Chinese characters leaves no space.
    """
    pieces = [*runs]
    joined = "".join(run["text"] for run in pieces)
    printed = list(joined)
    for space in _SPACE.finditer(joined):
        start, end = space.span()
        before, after = joined[start - 1 : start], joined[end : end + 1]
        at_edge = not before or not after or LINE in (before, after)
        in_cjk = "\n" in space[0] and _is_cjk(before or " ") and _is_cjk(after or " ")
        printed[start] = "" if at_edge or in_cjk else " "
        printed[start + 1 : end] = [""] * (end - start - 1)
    tidied: list[Run] = []
    place = 0
    for run in pieces:
        text = "".join(printed[place : place + len(run["text"])]).replace(LINE, "\n")
        place += len(run["text"])
        if tidied and "note" not in run and _style(tidied[-1]) == _style(run):
            tidied[-1]["text"] += text
        elif text or "note" in run:
            tidied.append(cast(Run, {**run, "text": text}))
    return tidied
