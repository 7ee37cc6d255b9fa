"""Guessers of passwords: each attempt may cost a hash, which readers must not feel.

    python -m tools.chaos.guessers http://127.0.0.1:8000/

Each guesser has an address and an account of its own, so that no limit for one counts
for another.
"""

import argparse
import http.client
import threading
from contextlib import suppress
from functools import partial
from statistics import median
from urllib.parse import urlencode, urlsplit

from tools.chaos.result import Result
from tools.chaos.slow_clients import TIMEOUT, compare

GUESSERS = 10
PAUSE = 0.05  # seconds between two attempts of a guesser
SIGN_IN = "/admin/account/login/"
TOKEN = "a" * 32  # of the right form, which is all that Django asks


class Guessers:
    """Threads that guess until the `with` block ends."""

    def __init__(self, url: str) -> None:
        self._netloc = urlsplit(url).netloc
        self._over = threading.Event()
        self._threads = [
            threading.Thread(target=self._guess, args=[number])
            for number in range(GUESSERS)
        ]

    def __enter__(self) -> None:
        for thread in self._threads:
            thread.start()

    def __exit__(self, *error: object) -> None:
        self._over.set()
        for thread in self._threads:
            thread.join()

    def _guess(self, number: int) -> None:
        tried = 0
        while not self._over.wait(PAUSE):
            tried += 1
            with suppress(OSError, http.client.HTTPException):
                self._try(f"127.0.1.{number + 1}", f"guessed-{number}-{tried}")

    def _try(self, address: str, account: str) -> None:
        connection = http.client.HTTPConnection(
            self._netloc, timeout=TIMEOUT, source_address=(address, 0)
        )
        typed = {"login": account, "password": "a guess", "csrfmiddlewaretoken": TOKEN}
        headers = {
            "Content-Type": "application/x-www-form-urlencoded",
            "Cookie": f"csrftoken={TOKEN}",
        }
        try:
            connection.request("POST", SIGN_IN, urlencode(typed), headers)
            connection.getresponse().read()
        finally:
            connection.close()


def guess(url: str, rounds: int = 2, seconds: float = 5) -> Result:
    """Compare the median of readers with and without guessers."""
    return compare(
        url, "guessers", GUESSERS, partial(Guessers, url), rounds, seconds, median
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("url", help="a page of a running server")
    print(*guess(parser.parse_args().url), sep=" · ")


if __name__ == "__main__":
    main()
