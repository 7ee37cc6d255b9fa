"""Attack a site of its own in every known way, and print what did not hold.

    python -m tools.chaos                   every attack, on both engines
    python -m tools.chaos kills tampering   only these

Every attack is bounded in number and time, and reaches this machine alone. Without a
PostgreSQL in which this user may create databases, SQLite alone is attacked.
"""

import argparse
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tools.chaos.databases import ENGINES, empty_database
from tools.chaos.result import Result, print_table, read_results

ATTACKS = {
    "kills": "tools.chaos.publishing_kills",
    "edits": "tools.chaos.concurrent_edits",
    "tampering": "tools.chaos.forged_past",
    "bombs": "tools.chaos.bombs_at_the_desk",
    "clients": "tools.chaos.clients_of_the_site",
    "servers": "tools.chaos.server_kills",
    "floods": "tools.chaos.floods",
    "archives": "tools.chaos.archives",
}
LONGEST = 1800  # seconds for an attack on an engine


def attack(module: str, engine: str) -> list[Result]:
    """Run an attack in a process of its own, since Django is set up once a process."""
    with tempfile.TemporaryDirectory() as folder, empty_database(engine) as address:
        written = Path(folder) / "results"
        arguments = ["--database", address, "--results", str(written)]
        command = [sys.executable, "-m", module, *arguments]
        try:
            ended = subprocess.run(command, timeout=LONGEST, check=False).returncode
        except subprocess.TimeoutExpired:
            ended = 1
        results = read_results(written)
    if ended and not any(result.violations for result in results):
        results.append(Result(module, 1, 1, "the attack itself failed"))
    return results


def attack_all(names: list[str]) -> Iterator[tuple[str, Result]]:
    for name in names:
        for engine in ENGINES:
            print(f"{name} on {engine} …", file=sys.stderr, flush=True)
            for result in attack(ATTACKS[name], engine):
                yield engine, result


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("attacks", nargs="*", metavar="ATTACK", help=", ".join(ATTACKS))
    chosen = parser.parse_args().attacks or list(ATTACKS)
    if unknown := [name for name in chosen if name not in ATTACKS]:
        parser.error(f"There is no attack {unknown[0]}: {', '.join(ATTACKS)}.")
    return print_table(attack_all(chosen))


if __name__ == "__main__":
    sys.exit(main())
