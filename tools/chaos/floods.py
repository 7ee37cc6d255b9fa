"""Floods of made-up hosts and queries: right answers, and memory that has a bound.

    python -m tools.chaos.floods --requests 10000

Each request has a host or a query that no other one had, so that nothing that the
server keeps for one is of use for another.
"""

import http.client
import itertools
import sys
import threading
from collections.abc import Callable, Iterator

from tools.chaos.own_site import arguments
from tools.chaos.result import Result, write_results
from tools.chaos.served_site import ServedSite, served_site

SENDERS = 4
MEGABYTE = 1024 * 1024
# of both workers: what they store of pages is at most 48 MB each
BOUND = 150 * MEGABYTE
Request = tuple[str, dict[str, str]]
Check = Callable[[int, bytes, str], bool]


def hosts(number: int) -> Request:
    return "/", {"Host": f"host-{number}.example"}


def unknown_parameters(number: int) -> Request:
    return f"/?utm_{number}={number}", {}


def searches(number: int) -> Request:
    return f"/search?q={_sought(number)}", {}


def _sought(number: int) -> str:
    # a number of five digits may be that of a case, which the search then finds
    return f"sought{70_000_000 + number}"


def flood(
    site: ServedSite, kind: str, requests: int, make: Callable[[int], Request]
) -> Result:
    expected = _answer(site.port, make(0))
    before, wrong = site.memory(), []
    numbers = itertools.count(1)

    def send() -> None:
        while (number := next(numbers)) <= requests:
            try:
                status, body = _answer(site.port, make(number))
            except (OSError, http.client.HTTPException) as error:
                wrong.append(f"{number}: {error!r}")
                continue
            # a search repeats what was sought
            body = body.replace(_sought(number).encode(), _sought(0).encode())
            if (status, body) != expected:
                wrong.append(f"{number}: another answer, {status}")

    senders = [threading.Thread(target=send) for _ in range(SENDERS)]
    for sender in senders:
        sender.start()
    for sender in senders:
        sender.join()
    grown = site.memory() - before
    faults = [*wrong, *(["it grew beyond its bound"] if grown > BOUND else [])]
    figures = (
        f"status {expected[0]}, {len(wrong)} other answers, memory of the workers "
        f"{before // MEGABYTE} → {(before + grown) // MEGABYTE} MB"
    )
    return Result(kind, requests, len(faults), "; ".join([figures, *faults[:3]]))


def _answer(port: int, request: Request) -> tuple[int, bytes]:
    path, headers = request
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        connection.request("GET", path, headers=headers)
        answer = connection.getresponse()
        return answer.status, answer.read()
    finally:
        connection.close()


def floods(site: ServedSite, requests: int) -> Iterator[Result]:
    yield flood(site, "flood of hosts", requests, hosts)
    yield flood(site, "flood of unknown parameters", requests, unknown_parameters)
    yield flood(site, "flood of searches", requests, searches)


def main() -> int:
    parser = arguments(__doc__)
    parser.add_argument("--requests", type=int, default=10_000, help="of each kind")
    options = parser.parse_args()
    with served_site(options.database, WEB_CONCURRENCY="2") as site:
        return write_results(options.results, floods(site, options.requests))


if __name__ == "__main__":
    sys.exit(main())
