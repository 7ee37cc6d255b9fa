"""What a process remembers of the database until a stamp says that it changed."""

import datetime as dt
from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Generic, TypeVar

_Value = TypeVar("_Value")


class Memory(Generic[_Value]):
    """The answers given last, so many at most; each holds for one stamp alone.

    The stamp comes from the database, so that several processes agree.
    """

    def __init__(self, size: int) -> None:
        self._size = size
        self._lock = Lock()
        self._kept: OrderedDict[Hashable, tuple[dt.datetime, _Value]] = OrderedDict()

    def recall(
        self, key: Hashable, stamp: dt.datetime | None, make: Callable[[], _Value]
    ) -> _Value:
        """Return what was made for this key under this stamp, or make it now."""
        with self._lock:
            kept = self._kept.get(key)
            if kept is not None and kept[0] == stamp:
                self._kept.move_to_end(key)
                return kept[1]
        value = make()
        if stamp is not None:
            with self._lock:
                self._kept[key] = (stamp, value)
                self._kept.move_to_end(key)
                while len(self._kept) > self._size:
                    self._kept.popitem(last=False)
        return value
