"""A row of the table that the tests of faults print."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple


class Result(NamedTuple):
    kind: str
    runs: int
    violations: int
    figures: str = ""


def write_results(file: Path | None, results: Iterable[Result]) -> int:
    """Print each result, add it to a file, and return the exit code of an attack."""
    violations = 0
    for result in results:
        print(*result, sep=" · ", flush=True)
        violations += result.violations
        if file is not None:
            with file.open("a") as lines:
                lines.write(json.dumps(result) + "\n")
    return min(1, violations)


def read_results(file: Path) -> list[Result]:
    lines = file.read_text().splitlines() if file.exists() else []
    return [Result(*json.loads(line)) for line in lines]


def print_table(rows: Iterable[tuple[str, Result]]) -> int:
    """Print a row for each result; return 1 if any has a violation, as exit code."""
    kept = list(rows)
    width = max((len(result.kind) for _, result in kept), default=4)
    print(f"{'kind':{width}} · engine     ·  runs · violations · figures")
    for engine, (kind, runs, violations, figures) in kept:
        print(f"{kind:{width}} · {engine:10} · {runs:5} · {violations:10} · {figures}")
    return min(1, sum(result.violations for _, result in kept))
