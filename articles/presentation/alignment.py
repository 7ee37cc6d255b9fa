"""Alignment: which passages of two texts belong together, and the changes since.

A translation mostly has the blocks of its source, one for one. Where an edition was
shortened, its sections are found by their headings, and the rest of a section stands
beside the rest of its counterpart: a wrong pair would mislead more than a wide one.
"""

from collections import Counter, deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import chain, pairwise

from articles.presentation.passages import EMBED, Passage, kinds

Pair = tuple[list[Passage], list[Passage]]
_Section = Sequence[Passage]


class Change(StrEnum):
    """The change of the source of a passage after it was translated."""

    NONE = ""
    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Row:
    """Passages side by side; one side may be empty."""

    first: list[Passage] = field(default_factory=list)
    second: list[Passage] = field(default_factory=list)
    change: Change = Change.NONE

    @property
    def is_pair(self) -> bool:
        return len(self.first) == len(self.second) == 1

    def turned(self) -> "Row":
        return Row(self.second, self.first, self.change)


def align(first: _Section, second: _Section) -> list[Pair]:
    """Return the passages of two texts side by side, each once and in its order."""
    if kinds(first) == kinds(second):
        return [([mine], [theirs]) for mine, theirs in zip(first, second, strict=True)]
    pairs: list[Pair] = []
    i = j = 0
    for mine, theirs in [*_same_embeds(first, second), (len(first), len(second))]:
        pairs += _by_headings(first[i:mine], second[j:theirs])
        if mine < len(first):
            pairs.append(([first[mine]], [second[theirs]]))
        i, j = mine + 1, theirs + 1
    return pairs


def rows_since(translation: _Section, source: _Section, newest: _Section) -> list[Row]:
    """Return a translation next to the newest version of its source.

    `source` is the version that it was made from: by that one its passages are found,
    and from that one on changes are told.
    """
    pairs, steps = deque(align(translation, source)), deque(_steps(source, newest))
    rows: list[Row] = []
    while pairs or steps:
        if steps and not steps[0].former:
            # a summary has no place for what is new in the text
            change = Change.ADDED if translation else Change.NONE
            rows.append(Row([], steps.popleft().now, change))
        else:
            rows.append(_row(pairs, steps))
    return [row for row in rows if row.first or row.second]


@dataclass(frozen=True, slots=True)
class _Step:
    """A number of former passages, and the passages that they are now."""

    former: int
    now: list[Passage]
    is_same: bool = False


def _steps(source: _Section, newest: _Section) -> list[_Step]:
    former, now = ([each.says() for each in side] for side in (source, newest))
    steps: list[_Step] = []
    matcher = SequenceMatcher(a=former, b=now, autojunk=False)
    for act, i, i_end, j, j_end in matcher.get_opcodes():
        one_for_one = kinds(source[i:i_end]) == kinds(newest[j:j_end])
        if one_for_one:
            steps += [_Step(1, [each], act == "equal") for each in newest[j:j_end]]
        else:
            steps.append(_Step(i_end - i, [*newest[j:j_end]]))
    return steps


def _row(pairs: deque[Pair], steps: deque[_Step]) -> Row:
    """Take pairs and steps until both have used the same passages of the source."""
    first, of_source = pairs.popleft()
    second: list[Passage] = []
    ahead, is_same = len(of_source), True
    while ahead:
        if ahead > 0:
            step = steps.popleft()
            ahead -= step.former
            second += step.now
            is_same = is_same and step.is_same
        else:
            more, of_source = pairs.popleft()
            first = [*first, *more]
            ahead += len(of_source)
    # what a translation never had cannot be behind
    if is_same or not first:
        return Row(first, second)
    return Row(first, second, Change.CHANGED if second else Change.REMOVED)


