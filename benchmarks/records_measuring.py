"""Measure the pages of records of a filled database, one request at a time.

Each page is measured in three rounds and the fastest is printed: other programs on the
machine make a round slower and never faster.
"""

import argparse
import json
import random
import statistics
import time
from collections.abc import Callable
from urllib.parse import urlencode

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

# Imported as a server does, for its settings of Python's garbage collector
import cjo.wsgi  # noqa: F401
from articles.models import Stamp
from cases.case_list.choices import choices_in
from cases.case_list.filters import NEWEST, SORTS
from cases.models import Case

CHANCE = random.Random(7)
ROUNDS = 3


def filtered(choices: dict[str, list[str]], number: int) -> str:
    """Return the address of the list with this number of random filters."""
    chosen = CHANCE.sample(list(choices), number)
    pairs = [(name, CHANCE.choice(choices[name])) for name in choices if name in chosen]
    return f"/cases/?{urlencode(pairs)}"


def _number_of_case(cases: int) -> str:
    """Return the address of a search for the number of one of the made-up cases."""
    slug = f"bench-case-{CHANCE.randrange(cases)}"
    number = Case.objects.values_list("case_number", flat=True).get(slug=slug)
    return f"/search?{urlencode({'q': number or slug})}"


def _choices() -> dict[str, list[str]]:
    """Return the values of each filter and of the order, as the form offers them."""
    offered = {
        name: [value for value, _words in choices]
        for name, choices in choices_in("en").items()
    }
    return {**offered, "sort": [name for name in SORTS if name != NEWEST]}


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("cases", type=int)
    parser.add_argument("--requests", type=int, default=300)
    options = parser.parse_args()
    choices = _choices()
    pages: dict[str, tuple[Callable[[], str], bool]] = {
        "frame alone": (lambda: "/cases/number", False),
        "list": (lambda: "/cases/", False),
        "list, after a change": (lambda: "/cases/", True),
        "list, one filter": (lambda: filtered(choices, 1), False),
        "list, three filters": (lambda: filtered(choices, 3), True),
        "list in Chinese": (lambda: f"/zh-hans{filtered(choices, 2)}", True),
        "case": (lambda: f"/cases/bench-case-{CHANCE.randrange(options.cases)}", False),
        "search, a common word": (lambda: "/search?q=court", False),
        "search, a rare word": (lambda: "/search?q=reciprocity", False),
        "search, two words": (lambda: "/search?q=internet+court", False),
        "search, four words": (
            lambda: "/search?q=recognise+judgments+internet+court",
            False,
        ),
        "search, the closest": (lambda: "/search?q=court+company+elefant", False),
        "search, a misspelt word": (lambda: "/search?q=reciprocty", False),
        "search, no word known": (lambda: "/search?q=elefant+giraf+zebra", False),
        "search, a case number": (lambda: _number_of_case(options.cases), False),
        "search, two characters": (lambda: "/zh-hans/search?q=法院", False),
        "search in Chinese": (lambda: "/zh-hans/search?q=个人信息保护", False),
        "search, closest Chinese": (
            lambda: "/zh-hans/search?q=法院判决公司违约案例",
            False,
        ),
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
    # not measured: fills caches, and counts queries, which would slow a measurement
    for _ in range(20):
        with CaptureQueriesContext(connection) as queries:
            client.get(path())
        most = max(most, len(queries))
    rounds = [_round(client, path, is_changed, number) for _ in range(ROUNDS)]
    p99, times = min(
        (statistics.quantiles(times, n=100)[98], times) for times in rounds
    )
    return {"p50": statistics.median(times) * 1000, "p99": p99 * 1000, "queries": most}


def _round(
    client: Client, path: Callable[[], str], is_changed: bool, number: int
) -> list[float]:
    """Return the seconds of each request; a change before each empties the caches."""
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
