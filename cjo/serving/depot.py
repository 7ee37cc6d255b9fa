"""Stored pages that all processes share, and that outlive them."""

import hashlib

from cjo.lib.code_digest import code_digest
from cjo.lib.signed_cache import SignedCache
from cjo.serving.page_request import PageRequest
from cjo.serving.stored_page import StoredPage

LARGEST = 4 * 1024 * 1024  # bytes; larger answers are made each time


class Depot:
    """Keeps pages by the state of the site, the code and the settings."""

    def __init__(self) -> None:
        self._cache = SignedCache()

    def get(self, asked: PageRequest, state: str) -> StoredPage | None:
        content = self._cache.get(_name(asked, state))
        if content is None:
            return None
        page = StoredPage.from_bytes(content)
        page.state = state
        return page

    def put(self, asked: PageRequest, state: str, page: StoredPage) -> None:
        self._cache.put_many({_name(asked, state): page.to_bytes()})


def _name(asked: PageRequest, state: str) -> str:
    parts = (code_digest(), state, str(asked.is_secure), asked.path, asked.query)
    return hashlib.sha256("\n".join(parts).encode("utf-8", "replace")).hexdigest()
