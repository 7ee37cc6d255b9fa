"""Ids of paragraphs and headings, from their source text: links to them never break."""

import base64
import hashlib
from collections import Counter


def anchor_of(source: str, kind: str = "p") -> str:
    """Return `p-` and 8 base32 characters of the SHA-256 of the source text."""
    digest = hashlib.sha256(source.strip().encode()).digest()
    return f"{kind}-{base64.b32encode(digest).decode()[:8].lower()}"


class Anchors:
    """The ids of one page: a repeated text gets `-2`, `-3`…"""

    def __init__(self) -> None:
        self._seen: Counter[str] = Counter()

    def take(self, source: str, kind: str = "p") -> str:
        anchor = anchor_of(source, kind)
        self._seen[anchor] += 1
        times = self._seen[anchor]
        return anchor if times == 1 else f"{anchor}-{times}"
