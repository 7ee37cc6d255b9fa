"""One pattern for many names."""

import re
from collections.abc import Iterable


def any_of(names: Iterable[str]) -> re.Pattern[str] | None:
    """Return a pattern that finds the longest of these names at a place.

    A name in Latin letters is found only as words of its own. None without names.
    """
    # an alternation takes the first that fits: “Civil Code” must not hide a longer name
    longest_first = sorted(filter(None, names), key=len, reverse=True)
    if not longest_first:
        return None
    return re.compile("|".join(_alone(name) for name in longest_first))


def _alone(name: str) -> str:
    before = "(?<![A-Za-z0-9])" if _is_latin(name[0]) else ""
    after = "(?![A-Za-z0-9])" if _is_latin(name[-1]) else ""
    return f"{before}{re.escape(name)}{after}"


def _is_latin(sign: str) -> bool:
    return sign.isascii() and sign.isalnum()
