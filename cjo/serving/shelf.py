"""Pages in the memory of a process, bounded in bytes."""

import heapq
from collections import OrderedDict
from threading import Lock

from cjo.serving.page_request import PageRequest
from cjo.serving.stored_page import StoredPage


class Shelf:
    """Keeps the pages asked for last, as many as `most_bytes` hold."""

    def __init__(self, most_bytes: int) -> None:
        self._most = most_bytes
        self._lock = Lock()
        self._pages: OrderedDict[PageRequest, StoredPage] = OrderedDict()
        self.bytes = 0

    def __len__(self) -> int:
        return len(self._pages)

    def get(self, asked: PageRequest) -> StoredPage | None:
        with self._lock:
            page = self._pages.get(asked)
            if page is not None:
                self._pages.move_to_end(asked)
                page.hits += 1
        return page

    def put(self, asked: PageRequest, page: StoredPage) -> None:
        if page.size > self._most // 4:  # one page must not push out all others
            return
        with self._lock:
            if former := self._pages.pop(asked, None):
                self.bytes -= former.size
            self._pages[asked] = page
            self.bytes += page.size
            while self.bytes > self._most:
                _asked, oldest = self._pages.popitem(last=False)
                self.bytes -= oldest.size

    def clear(self, keep: int) -> list[PageRequest]:
        """Drop all pages; return the requests of the `keep` that were asked most."""
        with self._lock:
            pages, self._pages, self.bytes = self._pages, OrderedDict(), 0
        most = heapq.nlargest(keep, pages.items(), key=lambda item: item[1].hits)
        return [asked for asked, page in most if page.hits]
