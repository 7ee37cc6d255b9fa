"""A Redis or Valkey of an attack's own, which can be killed."""

import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from tools.chaos.served_site import free_port

_PROGRAM = shutil.which("valkey-server") or shutil.which("redis-server")


class OwnStore:
    def __init__(self) -> None:
        self._port = free_port()
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def address(self) -> str:
        """Return the address as CACHE_URL has it; empty without such a program."""
        return f"redis://127.0.0.1:{self._port}/0" if _PROGRAM else ""

    def start(self) -> None:
        if not _PROGRAM:
            return
        listens = ["--port", str(self._port), "--bind", "127.0.0.1"]
        nothing_kept = ["--save", "", "--appendonly", "no"]
        self._process = subprocess.Popen(
            [_PROGRAM, *listens, *nothing_kept], stdout=subprocess.DEVNULL
        )
        for _ in range(100):
            with suppress(OSError), socket.create_connection(("127.0.0.1", self._port)):
                return
            time.sleep(0.1)
        raise SystemExit("The store of pages does not answer.")

    def kill(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.wait()


@contextmanager
def own_store() -> Iterator[OwnStore]:
    store = OwnStore()
    store.start()
    try:
        yield store
    finally:
        store.kill()
