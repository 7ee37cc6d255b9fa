"""Pages made once for a change, and handed out as bytes without entering Django."""

import datetime as dt
import time
from collections.abc import Callable, Iterable
from functools import lru_cache
from threading import Event, Lock, Thread
from typing import Any
from wsgiref.types import StartResponse, WSGIApplication

from django.db import connections
from django.utils import timezone

from cjo.serving.buffering import is_for_desk
from cjo.serving.depot import LARGEST, Depot
from cjo.serving.generation import Generation
from cjo.serving.page_request import PageRequest, page_request
from cjo.serving.shelf import Shelf
from cjo.serving.stored_page import Header, StoredPage
from cjo.serving.tally import Tally

MADE_AGAIN = 20  # pages, after a change: those that were asked most
SECONDS_OF_WAITING = 5.0  # for somebody else who makes the page
_STORED = (200, 301, 404, 410)
_MEGABYTE = 1024 * 1024


class StoredPages:
    """Answer readers from memory, else from the depot, else by the application.

    Whoever is signed in at the desk, and all that is not a reader's page, goes to the
    application. An answer is stored only if it says that it is public, or that there
    is no page here; a process knows of each change within a second.
    """

    def __init__(self, application: WSGIApplication) -> None:
        self._application = application
        # neither searches nor addresses of nothing can push out the pages themselves
        self._pages = Shelf(20 * _MEGABYTE)
        self._answers = Shelf(4 * _MEGABYTE)
        self._refusals = Shelf(2 * _MEGABYTE)
        self._depot = Depot()
        self._generation = Generation(self._asked)
        self._makers: dict[PageRequest, Event] = {}
        self._makers_lock = Lock()
        self.tally = Tally()

    def __call__(
        self, environ: dict[str, Any], start_response: StartResponse
    ) -> Iterable[bytes]:
        asked = page_request(environ)
        state = asked and self._state()
        if not asked or not state:
            return self._passed(environ, start_response)
        page = self._in_memory(asked, state)
        if page is None:
            page = self._fetched(asked, state, environ)
        else:
            self.tally.counts.hits += 1
        status, headers, body = page.answer(environ)
        start_response(status, headers)
        return [body]

    def _passed(
        self, environ: dict[str, Any], start_response: StartResponse
    ) -> Iterable[bytes]:
        try:
            return self._application(environ, start_response)
        finally:
            if environ["REQUEST_METHOD"] == "POST" and is_for_desk(environ):
                # whoever published reads the new page at once
                self._generation.forget()

    def _state(self) -> str | None:
        """Name the state of the site that a page made now shows; None if unknown.

        With the day: citations name it, and laws come into force.
        """
        generation = self._generation.name()
        return generation and f"{generation} {_day_of(int(time.time()) // 60)}"

    def _in_memory(self, asked: PageRequest, state: str) -> StoredPage | None:
        shelf = self._answers if asked.query else self._pages
        page = shelf.get(asked) or self._refusals.get(asked)
        return page if page is not None and page.state == state else None

    def _fetched(
        self, asked: PageRequest, state: str, environ: dict[str, Any]
    ) -> StoredPage:
        """Return a page that is not in memory; of many threads, one makes it."""
        with self._makers_lock:
            made_elsewhere = self._makers.get(asked)
            if made_elsewhere is None:
                self._makers[asked] = Event()
        if made_elsewhere is not None:
            made_elsewhere.wait(SECONDS_OF_WAITING)
            page = self._in_memory(asked, state)
            return page or self._found_or_made(asked, state, environ)
        try:
            return self._found_or_made(asked, state, environ)
        finally:
            with self._makers_lock:
                self._makers.pop(asked).set()

    def _found_or_made(
        self, asked: PageRequest, state: str, environ: dict[str, Any]
    ) -> StoredPage:
        page = self._depot.get(asked, state)
        if page is None:
            # what it reads is of this state, or of a later one: then it is dropped soon
            page = self._made(asked, environ)
            self.tally.counts.made += 1
            if not is_for_all(page):
                return page
            page.finish(state)
            self._depot.put(asked, state, page)
        if page.code != 200:
            self._refusals.put(asked, page)
        elif asked.query:
            self._answers.put(asked, page)
        else:
            self._pages.put(asked, page)
        return page

    def _made(self, asked: PageRequest, environ: dict[str, Any]) -> StoredPage:
        began = time.perf_counter()
        head: list[Any] = []

        def start_response(
            status: str, headers: list[Header], _exc_info: Any = None
        ) -> Callable[[bytes], object]:
            head[:] = [status, headers]
            return lambda _data: None

        parts = self._application(asked.environ(environ), start_response)
        try:
            body = b"".join(parts)
        finally:
            if close := getattr(parts, "close", None):
                close()
        status, headers = head
        duration = (time.perf_counter() - began) * 1000
        timing = ("Server-Timing", f"make;dur={duration:.1f}")
        return StoredPage.made(status, [*headers, timing], body)

    def _asked(self, is_new: bool) -> None:
        """Forget all pages if something has changed; make those asked most again."""
        shelves = (self._pages, self._answers, self._refusals)
        if is_new and any(map(len, shelves)):
            most = self._pages.clear(MADE_AGAIN)
            self._answers.clear(0)
            self._refusals.clear(0)
            self.tally.counts.purged += 1
            if most:
                Thread(target=self._make_again, args=[most], daemon=True).start()
        self.tally.counts.stored = sum(map(len, shelves))
        self.tally.counts.bytes = sum(shelf.bytes for shelf in shelves)
        self.tally.tell()

    def _make_again(self, most: list[PageRequest]) -> None:
        try:
            for asked in most:
                if state := self._state():
                    self._fetched(asked, state, {})
        finally:
            connections.close_all()


@lru_cache(maxsize=2)
def _day_of(minute: int) -> str:
    """Return the day of the site in a minute, counted from 1970 in UTC."""
    moment = dt.datetime.fromtimestamp(minute * 60, dt.UTC)
    return timezone.localdate(moment).isoformat()


def is_for_all(page: StoredPage) -> bool:
    """Return whether everybody may get this answer (RFC 9111, 3)."""
    told = page.header("Cache-Control")
    varies = page.header("Vary").lower().replace("accept-encoding", "").strip(", ")
    if page.header("Set-Cookie") or varies or page.code not in _STORED:
        return False
    if "private" in told or "no-store" in told or len(page.body) > LARGEST:
        return False
    return "public" in told or page.code != 200
