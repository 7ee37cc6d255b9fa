"""Ask the pages of records of a filled database, one request at a time.

Each page is asked in three rounds, of which the quietest is told: what else runs on
the machine makes a round slower and never faster.
"""

import argparse
import json
import random
import statistics
import time
from collections.abc import Callable

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

# As a server starts it, with what that sets for the garbage of Python
import cjo.wsgi  # noqa: F401
from articles.models import Stamp
from benchmarks.made_up import COURTS, LAWS, SETS
from cases.models import OutcomeKind

CHANCE = random.Random(7)
ROUNDS = 3
CHOICES: dict[str, Callable[[], str]] = {
    "court": lambda: f"bench-court-{CHANCE.randrange(COURTS)}",
    "year": lambda: str(CHANCE.randrange(2010, 2025)),
    "level": lambda: CHANCE.choice(["primary", "intermediate", "high"]),
    "outcome": lambda: str(CHANCE.choice(OutcomeKind.values)),
    "provision": lambda: f"bench-law-{CHANCE.randrange(LAWS)}/{CHANCE.randint(1, 60)}",
    "collection": lambda: f"bench-set-{CHANCE.randrange(SETS)}",
    "certainty": lambda: CHANCE.choice(["confirmed", "probable", "none"]),
    "sort": lambda: CHANCE.choice(["oldest", "name", "court"]),
}


def filtered(number: int) -> str:
    """Return the list with so many filters, chosen anew each time."""
    chosen = CHANCE.sample(list(CHOICES), number)
    names = [name for name in CHOICES if name in chosen]
    return "/cases/?" + "&".join(f"{name}={CHOICES[name]()}" for name in names)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("cases", type=int)
    parser.add_argument("--requests", type=int, default=300)
    options = parser.parse_args()
    pages: dict[str, tuple[Callable[[], str], bool]] = {
        "list": (lambda: "/cases/", False),
        "list, after a change": (lambda: "/cases/", True),
        "list, one filter": (lambda: filtered(1), False),
        "list, three filters": (lambda: filtered(3), True),
        "list in Chinese": (lambda: f"/zh-hans{filtered(2)}", True),
        "case": (lambda: f"/cases/bench-case-{CHANCE.randrange(options.cases)}", False),
    }
    for name, (path, is_changed) in pages.items():
        print(
            json.dumps({"page": name, **_measure(path, is_changed, options.requests)})
        )


def _measure(
    path: Callable[[], str], is_changed: bool, number: int
) -> dict[str, float]:
    client = Client(SERVER_NAME="127.0.0.1")
    most = 0
    for _ in range(20):
        with CaptureQueriesContext(connection) as queries:
            client.get(path())
        most = max(most, len(queries))
    rounds = [_round(client, path, is_changed, number) for _ in range(ROUNDS)]
    p99, times = min((statistics.quantiles(one, n=100)[98], one) for one in rounds)
    return {"p50": statistics.median(times) * 1000, "p99": p99 * 1000, "queries": most}


def _round(
    client: Client, path: Callable[[], str], is_changed: bool, number: int
) -> list[float]:
    """Ask so often; with a change before each, nothing is remembered."""
    times = []
    for _ in range(number):
        if is_changed:
            Stamp.objects.touch({"cases"})
        address = path()
        start = time.perf_counter()
        answer = client.get(address)
        times.append(time.perf_counter() - start)
        assert answer.status_code == 200, (address, answer.status_code)
    return times


if __name__ == "__main__":
    main()
