"""How the pages of the site grow: each at several numbers of articles.

Run by `make growth`, on SQLite and, if one answers, on PostgreSQL. It loads made-up
articles into a database of its own, asks for each page after a change of the site, one
request at a time, loads more, and asks again. It prints p50 and p99, and for the larger
sites the multiple of the p99 that the smallest has. 200,000 articles take an hour to
load and 10 GB: `--sizes 1000 20000 200000`.
"""

import argparse
import json
import subprocess
import sys
from pathlib import Path

from benchmarks.databases import environment_of, own_databases

ROOT = Path(__file__).resolve().parent.parent
SIZES = [1000, 20_000]
Figures = dict[str, dict[str, float]]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    parser.add_argument("--cases", type=int, default=1000)
    parser.add_argument("--requests", type=int, default=40, help="of each page")
    parser.add_argument("--engine", choices=["sqlite", "postgresql"], default="")
    options = parser.parse_args()
    for engine, url, folder in own_databases(options.engine):
        _measure(engine, url, folder, options)


def _measure(engine: str, url: str, folder: str, options: argparse.Namespace) -> None:
    environment = environment_of(url, folder)

    def run(*command: str) -> str:
        done = subprocess.run(
            [sys.executable, *command],
            cwd=ROOT,
            env=environment,
            check=True,
            stdout=subprocess.PIPE,
            text=True,
        )
        return done.stdout

    run("manage.py", "setup")
    run("manage.py", "load_demo")
    by_size: dict[int, Figures] = {}
    for size in sorted(options.sizes):
        run("manage.py", "load_corpus", str(size), f"--cases={options.cases}")
        lines = run(
            "-m", "benchmarks.growth_measuring", f"--requests={options.requests}"
        ).splitlines()
        by_size[size] = {row.pop("page"): row for row in map(json.loads, lines)}
    _print(engine, by_size)


def _print(engine: str, by_size: dict[int, Figures]) -> None:
    smallest, *larger = by_size
    print(f"\n{engine}: ms of p50 and p99, and p99 as a multiple of the first")
    print(f"{'articles':28}{smallest:>16,}{''.join(f'{n:>24,}' for n in larger)}")
    for page, first in by_size[smallest].items():
        cells = f"{first['p50']:8.0f}{first['p99']:8.0f}"
        for size in larger:
            figures = by_size[size][page]
            times = figures["p99"] / first["p99"]
            cells += f"{figures['p50']:8.0f}{figures['p99']:8.0f}{times:7.1f}x"
        print(f"{page:28}{cells}")


if __name__ == "__main__":
    main()
