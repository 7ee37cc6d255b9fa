"""A cache in memory whose entries are valid for one stamp of the database."""

import datetime as dt
from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Generic, TypeVar

_Value = TypeVar("_Value")


class Memory(Generic[_Value]):
    """The values used last, at most `size` of them; each is valid for one stamp.

    The stamp comes from the database, so that several processes agree.
    """

    def __init__(self, size: int) -> None:
        self._size = size
        self._lock = Lock()
        self._kept: OrderedDict[Hashable, tuple[dt.datetime, _Value]] = OrderedDict()

    def recall(
        self, key: Hashable, stamp: dt.datetime | None, make: Callable[[], _Value]
    ) -> _Value:
        """Return the value for this key and stamp; call `make` if it is not kept.

        Without a stamp, nothing is kept.
        """
        with self._lock:
            kept = self._kept.get(key)
            if kept is not None and kept[0] == stamp:
                self._kept.move_to_end(key)
                return kept[1]
        # outside the lock: a slow query must not hold up the other threads
        value = make()
        if stamp is not None:
            with self._lock:
                self._kept[key] = (stamp, value)
                self._kept.move_to_end(key)
                while len(self._kept) > self._size:
                    self._kept.popitem(last=False)
        return value
