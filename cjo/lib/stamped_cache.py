"""A cache in the process, whose entries hold as long as a stamp in the database."""

import datetime as dt
from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Generic, TypeVar

_Value = TypeVar("_Value")


class StampedCache(Generic[_Value]):
    """Keeps the `size` entries used last.

    The stamp is read from the database for each use, so that all processes see a
    change at once.
    """

    def __init__(self, size: int) -> None:
        self._size = size
        self._lock = Lock()
        self._entries: OrderedDict[Hashable, tuple[dt.datetime, _Value]] = OrderedDict()

    def recall(
        self, key: Hashable, stamp: dt.datetime | None, make: Callable[[], _Value]
    ) -> _Value:
        """Return the value made for this key under this stamp, or make it now.

        Nothing is kept where the stamp is None: a change could not be noticed.
        """
        with self._lock:
            entry = self._entries.get(key)
            if entry is not None and entry[0] == stamp:
                self._entries.move_to_end(key)
                return entry[1]
        value = make()
        if stamp is not None:
            with self._lock:
                self._entries[key] = (stamp, value)
                self._entries.move_to_end(key)
                while len(self._entries) > self._size:
                    self._entries.popitem(last=False)
        return value
