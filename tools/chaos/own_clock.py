"""A clock that stands while this thread, or the child that it asks, has no processor.

So a busy machine makes no text look slow. What sleeps, or waits for a lock or a disk,
is counted in full. Where the system does not tell (`/proc`), all time is counted.
"""

import threading
import time
from collections.abc import Iterator
from pathlib import Path

_NANOSECONDS = 1e9


class OwnClock:
    """Begins at once; children whose command names `child` are counted as this thread.

    A child that ends meanwhile is counted with all the time that it waited.
    """

    def __init__(self, child: str) -> None:
        self._child = child
        self._begun, self._waited = time.monotonic(), self._waits()

    def seconds(self) -> float:
        """Return the seconds since the beginning, without those in a queue."""
        waits = self._waits()
        queued = sum(
            waited - self._waited.get(path, 0) for path, waited in waits.items()
        )
        return time.monotonic() - self._begun - queued / _NANOSECONDS

    def _waits(self) -> dict[Path, int]:
        return {path: _waited(path) for path in _statistics(self._child)}


def _statistics(child: str) -> Iterator[Path]:
    own = Path("/proc/self/task") / str(threading.get_native_id())
    yield own / "schedstat"
    for pid in _words(own / "children"):
        process = Path("/proc") / pid
        if child in " ".join(_words(process / "cmdline")):
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
