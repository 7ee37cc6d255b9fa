"""Readers who know what each page has to say, and note all else."""

import hashlib
import http.client
import itertools
import re
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple

TITLE = "Act {:06d}"
_NUMBER = re.compile(r"Act (\d{6})")
READERS = 4
PAUSE = 0.005  # seconds between two requests of a reader
TIMEOUT = 10.0
# A change is read within a second; the rest is for a busy machine
SECONDS_TO_SHOW = 1.2


class Failure(NamedTuple):
    began: float
    ended: float
    words: str


class Outage(NamedTuple):
    """The time in which requests may fail that had begun, or begin, within it."""

    began: float
    ended: float

    def excuses(self, failure: Failure) -> bool:
        return failure.began <= self.ended and failure.ended >= self.began


@dataclass
class ExactReaders:
    """Threads that read pages of a port in turn, until the `with` block ends.

    `changing` pages print the newest act; `lasting` pages stay the same, byte for byte.
    """

    port: int
    changing: list[str]
    lasting: list[str]
    read: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)
    published: list[tuple[float, int]] = field(default_factory=list)

    def __enter__(self) -> "ExactReaders":
        self._digests = {path: _digest(self._fetch(path)) for path in self.lasting}
        self._over = threading.Event()
        self._threads = [
            threading.Thread(target=self._go_on, args=[start])
            for start in range(READERS)
        ]
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *error: object) -> None:
        self._over.set()
        for thread in self._threads:
            thread.join()

    def publish(self, number: int, act: Callable[[int], None]) -> None:
        act(number)
        self.published.append((time.monotonic(), number))

    def _go_on(self, start: int) -> None:
        pages = [*self.changing, *self.lasting]
        for number in itertools.count(start):
            if self._over.is_set():
                return
            self.ask(pages[number % len(pages)])
            time.sleep(PAUSE)

    def ask(self, path: str) -> None:
        began = time.monotonic()
        try:
            body = self._fetch(path)
        except (OSError, http.client.HTTPException) as error:
            self.failures.append(Failure(began, time.monotonic(), f"{path}: {error!r}"))
            time.sleep(10 * PAUSE)  # a server that is away refuses at once
            return
        self.read.append(path)
        if fault := self._fault(path, body, began):
            self.wrong.append(f"{path}: {fault}")

    def _fetch(self, path: str) -> bytes:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=TIMEOUT)
        try:
            connection.request("GET", path)
            answer = connection.getresponse()
            body = answer.read()
            if answer.status >= 500:
                raise http.client.HTTPException(str(answer.status))
            return body if answer.status == 200 else b"%d" % answer.status
        finally:
            connection.close()

    def _fault(self, path: str, body: bytes, began: float) -> str:
        if path in self.lasting:
            return "" if _digest(body) == self._digests[path] else "is another page"
        shown = {int(number) for number in _NUMBER.findall(body.decode())}
        known = [
            act for at, act in self.published.copy() if at < began - SECONDS_TO_SHOW
        ]
        if len(shown) != 1 or not body.rstrip().endswith(b"</html>"):
            return f"shows the acts {sorted(shown)} at once, or is cut off"
        return (
            f"is older than act {known[-1]}" if known and max(shown) < known[-1] else ""
        )


def _digest(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()
