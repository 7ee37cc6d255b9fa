"""One pattern for many names, which takes the same time however many there are."""

import re
from collections.abc import Iterable
from typing import Any

_END = ""
_ALONE_BEFORE, _ALONE_AFTER = "(?<![A-Za-z0-9])", "(?![A-Za-z0-9])"


def any_of(names: Iterable[str]) -> re.Pattern[str] | None:
    """Return a pattern that finds the longest of these names at a place.

    Names share their beginnings, so that no place is looked at once for each. A name
    in Latin letters is found only where it stands as words of its own.
    """
    tree: dict[str, Any] = {}
    for name in names:
        branch = tree
        for sign in name:
            branch = branch.setdefault(sign, {})
        if name:
            branch[_END] = {}
    if not tree:
        return None
    latin = "".join(sign for sign in tree if _is_latin(sign))
    others = "".join(sign for sign in tree if not _is_latin(sign))
    starts = [f"{_ALONE_BEFORE}(?=[{re.escape(latin)}])"] if latin else []
    starts += [f"(?=[{re.escape(others)}])"] if others else []
    return re.compile(f"(?:{'|'.join(starts)}){_pattern(tree)}")


def _pattern(tree: dict[str, Any]) -> str:
    """Return the pattern of a branch; runs without a fork are written in one."""
    choices = []
    for sign in sorted(tree):
        text, branch = sign, tree[sign]
        while len(branch) == 1 and _END not in branch:
            ((following, branch),) = branch.items()
            text += following
        choices.append(re.escape(text) + _rest(branch, text[-1]))
    return choices[0] if len(choices) == 1 else f"(?:{'|'.join(choices)})"


def _rest(branch: dict[str, Any], last: str) -> str:
    longer = {sign: part for sign, part in branch.items() if sign != _END}
    end = _ALONE_AFTER if _is_latin(last) else ""
    if _END not in branch:
        return _pattern(longer)
    return f"(?:{_pattern(longer)}|{end})" if longer else end


def _is_latin(sign: str) -> bool:
    return sign.isascii() and sign.isalnum()
