"""A clock that stands while this thread, or the child that it asks, has no processor.

So a busy machine makes no text look slow. What sleeps, or waits for a lock or a disk,
is counted in full. Where the system does not tell (`/proc`), all time is counted.
"""

import threading
import time
from collections.abc import Iterator
from pathlib import Path

OFTEN = 0.01  # seconds
_NANOSECONDS = 1e9


class OwnClock:
    """Measures a `with` block, on both sides of a pipe to children named `child`."""

    def __init__(self, child: str) -> None:
        self._child = child
        self._thread = threading.get_native_id()
        self._over = threading.Event()
        self._follower = threading.Thread(target=self._follow)

    def __enter__(self) -> "OwnClock":
        self._before = self._waits()
        self._after: dict[Path, int] = {}
        self._begun = time.monotonic()
        self._follower.start()
        return self

    def __exit__(self, *error: object) -> None:
        self._after |= self._waits()
        ended = time.monotonic()
        self._over.set()
        self._follower.join()
        queued = sum(
            waited - self._before.get(path, 0) for path, waited in self._after.items()
        )
        self.seconds = ended - self._begun - queued / _NANOSECONDS

    def _follow(self) -> None:
        # a child that has ended tells nothing any more
        while not self._over.wait(OFTEN):
            self._after |= self._waits()

    def _waits(self) -> dict[Path, int]:
        return {path: _waited(path) for path in self._statistics()}

    def _statistics(self) -> Iterator[Path]:
        own = Path("/proc/self/task") / str(self._thread)
        yield own / "schedstat"
        for pid in _words(own / "children"):
            process = Path("/proc") / pid
            if self._child in " ".join(_words(process / "cmdline")):
                yield process / "schedstat"


def _waited(statistics: Path) -> int:
    # time on a processor, time in its queue, and how often
    words = _words(statistics)
    return int(words[1]) if words else 0


def _words(path: Path) -> list[str]:
    try:
        return path.read_text().replace("\0", " ").split()
    except OSError:  # the process has ended
        return []
