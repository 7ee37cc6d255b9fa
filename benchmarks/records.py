"""Speed of records: 20,000 made-up cases, and articles that mention them.

Run by `make bench`, on SQLite and, if one answers, on PostgreSQL. It creates and fills
a database, requests the list of cases with filters and counts and the page of a case,
one request at a time in one process, and drops the database. The fastest of three
rounds is printed. The first line is a page without any record: the frame of every page.
The other pages are also printed as multiples of it, to compare machines.
"""

import argparse
import json
import math
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
# `tools` is a folder of the project, and this file is run as a script
sys.path.insert(0, str(ROOT))

from benchmarks.databases import environment_of, own_databases

# The 99th percentile in milliseconds, and the number of queries; those of a list
# include the sixteen of its form, which are asked once until a case changes
TARGETS = {"list": (150, 9 + 16), "case": (20, 12), "search": (500, 20)}
FRAME = "frame alone"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--cases", type=int, default=20_000)
    parser.add_argument("--articles", type=int, default=5000)
    parser.add_argument("--requests", type=int, default=300, help="of each page")
    parser.add_argument("--engine", choices=["sqlite", "postgresql"], default="")
    options = parser.parse_args()
    for engine, url, folder in own_databases(options.engine):
        _bench(engine, url, folder, options)


def _bench(engine: str, url: str, folder: str, options: argparse.Namespace) -> None:
    environment = environment_of(url, folder)

    def run(*command: str, output: int | None = None) -> str:
        done = subprocess.run(
            [sys.executable, *command],
            cwd=ROOT,
            env=environment,
            check=True,
            stdout=output,
            text=True,
        )
        return done.stdout or ""

    run("manage.py", "migrate", "-v0")
    run("manage.py", "collectstatic", "--noinput", "-v0")
    run("manage.py", "load_demo", output=subprocess.DEVNULL)
    # each step in a process of its own, since Django's settings are read once
    cases = str(options.cases)
    run("manage.py", "load_corpus", str(options.articles), f"--cases={cases}")
    lines = run(
        "-m",
        "benchmarks.records_measuring",
        cases,
        f"--requests={options.requests}",
        output=subprocess.PIPE,
    )
    print(f"{engine}: {options.cases:,} cases, {options.articles:,} articles")
    print(f"{'page':<24}{'p50 ms':>9}{'p99 ms':>9}{'x frame':>9}{'queries':>9}")
    rows = [json.loads(line) for line in lines.splitlines()]
    frame = next(row["p50"] for row in rows if row["page"] == FRAME)
    for row in rows:
        _print(row, frame)


def _print(row: dict[str, float | str], frame: float) -> None:
    name, p50, p99 = str(row["page"]), float(row["p50"]), float(row["p99"])
    queries = int(row["queries"])
    slowest, most = TARGETS.get(name.split(",")[0].split()[0], (math.inf, math.inf))
    missed = [
        *([f"p99 over {slowest} ms"] if p99 > slowest else []),
        *([f"more than {most} queries"] if queries > most else []),
    ]
    note = f"   missed: {', '.join(missed)}" if missed else ""
    print(f"{name:<24}{p50:>9.1f}{p99:>9.1f}{p50 / frame:>9.1f}{queries:>9}{note}")


if __name__ == "__main__":
    main()
