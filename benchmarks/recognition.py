"""Recall and precision of the recognisers of case numbers and of cited provisions.

Reads sentences with their right values and prints both shares for each file, every
value that was missed and every value that was found wrongly. Needs no database.
"""

import argparse
import csv
import re
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from cases.citations.provisions import Citations
from cases.numbers import running_text
from cases.numbers.old import OldNumber

STRINGS = ROOT / "benchmarks" / "strings"
RECALL, PRECISION = 0.97, 0.99  # to reach
OLD_LATIN = "OLD:pinyin"  # the right value of every old number in Latin letters
# Rows on which lawyers differ; they are counted only if asked for
DEBATABLE = "debatable"

# A value that may be read in several ways, and what a recogniser returns for a text
Readings = frozenset[str]
Recogniser = Callable[[str], Iterable[Readings]]


@dataclass(frozen=True, slots=True)
class Row:
    """A text and its right values; a value with several keys needs all of them."""

    text: str
    values: list[Readings]
    kind: str


@dataclass(slots=True)
class Score:
    """Values of all rows: right, and those that went wrong with their row."""

    right: int = 0
    missed: list[tuple[Row, str]] = field(default_factory=list)
    wrong: list[tuple[Row, str]] = field(default_factory=list)

    @property
    def recall(self) -> float:
        return self.right / (self.right + len(self.missed) or 1)

    @property
    def precision(self) -> float:
        return self.right / (self.right + len(self.wrong) or 1)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--numbers", type=Path, default=STRINGS / "case-numbers.tsv")
    parser.add_argument("--provisions", type=Path, default=STRINGS / "provisions.tsv")
    parser.add_argument("--laws", type=Path, default=STRINGS / "laws.tsv")
    parser.add_argument(
        "--debatable", action="store_true", help="count rows that are debatable"
    )
    options = parser.parse_args()
    citations = Citations(read_laws(options.laws))
    scores = [
        _report(path, score(read_rows(path, debatable=options.debatable), recognise))
        for path, recognise in (
            (options.numbers, numbers_in),
            (options.provisions, lambda text: provisions_in(citations, text)),
        )
    ]
    reached = all(
        each.recall >= RECALL and each.precision >= PRECISION for each in scores
    )
    sys.exit(0 if reached else 1)


def read_rows(path: Path, *, debatable: bool = False) -> list[Row]:
    """Read a file of texts, right values and, in the last column, kinds."""
    return [
        Row(row[0], _values(row[1]), row[-1])
        for row in _table(path)
        if debatable or DEBATABLE not in row[-1]
    ]


def read_laws(path: Path) -> dict[str, list[str]]:
    return {law: names.split(";") for law, names in _table(path)}


def numbers_in(text: str) -> list[Readings]:
    return [
        frozenset(reading.chinese for reading in place.readings)
        if place.old is None
        else frozenset({_old(place.old)})
        for place in running_text.find(text)
    ]


def _old(number: OldNumber) -> str:
    return f"OLD:{number.chinese}" if number.is_chinese else OLD_LATIN


def provisions_in(citations: Citations, text: str) -> list[Readings]:
    return [
        frozenset({f"{citation.law}/{citation.article}"})
        for citation in citations.find(text)
        if citation.article
    ]


def score(rows: Iterable[Row], recognise: Recogniser) -> Score:
    total = Score()
    for row in rows:
        found = set(recognise(row.text))
        keys = frozenset().union(*found)
        for value in row.values:
            if value <= keys:
                total.right += 1
            else:
                total.missed.append((row, _short(value - keys)))
        wanted = frozenset().union(*row.values)
        total.wrong += [
            (row, " or ".join(sorted(readings)))
            for readings in sorted(found, key=sorted)
            if not readings & wanted
        ]
    return total


def _report(path: Path, result: Score) -> Score:
    print(
        f"{path.name}: recall {result.recall:.1%}, precision {result.precision:.1%}"
        f" ({result.right} right, {len(result.missed)} missed,"
        f" {len(result.wrong)} found wrongly)"
    )
    for heading, cases in (("missed", result.missed), ("wrong", result.wrong)):
        for row, value in cases:
            print(f"  {heading} [{row.kind}] {value}: {row.text}")
    return result


def _short(keys: Readings) -> str:
    first, *others = sorted(keys)
    return f"{first} and {len(others)} more" if others else first


def _table(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [row for row in reader if row][1:]


def _values(cell: str) -> list[Readings]:
    """Read `a;b/1..3`: a range is one value, of which every key has to be found."""
    return [_keys(value.strip()) for value in cell.split(";") if value.strip()]


def _keys(value: str) -> Readings:
    span = re.fullmatch(r"(.+/)([0-9]+)\.\.([0-9]+)", value)
    if span is None:
        return frozenset({value})
    first, last = int(span[2]), int(span[3])
    return frozenset(f"{span[1]}{number}" for number in range(first, last + 1))


if __name__ == "__main__":
    main()
