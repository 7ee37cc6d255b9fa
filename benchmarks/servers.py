"""Servers of a benchmark: free ports, and the wait until somebody answers there."""

import socket
import time
import urllib.request

_SECONDS = 30


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))  # 0: the system chooses
        port: int = probe.getsockname()[1]
        return port


def wait_for(address: str) -> None:
    """Wait until the address is answered; raise OSError after half a minute."""
    until = time.monotonic() + _SECONDS
    while True:
        try:
            urllib.request.urlopen(address).close()
        except OSError:
            if time.monotonic() > until:
                raise
            time.sleep(0.2)
        else:
            return
