"""Finds the laws that a tidied text names, by the names that they are given."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping

from cases.citations.chinese_names import bare_name, in_title, titles
from cases.citations.english_names import english_name
from cases.citations.law_names import LawName
from cases.citations.names import any_of
from cases.citations.other_laws import other_laws
from cases.citations.tidying import tidy

# Full titles have the state, which texts leave out
_STATE = re.compile(
    r"^(?:中华人民共和国|the )| of the People's Republic of China$|^PRC ", re.IGNORECASE
)


class LawFinder:
    """Finds laws by their names, given as `{law: [title, abbreviation, …]}`."""

    def __init__(self, names: Mapping[str, Iterable[str]]) -> None:
        self._laws: dict[str, str] = {}
        for law, several in names.items():
            for name in several:
                for written in _writings(name):
                    self._laws.setdefault(_key(written), law)
        self._acronyms = {
            _key(name)
            for several in names.values()
            for name in several
            if name.isascii() and name.isupper() and " " not in name
        }
        self._pattern = any_of(self._laws)

    def find(self, plain: str) -> list[LawName]:
        """Return the places of laws in their order; none overlaps another."""
        known = list(self._known(plain))
        return sorted([*known, *other_laws(plain, known)], key=lambda name: name.start)

    def _known(self, plain: str) -> Iterator[LawName]:
        if self._pattern is None:
            return
        quoted = list(titles(plain))
        starts = [title.start for title in quoted]
        done = 0
        for match in self._pattern.finditer(_key(plain)):
            start, end = match.span()
            if start < done:
                continue
            law = self._laws[match[0]]
            place = bisect_right(starts, start) - 1
            title = quoted[place] if place >= 0 else None
            name: LawName | None
            if title is not None and start < title.end:
                name = in_title(plain, start, end, law, title)
            elif not match[0].isascii():
                name = bare_name(plain, start, end, law)
            else:
                is_acronym = match[0] in self._acronyms
                name = english_name(plain, start, end, law, is_acronym=is_acronym)
            if name is None:  # another state's law, or another document
                if title is not None and start < title.end:
                    start, end = title.start, title.end
                name = LawName(start, end, start, "", end)
            done = name.end
            yield name


def _writings(name: str) -> set[str]:
    """Return the forms of a name: without the state, in either spelling."""
    whole = tidy(name).text.strip()
    short = _STATE.sub("", _STATE.sub("", whole)).strip()
    written = {whole, short}
    for one_way, other in (("Labor ", "Labour "), (" and ", " & ")):
        written |= {each.replace(one_way, other) for each in written}
        written |= {each.replace(other, one_way) for each in written}
    return {each for each in written if each}


# Signs that may differ in a name, each made one other sign, so that places stay
_SAME = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ-", "abcdefghijklmnopqrstuvwxyz ")


def _key(text: str) -> str:
    return text.translate(_SAME)
