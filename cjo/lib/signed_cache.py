"""Bytes in the cache of pages, which all processes share and which outlives them."""

import hmac
import logging
import time
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.cache import caches

CACHE = "pages"
_SECONDS_APART = 5  # a cache that fails is left alone for so long
_MAC = 32  # bytes
logger = logging.getLogger(__name__)


class SignedCache:
    """Keeps bytes by a name that says all that they are made of.

    It holds bytes and not pickled objects, under a MAC: nobody who can write into the
    cache makes this site print or run anything. A cache that is gone or full costs
    time, and nothing else.
    """

    def __init__(self) -> None:
        self._failed_at = float("-inf")

    def get(self, name: str) -> bytes | None:
        data = self._asked(lambda: caches[CACHE].get(name))
        return _content(name, data)

    def get_many(self, names: list[str]) -> dict[str, bytes]:
        kept = self._asked(lambda: caches[CACHE].get_many(names)) or {}
        contents = {name: _content(name, data) for name, data in kept.items()}
        return {name: content for name, content in contents.items() if content}

    def put_many(self, contents: dict[str, bytes]) -> None:
        if contents:
            signed = {
                name: _mac(name, content) + content
                for name, content in contents.items()
            }
            self._asked(lambda: caches[CACHE].set_many(signed))

    def _asked(self, act: Callable[[], Any]) -> Any:
        """Return the answer of the cache; None where it gives none."""
        if time.monotonic() - self._failed_at < _SECONDS_APART:
            return None
        try:
            return act()
        except Exception:
            # every client of a cache has errors of its own
            logger.warning("The store of pages does not answer.", exc_info=True)
            self._failed_at = time.monotonic()
            return None


def _content(name: str, data: object) -> bytes | None:
    if not isinstance(data, bytes):
        return None
    mac, content = data[:_MAC], data[_MAC:]
    return content if hmac.compare_digest(mac, _mac(name, content)) else None


def _mac(name: str, content: bytes) -> bytes:
    key = settings.SECRET_KEY.encode()
    return hmac.digest(key, name.encode() + content, "sha256")
