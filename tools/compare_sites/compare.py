"""Compare two dumps, and list every difference for people."""

import difflib
import os
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from .read import read
from .store import Dump, Frozen, Page, plain_name


@dataclass(slots=True)
class Tally:
    """How many pages of a kind there are, and how many differ."""

    pages: int = 0
    identical: int = 0
    same: int = 0
    differing: int = 0


@dataclass(slots=True)
class Report:
    """The differences of two dumps, in lines for people."""

    tallies: dict[str, Tally] = field(default_factory=dict)
    counts: Counter[str] = field(default_factory=Counter)
    changes: Counter[str] = field(default_factory=Counter)
    lines: list[str] = field(default_factory=list)

    def add(self, sort: str, *lines: str) -> None:
        """Count a difference of some sort, and write its lines down."""
        self.counts[sort] += 1
        self.lines += [f"== {sort}: {lines[0]}", *lines[1:], ""]


def compare(old: Path, new: Path, listing: Path) -> int:
    """Print a summary, list every difference in a file, and return an exit code."""
    before, after = Dump.read(old), Dump.read(new)
    report = Report()
    _compare_frozen(before.frozen, after.frozen, report)
    _compare_addresses(before.pages, after.pages, report)
    both = sorted(before.pages.keys() & after.pages.keys())
    with ProcessPoolExecutor(max_workers=min(4, os.cpu_count() or 1)) as pool:
        pairs = [(before.pages[address], after.pages[address]) for address in both]
        for (page, _other), differences in zip(
            pairs, pool.map(_differences, pairs, chunksize=50), strict=True
        ):
            _note(page, differences, report)
    listing.write_text("\n".join(report.lines), encoding="utf-8")
    _print(report, listing)
    return 1 if report.counts else 0


def _compare_frozen(old: list[Frozen], new: list[Frozen], report: Report) -> None:
    if not old or not new:
        report.add("frozen rows not found", "no table has hash and canonical")
    before, after = {row.hash: row for row in old}, {row.hash: row for row in new}
    for digest in sorted(before.keys() - after.keys()):
        report.add("frozen rows gone", f"{before[digest].table} {digest}")
    for digest in sorted(after.keys() - before.keys()):
        report.add("frozen rows new", f"{after[digest].table} {digest}")
    for digest in sorted(before.keys() & after.keys()):
        row, other = before[digest], after[digest]
        for name in ("canonical", "number", "published_at"):
            if getattr(row, name) != getattr(other, name):
                report.add(f"frozen {name} changed", f"{row.table} {digest}")


def _compare_addresses(
    old: dict[str, Page], new: dict[str, Page], report: Report
) -> None:
    for address in sorted(old.keys() - new.keys()):
        report.add("addresses missing", f"{address} ({old[address].status})")
    for address in sorted(new.keys() - old.keys()):
        report.add("addresses added", f"{address} ({new[address].status})")


Differences = dict[str, tuple[list[str], list[str]]]


def _differences(pair: tuple[Page, Page]) -> Differences:
    """Return the lines of two answers in each part that is not the same."""
    old, new = pair
    looked_at: Differences = {
        "status": ([str(old.status)], [str(new.status)]),
        "type": ([old.content_type], [new.content_type]),
        "headers": (_header_lines(old), _header_lines(new)),
    }
    if old.body != new.body:
        looked_at["bytes"] = ([], [])
        if old.kind == new.kind:
            before, after = read(old), read(new)
            for part in before.keys() | after.keys():
                looked_at[part] = before.get(part, []), after.get(part, [])
    return {
        part: (before, after)
        for part, (before, after) in sorted(looked_at.items())
        if before != after or part == "bytes"
    }


def _note(page: Page, differences: Differences, report: Report) -> None:
    tally = report.tallies.setdefault(page.kind, Tally())
    tally.pages += 1
    if not differences:
        tally.identical += 1
    real = {part: sides for part, sides in differences.items() if part != "bytes"}
    if not real:
        tally.same += 1
        return
    tally.differing += 1
    for part, (before, after) in real.items():
        changes = list(_changes(before, after))
        report.add(part, page.address, *(change.in_context for change in changes))
        report.changes.update({f"{part}: {change.alone}" for change in changes})


@dataclass(frozen=True, slots=True)
class _Change:
    """Words that replaced others, alone and among their neighbours."""

    alone: str
    in_context: str


def _changes(old: list[str], new: list[str], context: int = 6) -> Iterator[_Change]:
    """Yield each change as `before [-gone-] {+new+} behind`."""
    start, end = _common(old, new), 0
    while end < min(len(old), len(new)) - start and old[-1 - end] == new[-1 - end]:
        end += 1
    own, others = old[start : len(old) - end], new[start : len(new) - end]
    matcher = difflib.SequenceMatcher(None, own, others, autojunk=False)
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind == "equal":
            continue
        gone, come = " ".join(own[a:b]), " ".join(others[c:d])
        parts = [f"[-{gone}-]" if b > a else "", f"{{+{come}+}}" if d > c else ""]
        alone = " ".join(part for part in parts if part)
        before = old[max(0, start + a - context) : start + a]
        behind = old[start + b : start + b + context]
        yield _Change(alone, "  " + " ".join([*before, alone, *behind]))


def _common(old: list[str], new: list[str]) -> int:
    """Return how many words both begin with."""
    for place, (word, other) in enumerate(zip(old, new, strict=False)):
        if word != other:
            return place
    return min(len(old), len(new))


def _header_lines(page: Page) -> list[str]:
    # the date of a static file is the day on which it was collected
    return [
        f"{name}: {plain_name(text)}"
        for name, text in page.headers.items()
        if page.kind != "static file" or name != "Last-Modified"
    ]


def _print(report: Report, listing: Path) -> None:
    print(f"{'kind':12} {'pages':>7} {'identical':>9} {'same':>7} {'differing':>9}")
    for kind, tally in sorted(report.tallies.items()):
        print(
            f"{kind:12} {tally.pages:7} {tally.identical:9} {tally.same:7} "
            f"{tally.differing:9}"
        )
    if not report.counts:
        print("\nNothing differs.")
        return
    print()
    for sort, number in sorted(report.counts.items()):
        print(f"{sort}: {number}")
    if report.changes:
        print("\nThe changes that most pages have:")
    most = sorted(report.changes.items(), key=lambda item: (-item[1], item[0]))
    for change, number in most[:20]:
        print(f"{number:6} × {change[:200]}")
    print(f"\nEvery difference is in {listing}.")
