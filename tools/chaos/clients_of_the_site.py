"""Slow clients before the server that `make run` starts.

python -m tools.chaos.clients_of_the_site
"""

import http.client
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tools.chaos.own_site import arguments
from tools.chaos.result import write_results
from tools.chaos.slow_clients import slow_clients

_ROOT = Path(__file__).resolve().parents[2]
_PATIENCE = 120  # seconds until the server has to answer


@contextmanager
def served_site(database: str) -> Iterator[str]:
    """Serve a site with the demo from folders of its own; yield its address."""
    with tempfile.TemporaryDirectory(prefix="observer-chaos-") as folder:
        port = _free_port()
        url = f"http://127.0.0.1:{port}"
        places = {
            "VAR_DIR": f"{folder}/var",
            "STATIC_ROOT": f"{folder}/static",
            "DATABASE_URL": database or f"sqlite:///{folder}/var/observer.sqlite3",
            "PORT": str(port),
            "SITE_URL": url,
            "LOG_LEVEL": "CRITICAL",
        }
        server = subprocess.Popen(
            [sys.executable, "manage.py", "run"],
            cwd=_ROOT,
            env={**os.environ, **places},
            stdout=subprocess.DEVNULL,
        )
        try:
            _wait_for(port, server)
            yield url
        finally:
            server.send_signal(signal.SIGTERM)
            server.wait(timeout=30)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(port: int, server: "subprocess.Popen[bytes]") -> None:
    until = time.monotonic() + _PATIENCE
    while time.monotonic() < until and server.poll() is None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
        try:
            connection.request("GET", "/healthz")
            connection.getresponse().read()
        except OSError:
            time.sleep(0.5)
        else:
            return
        finally:
            connection.close()
    raise SystemExit("The server of the attacked site does not answer.")


def main() -> int:
    options = arguments(__doc__).parse_args()
    with served_site(options.database) as url:
        return write_results(options.results, slow_clients(f"{url}/"))


if __name__ == "__main__":
    sys.exit(main())
