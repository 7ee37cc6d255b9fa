"""A site with the demo behind the server that operators start."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_ROOT = Path(__file__).resolve().parents[2]
_PATIENCE = 60  # seconds until the server has to answer


class ServedSite:
    """The processes of a site, which can be killed and started again."""

    def __init__(self, folder: str, database: str, **settings: str) -> None:
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.settings = {
            "VAR_DIR": f"{folder}/var",
            "STATIC_ROOT": f"{folder}/static",
            "DATABASE_URL": database or f"sqlite:///{folder}/var/observer.sqlite3",
            "PORT": str(self.port),
            "SITE_URL": self.url,
            "LOG_LEVEL": "CRITICAL",
            "PDFS_BEFOREHAND": "false",
            **settings,
        }
        self._server: subprocess.Popen[bytes]

    def manage(self, *arguments: str) -> "subprocess.Popen[bytes]":
        return subprocess.Popen(
            [sys.executable, "manage.py", *arguments],
            cwd=_ROOT,
            env={**os.environ, **self.settings},
            stdout=subprocess.DEVNULL,
            start_new_session=True,
        )

    def fill(self) -> None:
        for command in ("setup", "load_demo"):
            if self.manage(command).wait():
                raise SystemExit(f"`{command}` of the attacked site failed.")

    def start(self) -> None:
        self._server = self.manage("serve")
        until = time.monotonic() + _PATIENCE
        while time.monotonic() < until and self._server.poll() is None:
            if self._answers():
                return
            time.sleep(0.1)
        self.stop()
        raise SystemExit("The server of the attacked site does not answer.")

    def _answers(self) -> bool:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
        try:
            connection.request("GET", "/healthz")
            return connection.getresponse().status == 200
        except OSError:
            return False
        finally:
            connection.close()

    def workers(self) -> list[int]:
        pid = self._server.pid
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        return [int(child) for child in children]

    def memory(self) -> int:
        """Return the bytes that the workers hold by themselves, not shared."""
        kilobytes = 0
        for worker in self.workers():
            lines = Path(f"/proc/{worker}/smaps_rollup").read_text().splitlines()
            kilobytes += sum(
                int(line.split()[1]) for line in lines if line.startswith("Private_")
            )
        return kilobytes * 1024

    def kill(self) -> None:
        """Kill the server and all its workers at once, as a machine that fails."""
        os.killpg(self._server.pid, signal.SIGKILL)
        self._server.wait()

    def stop(self) -> None:
        if self._server.poll() is None:
            self._server.terminate()
            self._server.wait(timeout=30)


@contextmanager
def served_site(database: str, **settings: str) -> Iterator[ServedSite]:
    """Serve a site with the demo from folders of its own."""
    with tempfile.TemporaryDirectory(
        prefix="observer-chaos-", ignore_cleanup_errors=True
    ) as folder:
        site = ServedSite(folder, database, **settings)
        site.fill()
        site.start()
        try:
            yield site
        finally:
            site.stop()


def kill_process(pid: int) -> None:
    """Kill a process, and wait until the system has closed its connections."""
    os.kill(pid, signal.SIGKILL)
    while is_alive(pid):
        time.sleep(0.005)


def is_alive(pid: int) -> bool:
    """Return whether any thread is left: the last one to end closes the files."""
    with suppress(FileNotFoundError, ProcessLookupError):
        for thread in Path(f"/proc/{pid}/task").iterdir():
            told = (thread / "stat").read_text()
            if told.rpartition(")")[2].split()[0] not in "ZX":
                return True
        return False
    return Path(f"/proc/{pid}").exists()  # only a thread of it ended meanwhile


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
