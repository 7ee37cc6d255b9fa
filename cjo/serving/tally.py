"""Counts of stored pages in each process; `manage.py status` adds them up."""

import json
import os
import time
from contextlib import suppress
from dataclasses import asdict, dataclass

from django.core.cache import caches

from cjo.lib.signed_cache import CACHE

PLACES = 64  # processes that are counted
_SECONDS_KEPT = 60
_SECONDS_BETWEEN = 5


@dataclass(slots=True)
class Counts:
    """The pages that a process has stored now, and its acts since it started."""

    process: int = 0
    stored: int = 0
    bytes: int = 0
    hits: int = 0
    made: int = 0
    purged: int = 0


class Tally:
    """Counts of this process, written into the shared store every few seconds."""

    def __init__(self) -> None:
        self.counts = Counts()
        self._told_at = float("-inf")
        self._place: str | None = None

    def tell(self) -> None:
        if time.monotonic() - self._told_at < _SECONDS_BETWEEN:
            return
        self._told_at = time.monotonic()
        self.counts.process = os.getpid()
        data = json.dumps(asdict(self.counts)).encode()
        with suppress(Exception):  # a store that is gone has no counts either
            if self._place is None or not _is_of(os.getpid(), self._place):
                self._place = next(
                    name
                    for name in _places()
                    if caches[CACHE].add(name, data, _SECONDS_KEPT)
                )
            caches[CACHE].set(self._place, data, _SECONDS_KEPT)


def told() -> list[Counts]:
    """Return the counts of each process that answered within the last minute."""
    found = caches[CACHE].get_many(list(_places()))
    return [Counts(**json.loads(data)) for data in found.values()]


def _places() -> list[str]:
    return [f"process-{number}" for number in range(PLACES)]


def _is_of(process: int, place: str) -> bool:
    data = caches[CACHE].get(place)
    return data is not None and json.loads(data)["process"] == process
