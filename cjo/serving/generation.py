"""The state of the site that stored pages were made in."""

import time
from collections.abc import Callable
from threading import Lock

from django.db import DatabaseError, connection

from articles.models import Stamp

# Two of these, and a correction is read within the second that is promised
SECONDS_BETWEEN = 0.5
_SECONDS_AT_MOST = 0.9


class Generation:
    """Says how many changes the site has seen, asking at most twice a second.

    The name of a generation is the time of the last change of anything that readers
    see. One for the whole site, and not one for each page: the menu, the foot and the
    lists of what cites what are made from nearly every row, and a page that is made
    again for nothing costs some milliseconds, but a page that is wrong a reader.
    """

    def __init__(self, asked: Callable[[bool], None]) -> None:
        """Call `asked` each time, with whether the site has changed."""
        self._asked = asked
        self._lock = Lock()
        self._name: str | None = None
        self._asked_at = float("-inf")

    def name(self) -> str | None:
        """Return the generation; None if the database does not answer."""
        age = time.monotonic() - self._asked_at
        if age < SECONDS_BETWEEN:
            return self._name
        # whoever comes while another asks need not wait, unless the answer gets old
        if self._lock.acquire(blocking=age > _SECONDS_AT_MOST):
            try:
                if time.monotonic() - self._asked_at >= SECONDS_BETWEEN:
                    self._ask()
            finally:
                self._lock.release()
        return self._name

    def forget(self) -> None:
        """Ask again for the next page: this process has changed something."""
        self._asked_at = float("-inf")

    def _ask(self) -> None:
        began = time.monotonic()
        try:
            name = Stamp.objects.generation()
        except DatabaseError:
            name = None
        finally:
            connection.close_if_unusable_or_obsolete()
        is_new = name != self._name
        self._name, self._asked_at = name, began
        self._asked(is_new)
