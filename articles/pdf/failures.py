"""Failures of PDFs: kept beside the PDFs, so that none is tried at each request."""

import contextlib
import json
import time
from pathlib import Path

from django.conf import settings

from articles.pdf.typesetting import TypesettingFailed
from cjo.lib.atomic_files import write_atomically

RECORD = "record"
AGAIN = 3600  # seconds after which a PDF that failed is tried again


def remember(version: str, key: str, failed: TypesettingFailed) -> None:
    """Keep the failure of a version's PDF; `key` names all that it is made from."""
    failure = {"key": key, "reason": failed.reason, "detail": failed.detail}
    with contextlib.suppress(OSError):  # then it is tried again at the next request
        write_atomically(_place(version), json.dumps(failure).encode())


def forget(version: str) -> None:
    with contextlib.suppress(OSError):
        _place(version).unlink(missing_ok=True)


def raise_remembered(version: str, key: str) -> None:
    """Raise the failure again, unless it was of another text or is over."""
    try:
        place = _place(version)
        left = place.stat().st_mtime + AGAIN - time.time()
        failure = json.loads(place.read_bytes())
    except (OSError, ValueError):
        return
    if failure["key"] == key and left > 0:
        raise TypesettingFailed(failure["reason"], failure["detail"], int(left) + 1)


def failed_versions() -> list[int]:
    """Return the keys of the Versions whose PDF could not be made at the last try."""
    return [int(place.name) for place in _folder().glob("*") if place.name.isdecimal()]


def failed_records() -> list[tuple[int, str]]:
    """Return the key and the language of each record version whose last try failed."""
    names = [place.name.split("-", 2) for place in _folder().glob(f"{RECORD}-*-*")]
    return sorted((int(key), language) for _, key, language in names)


def record_name(key: int, language: str) -> str:
    """Return the name under which the failure of a record version is kept."""
    return f"{RECORD}-{key}-{language}"


def _folder() -> Path:
    return Path(settings.PDF_ROOT) / "failed"


def _place(version: str) -> Path:
    return _folder() / version