def _same_embeds(first: _Section, second: _Section) -> list[tuple[int, int]]:
    """Return the places of the records that both show, in the order of both."""
    mine, theirs = (
        [(place, each.id) for place, each in enumerate(side) if each.kind == EMBED]
        for side in (first, second)
    )
    names = [[name for _place, name in side] for side in (mine, theirs)]
    matcher = SequenceMatcher(a=names[0], b=names[1], autojunk=False)
    return [
        (mine[i + step][0], theirs[j + step][0])
        for i, j, size in matcher.get_matching_blocks()
        for step in range(size)
    ]


def _by_headings(first: _Section, second: _Section) -> list[Pair]:
    mine, theirs = _sections(first), _sections(second)
    # the passages before the first heading belong together
    places = [(0, 0), *((i + 1, j + 1) for i, j in _same_sections(mine, theirs))]
    pairs: list[Pair] = []
    for (i, j), (i_next, j_next) in pairwise([*places, (len(mine), len(theirs))]):
        pairs += _section(mine[i], theirs[j])
        pairs += _rest(mine[i + 1 : i_next], theirs[j + 1 : j_next])
    return pairs


def _sections(passages: _Section) -> list[list[Passage]]:
    """Cut before each heading; the first section, which has none, may be empty."""
    sections: list[list[Passage]] = [[]]
    for passage in passages:
        if passage.is_heading:
            sections.append([])
        sections[-1].append(passage)
    return sections


def _headings(sections: Sequence[_Section]) -> list[str]:
    return [section[0].kind for section in sections]


def _same_sections(
    mine: Sequence[_Section], theirs: Sequence[_Section]
) -> list[tuple[int, int]]:
    """Return which sections below a heading belong together.

    If their headings differ, it is those that share a number or an address which no
    other section has.
    """
    mine, theirs = mine[1:], theirs[1:]
    if _headings(mine) == _headings(theirs):
        return [(place, place) for place in range(len(mine))]
    places: list[dict[str, int]] = []
    for sections in (mine, theirs):
        marks = [set(chain(*(each.marks() for each in part))) for part in sections]
        times = Counter(chain(*marks))
        places.append(
            {mark: i for i, of in enumerate(marks) for mark in of if times[mark] == 1}
        )
    shared = places[0].keys() & places[1].keys()
    weights = Counter((places[0][mark], places[1][mark]) for mark in shared)
    return _heaviest(weights, len(mine), len(theirs))


def _heaviest(
    weights: Counter[tuple[int, int]], rows: int, columns: int
) -> list[tuple[int, int]]:
    """Return the pairs that share the most, none of them crossing another."""
    best: dict[tuple[int, int], tuple[int, list[tuple[int, int]]]] = {}
    none: tuple[int, list[tuple[int, int]]] = (0, [])
    for i in reversed(range(rows)):
        for j in reversed(range(columns)):
            ways = [best.get((i + 1, j), none), best.get((i, j + 1), none)]
            if weights[i, j]:
                weight, places = best.get((i + 1, j + 1), none)
                ways.append((weight + weights[i, j], [(i, j), *places]))
            best[i, j] = max(ways, key=lambda way: way[0])
    return best.get((0, 0), none)[1]


def _rest(mine: Sequence[_Section], theirs: Sequence[_Section]) -> list[Pair]:
    """Return sections without a counterpart that shares a number or address."""
    if _headings(mine) == _headings(theirs):
        both = zip(mine, theirs, strict=True)
        return [pair for sections in both for pair in _section(*sections)]
    return _unequal([*chain(*mine)], [*chain(*theirs)])


def _section(first: _Section, second: _Section) -> list[Pair]:
    if kinds(first) == kinds(second):
        return [([mine], [theirs]) for mine, theirs in zip(first, second, strict=True)]
    # if one has a heading, so has the other
    heads = 1 if first and first[0].is_heading else 0
    head: list[Pair] = [([*first[:1]], [*second[:1]])] if heads else []
    return [*head, *_unequal([*first[heads:]], [*second[heads:]])]


def _unequal(first: list[Passage], second: list[Passage]) -> list[Pair]:
    if first and second:
        return [(first, second)]
    alone: list[Pair] = [([passage], []) for passage in first]
    return alone or [([], [passage]) for passage in second]
