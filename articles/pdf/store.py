"""PDFs kept by a digest of their sources, so that each is typeset once."""

import contextlib
import fcntl
import logging
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO

from django.conf import settings

from articles.pdf import failures
from articles.pdf.typesetting import TypesettingFailed
from cjo.lib.atomic_files import write_atomically

log = logging.getLogger(__name__)

PATIENCE = 25  # seconds: longer than the one that holds the lock can take
LOCKS = 64  # files to lock; two PDFs that share one only wait for each other
PLACES = 2  # threads of a process that may wait for PDFs; the others answer readers

_places = threading.BoundedSemaphore(PLACES)


def kept(key: str) -> bytes | None:
    """Return the PDF of this key, if it is there and whole."""
    try:
        pdf = _place(key).read_bytes()
    except OSError:
        return None
    is_whole = pdf.startswith(b"%PDF-") and pdf.rstrip().endswith(b"%%EOF")
    return pdf if is_whole else None


def kept_or_made(key: str, make: Callable[[], bytes], *, version: str) -> bytes:
    """Return the kept PDF of a version, or make it and keep it.

    `version` names it where a failure is kept: the primary key of a Version, or
    what `failures.record_name` returns.

    A second request for the same waits for the first, a third is refused: it would
    take a thread from readers. Without a folder or disk to write on, a PDF takes its
    time at each request, and is served all the same. Raises TypesettingFailed.
    """
    pdf = kept(key)
    if pdf is not None:
        return pdf
    failures.raise_remembered(version, key)
    if not _places.acquire(blocking=False):
        raise TypesettingFailed("busy", f"{PLACES} requests wait for PDFs")
    try:
        with _locked(key):
            return kept(key) or _made(key, make, version)
    finally:
        _places.release()


def _made(key: str, make: Callable[[], bytes], version: str) -> bytes:
    try:
        pdf = make()
    except TypesettingFailed as failed:
        if failed.reason != "busy":
            log.error("no PDF of version %s: %s", version, failed)
            failures.remember(version, key, failed)
        raise
    failures.forget(version)
    _keep(key, pdf)
    return pdf


def kept_files() -> list[Path]:
    return sorted(Path(settings.PDF_ROOT).glob("??/*.pdf"))


def forget_all() -> None:
    """Delete every kept PDF: their names do not say what they print."""
    for path in kept_files():
        path.unlink(missing_ok=True)


def _place(key: str) -> Path:
    return Path(settings.PDF_ROOT) / key[:2] / f"{key}.pdf"


def _keep(key: str, pdf: bytes) -> None:
    try:
        write_atomically(_place(key), pdf)
    except OSError as failure:
        log.error("a PDF could not be kept at %s: %s", _place(key), failure)


@contextlib.contextmanager
def _locked(key: str) -> Iterator[None]:
    """Hold one lock file among a few, across threads, processes and restarts."""
    path = Path(settings.PDF_ROOT) / "locks" / str(int(key[:8], 16) % LOCKS)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        file = path.open("w")
    except OSError as failure:
        log.error("no lock at %s: %s", path, failure)
        yield
        return
    with file:
        _wait_for(file)
        yield  # closing the file lets the lock go


def _wait_for(file: IO[str]) -> None:
    until = time.monotonic() + PATIENCE
    while True:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > until:
                raise TypesettingFailed("busy", "the same is being set") from None
            time.sleep(0.05)
        except OSError as failure:  # a file system without locks
            log.error("no lock at %s: %s", file.name, failure)
            return
        else:
            return
