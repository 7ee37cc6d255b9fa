"""Stored pages that all processes share, and that outlive them: Django's cache."""

import hashlib
import hmac
import logging
import time
from functools import cache
from pathlib import Path

from django.conf import settings
from django.core.cache import caches

from cjo.serving.page_request import PageRequest
from cjo.serving.stored_page import StoredPage

CACHE = "pages"
LARGEST = 4 * 1024 * 1024  # bytes; larger answers are made each time
_SECONDS_APART = 5  # a store that fails is left alone for so long
_MAC = 32  # bytes
_CODE = ("*.py", "*.html", "*.mo", "*.json", "*.css")
logger = logging.getLogger(__name__)


class Depot:
    """Keeps pages by the state of the site, the code and the settings.

    It holds bytes and not pickled objects, under a MAC: nobody who can write into the
    store makes this site print or run anything. A store that is gone or full costs
    time, and nothing else.
    """

    def __init__(self) -> None:
        self._failed_at = float("-inf")

    def get(self, asked: PageRequest, state: str) -> StoredPage | None:
        if self._is_apart:
            return None
        name = _name(asked, state)
        try:
            data = caches[CACHE].get(name)
        except Exception:
            self._leave_alone()
            return None
        if not isinstance(data, bytes):
            return None
        mac, content = data[:_MAC], data[_MAC:]
        if not hmac.compare_digest(mac, _mac(name, content)):
            return None
        page = StoredPage.from_bytes(content)
        page.state = state
        return page

    def put(self, asked: PageRequest, state: str, page: StoredPage) -> None:
        if self._is_apart:
            return
        name, content = _name(asked, state), page.to_bytes()
        try:
            caches[CACHE].set(name, _mac(name, content) + content)
        except Exception:
            self._leave_alone()

    @property
    def _is_apart(self) -> bool:
        return time.monotonic() - self._failed_at < _SECONDS_APART

    def _leave_alone(self) -> None:
        # every client of a cache has errors of its own
        logger.warning("The store of pages does not answer.", exc_info=True)
        self._failed_at = time.monotonic()


def _name(asked: PageRequest, state: str) -> str:
    parts = (code(), state, str(asked.is_secure), asked.path, asked.query)
    return hashlib.sha256("\n".join(parts).encode("utf-8", "replace")).hexdigest()


def _mac(name: str, content: bytes) -> bytes:
    key = settings.SECRET_KEY.encode()
    return hmac.digest(key, name.encode() + content, "sha256")


@cache
def code() -> str:
    """Return a digest of all that pages are made with, except for the database."""
    digest = hashlib.sha256()
    for name in sorted(name for name in dir(settings) if name.isupper()):
        digest.update(f"{name}={getattr(settings, name)!r}\n".encode())
    for path in sorted(_files()):
        state = path.stat()
        digest.update(f"{path} {state.st_size} {state.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def _files() -> set[Path]:
    folders = [settings.BASE_DIR / name for name in ("articles", "cases", "cjo")]
    folders += [settings.BASE_DIR / "templates", Path(settings.STATIC_ROOT)]
    return {
        path
        for folder in folders
        for pattern in _CODE
        for path in folder.rglob(pattern)
    }
