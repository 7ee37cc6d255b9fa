"""`make chaos` prints each violation, and never takes silence for success."""

import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import ClassVar

import pytest

from tools.chaos.__main__ import ATTACKS, attack
from tools.chaos.databases import SQLITE
from tools.chaos.exact_readers import TITLE, ExactReaders, Failure, Outage
from tools.chaos.own_clock import OwnClock
from tools.chaos.result import Result, print_table, read_results, write_results

HELD = Result("kills", 1000, 0, "0 lost")
FAILED = Result("edits", 500, 2, "2 lost unsaid")


def test_a_table_has_a_row_for_each_kind_and_engine(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert print_table([("SQLite", HELD), ("PostgreSQL", FAILED)]) == 1
    _, first, second = capsys.readouterr().out.splitlines()
    assert "kills · SQLite" in first
    assert "edits · PostgreSQL" in second
    assert second.endswith("2 · 2 lost unsaid")


def test_the_exit_code_is_zero_only_without_violations() -> None:
    assert print_table([("SQLite", HELD)]) == 0


def test_results_come_back_from_the_process_of_an_attack(tmp_path: Path) -> None:
    file = tmp_path / "results"
    assert write_results(file, [HELD, FAILED]) == 1
    assert read_results(file) == [HELD, FAILED]


def test_an_attack_that_fails_itself_is_a_violation() -> None:
    (result,) = attack("tools.chaos.not_there", SQLITE)
    assert result.violations == 1
    assert "failed" in result.figures


def test_each_attack_is_a_module() -> None:
    for module in ATTACKS.values():
        assert Path(*module.split(".")).with_suffix(".py").exists(), module


class Answering(BaseHTTPRequestHandler):
    """A server of pages that a test chooses."""

    pages: ClassVar[dict[str, list[bytes]]] = {}

    def do_GET(self) -> None:
        page = self.pages[self.path].pop(0)
        self.send_response(200)
        self.send_header("Content-Length", str(len(page)))
        self.end_headers()
        self.wfile.write(page)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def readers() -> Iterator[ExactReaders]:
    with HTTPServer(("127.0.0.1", 0), Answering) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield ExactReaders(server.server_port, ["/text"], ["/lasting"])
        server.shutdown()
        thread.join()


def page_of_acts(*numbers: int) -> bytes:
    return " ".join(map(TITLE.format, numbers)).encode() + b"</html>"


def test_a_reader_notes_each_page_that_is_not_right(
    readers: ExactReaders, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tools.chaos.exact_readers.READERS", 0)
    pages = [page_of_acts(2, 2), page_of_acts(3), page_of_acts(1), page_of_acts(2, 3)]
    Answering.pages["/text"] = [*pages, page_of_acts(2)[:-1]]
    Answering.pages["/lasting"] = [b"same", b"same", b"other"]
    long_ago = time.monotonic() - 60
    readers.published = [(long_ago, 1), (long_ago + 1, 2), (time.monotonic() + 60, 3)]
    with readers:
        for path in ["/text"] * 5 + ["/lasting"] * 2:
            readers.ask(path)
    assert readers.wrong == [
        "/text: is older than act 2",
        "/text: shows the acts [2, 3] at once, or is cut off",
        "/text: shows the acts [2] at once, or is cut off",
        "/lasting: is another page",
    ]


def test_only_what_was_in_killed_hands_is_excused() -> None:
    outage = Outage(10.0, 10.1)
    for began, ended, is_excused in (
        (9.0, 9.9, False),
        (9.0, 10.05, True),
        (10.05, 11.0, True),
        (10.2, 10.3, False),
    ):
        assert outage.excuses(Failure(began, ended, "")) is is_excused


@contextmanager
def busy_machine() -> Iterator[None]:
    busy = [
        subprocess.Popen([sys.executable, "-c", "while True: pass"])
        for _ in range(8 * (os.cpu_count() or 1))
    ]
    try:
        yield
    finally:
        for process in busy:
            process.kill()
            process.wait()


@pytest.mark.skipif(not Path("/proc/self/schedstat").exists(), reason="no such system")
def test_a_clock_counts_sleep_and_no_time_in_the_queue_for_a_processor() -> None:
    with OwnClock("nothing") as clock:
        time.sleep(0.3)
    assert clock.seconds >= 0.29
    begun, worked = time.monotonic(), time.thread_time()
    with busy_machine(), OwnClock("nothing") as clock:
        while time.thread_time() < worked + 0.3:
            pass
        taken = time.monotonic() - begun
    assert taken > 2 * clock.seconds
    assert 0.25 < clock.seconds < 1


@pytest.mark.skipif(not Path("/proc/self/schedstat").exists(), reason="no such system")
def test_a_child_that_ended_meanwhile_is_counted_as_its_parent() -> None:
    code = "import time\nwhile time.process_time() < 0.5: pass  # a-child"
    with busy_machine():
        begun = time.monotonic()
        with OwnClock("a-child") as clock:
            subprocess.run([sys.executable, "-c", code], check=True)
        taken = time.monotonic() - begun
    assert taken > 2 * clock.seconds
