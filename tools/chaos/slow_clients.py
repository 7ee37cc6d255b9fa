"""Clients that hold a connection and hardly use it: readers must not notice them.

    python -m tools.chaos.slow_clients http://127.0.0.1:8000/healthz

Attackers come from 127.0.0.2, so that a limit for each address does not count them
with the readers. Quiet and attacked times alternate: on a busy machine only figures
of the same minute can be compared.
"""

import argparse
import http.client
import selectors
import socket
import statistics
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import partial
from urllib.parse import urlsplit

from tools.chaos.result import Result

READERS = 4  # at a time
PAUSE = 0.02  # seconds between two requests of a reader
TIMEOUT = 5.0  # seconds after which a reader gives up
BEARABLE = 1.5  # times the quiet p99
NOTICEABLE = 0.1  # seconds; nobody notices less, whatever its ratio
SETTLING = 1.5  # seconds until all attackers are there
# A file larger than what is kept for a connection, after ten requests for it
LARGE = "/static/admin/js/vendor/xregexp/xregexp.js"


@dataclass(frozen=True)
class Attack:
    kind: str
    clients: int
    opening: bytes  # what each client sends first
    drop: bytes = b""  # and again every second
    reads: bool = True  # whether it takes what the server answers


def attacks(host: str) -> list[Attack]:
    head = f"HTTP/1.1\r\nHost: {host}\r\n".encode()
    form = b"Content-Type: application/x-www-form-urlencoded\r\n"
    # with a token of the right form: without it no body would be read
    token = b"Cookie: csrftoken=" + b"a" * 32 + b"\r\n"
    body = head + form + token + b"Content-Length: 1000000\r\n\r\nname="
    large = f"GET {LARGE} ".encode() + head + b"\r\n"
    return [
        Attack("half headers", 60, b"GET / " + head, b"X-Slow: 1\r\n"),
        Attack("slow bodies for readers' pages", 60, b"POST / " + body, b"a"),
        Attack("slow bodies for the desk", 60, b"POST /admin/login/ " + body, b"a"),
        Attack("slow reading", 60, large * 10, reads=False),
        Attack("idle connections", 1000, b""),
    ]


class Crowd:
    """The attackers. Whoever is turned away comes back."""

    def __init__(self, address: tuple[str, int], attack: Attack) -> None:
        self._address, self._attack = address, attack
        self._over = threading.Event()
        self._clients: set[socket.socket] = set()
        self._selector = selectors.DefaultSelector()
        self._thread = threading.Thread(target=self._besiege)

    def __enter__(self) -> "Crowd":
        self._thread.start()
        return self

    def __exit__(self, *error: object) -> None:
        self._over.set()
        self._thread.join()
        for client in set(self._clients):
            self._leave(client)
        self._selector.close()

    def _besiege(self) -> None:
        due = 0.0
        while not self._over.wait(0.05):
            for key, _ in self._selector.select(0):
                self._read(key.data)
            if time.monotonic() >= due:
                due = time.monotonic() + 1
                self._press()

    def _press(self) -> None:
        for client in set(self._clients):
            try:
                client.send(self._attack.drop)
            except OSError:
                self._leave(client)
        for _ in range(self._attack.clients - len(self._clients)):
            self._come()

    def _come(self) -> None:
        client = socket.socket()
        if not self._attack.reads:
            client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2048)
        client.bind(("127.0.0.2", 0))
        client.settimeout(1)
        try:
            client.connect(self._address)
            client.send(self._attack.opening)
        except OSError:
            client.close()
            return
        client.setblocking(False)
        self._clients.add(client)
        if self._attack.reads:
            self._selector.register(client, selectors.EVENT_READ, data=client)

    def _read(self, client: socket.socket) -> None:
        try:
            if not client.recv(65536):
                self._leave(client)
        except BlockingIOError:
            pass
        except OSError:
            self._leave(client)

    def _leave(self, client: socket.socket) -> None:
        self._clients.remove(client)
        if self._attack.reads:
            self._selector.unregister(client)
        client.close()


def read(url: str, seconds: float) -> tuple[list[float], int]:
    """Return the seconds of each request, and the number of those that failed."""
    times: list[float] = []
    failures: list[str] = []
    until = time.monotonic() + seconds

    def reader() -> None:
        while time.monotonic() < until:
            start = time.perf_counter()
            if failure := ask(url):
                failures.append(failure)
            times.append(time.perf_counter() - start)
            time.sleep(PAUSE)

    readers = [threading.Thread(target=reader) for _ in range(READERS)]
    for thread in readers:
        thread.start()
    for thread in readers:
        thread.join()
    return times, len(failures)


def ask(url: str) -> str:
    """Read a page as a new reader does; return how it failed."""
    parts = urlsplit(url)
    connection = http.client.HTTPConnection(parts.netloc, timeout=TIMEOUT)
    try:
        connection.request("GET", parts.path)
        answer = connection.getresponse()
        answer.read()
    except (OSError, http.client.HTTPException) as error:
        return str(error)
    finally:
        connection.close()
    return "" if answer.status == 200 else str(answer.status)


def p99(times: list[float]) -> float:
    return statistics.quantiles(times, n=100)[98]


def besiege(url: str, attack: Attack, rounds: int, seconds: float) -> Result:
    parts = urlsplit(url)
    address = (parts.hostname or "", parts.port or 80)
    siege = partial(Crowd, address, attack)
    return compare(url, attack.kind, attack.clients, siege, rounds, seconds)


def compare(
    url: str,
    kind: str,
    clients: int,
    siege: Callable[[], AbstractContextManager[object]],
    rounds: int,
    seconds: float,
    measure: Callable[[list[float]], float] = p99,
) -> Result:
    """Read a page in quiet and besieged times, and compare what readers waited."""
    quiet: list[float] = []
    attacked: list[float] = []
    failures = 0
    for _ in range(rounds):
        quiet += read(url, seconds)[0]
        with siege():
            time.sleep(SETTLING)
            times, failed = read(url, seconds)
        attacked += times
        failures += failed
    before, during = measure(quiet), measure(attacked)
    slow = during > BEARABLE * before and during > NOTICEABLE
    figures = (
        f"p99 {p99(quiet) * 1000:.0f} → {p99(attacked) * 1000:.0f} ms, "
        f"p50 {statistics.median(quiet) * 1000:.1f} → "
        f"{statistics.median(attacked) * 1000:.1f} ms, "
        f"{failures} of {len(attacked)} failed"
    )
    return Result(kind, clients, failures + slow, figures)


def slow_clients(url: str, rounds: int = 2, seconds: float = 3) -> Iterator[Result]:
    """Attack a running server in every way, with a row for each."""
    for attack in attacks(urlsplit(url).netloc):
        yield besiege(url, attack, rounds, seconds)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("url", help="a page of a running server")
    for result in slow_clients(parser.parse_args().url):
        print(*result, sep=" · ", flush=True)


if __name__ == "__main__":
    main()
