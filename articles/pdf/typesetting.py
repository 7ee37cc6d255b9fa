"""Typesetting: typst in a process of its own, with limits on all it may take."""

import base64
import json
import logging
import os
import signal
import subprocess
import sys
import tempfile
import threading
from pathlib import Path
from typing import Literal

from articles.pdf.document import PrintedDocument, template_data
from articles.pdf.faces import faces
from articles.pdf.setter import file_name

log = logging.getLogger(__name__)

SECONDS = 20  # by the clock; a long article takes half of one
CPU_SECONDS = 15
MEMORY = 1024**3  # of address space; 350 pages of Chinese take a third
LARGEST_INPUT = 32 * 1024**2
LARGEST_OUTPUT = 64 * 1024**2
WAIT = 10  # for a turn
RETRY_SECONDS = 30
WORKER = Path(__file__).resolve().parent / "worker.py"

# A crawler that asks for every PDF at once must not start as many processes
_turns = threading.BoundedSemaphore(max(1, (os.cpu_count() or 1) // 2))

Reason = Literal["busy", "too large", "too long", "refused"]


class TypesettingFailed(Exception):
    """No PDF could be made; `retry_after` are the seconds until the next try."""

    def __init__(
        self, reason: Reason, detail: str = "", retry_after: int = RETRY_SECONDS
    ) -> None:
        super().__init__(f"{reason}: {detail}" if detail else reason)
        self.reason = reason
        self.detail = detail
        self.retry_after = retry_after


def typeset(document: PrintedDocument) -> bytes:
    """Return the document as a PDF: the same bytes each time for the same data."""
    job = _job(document)
    if len(job) > LARGEST_INPUT:
        raise TypesettingFailed("too large", f"{len(job)} bytes to set")
    if not _turns.acquire(timeout=WAIT):
        raise TypesettingFailed("busy", "other documents are being set")
    try:
        pdf = _run(job)
    finally:
        _turns.release()
    if len(pdf) > LARGEST_OUTPUT:
        raise TypesettingFailed("too large", f"a PDF of {len(pdf)} bytes")
    return pdf


def _job(document: PrintedDocument) -> bytes:
    files = {
        file_name(place): content
        for place, content in enumerate(document.get("pictures", {}).values())
    }
    if document["picture"]:
        files["picture"] = document["picture"]["content"]
    return json.dumps(
        {
            "document": template_data(document),
            "pictures": {
                name: base64.b64encode(content).decode()
                for name, content in files.items()
            },
            "published_at": int(document["published_at"].timestamp()),
            "faces": [str(face) for face in faces()],
            "memory": MEMORY,
            "seconds": CPU_SECONDS,
        }
    ).encode()


def _run(job: bytes) -> bytes:
    # Isolated (-I) and by its path: nothing of ours, of the working directory or of
    # the environment reaches it. One thread, so that layout is bounded in memory.
    command = [sys.executable, "-I", str(WORKER)]
    environment = {"RAYON_NUM_THREADS": "1", "TMPDIR": tempfile.gettempdir()}
    try:
        done = subprocess.run(  # noqa: S603 - our own file, no word from outside
            command,
            input=job,
            capture_output=True,
            env=environment,
            timeout=SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as expired:
        raise TypesettingFailed("too long", f"over {SECONDS} s") from expired
    message = done.stderr.decode(errors="replace").strip()[-2000:]
    if done.returncode < 0:  # ended by a limit: out of processor time, or of memory
        ended_by = signal.Signals(-done.returncode)
        out_of_time = ended_by in (signal.SIGXCPU, signal.SIGKILL)
        reason: Reason = "too long" if out_of_time else "too large"
        raise TypesettingFailed(reason, ended_by.name)
    if done.returncode or not done.stdout.startswith(b"%PDF-"):
        raise TypesettingFailed("refused", message)
    if message:
        log.warning("typeset outside the standards: %s", message)
    return done.stdout
