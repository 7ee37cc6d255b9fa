"""Speed of pages, compared with a bare Django view that prints one stored row.

Run by `make bench`. It creates a database with 1,000 articles, starts the production
server on a free port, and requests each page over kept-alive connections on all cores.
Compare the ratios of one run; the rates depend on the machine.
"""

import argparse
import http.client
import os
import random
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CORES = os.cpu_count() or 1


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--articles", type=int, default=1000)
    parser.add_argument("--seconds", type=float, default=5.0, help="for each page")
    options = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="observer-bench-"))
    port = _free_port()
    environment = {
        **os.environ,
        "VAR_DIR": str(folder),
        "DATABASE_URL": f"sqlite:///{folder / 'bench.sqlite3'}",
        "STATIC_ROOT": str(folder / "static"),
        "SITE_URL": f"http://127.0.0.1:{port}",
        "LOG_LEVEL": "ERROR",
        "DJANGO_SETTINGS_MODULE": "cjo.settings",
        "PYTHONPATH": str(ROOT),
    }
    try:
        _fill(environment, options.articles)
        _measure(environment, port, options)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _fill(environment: dict[str, str], articles: int) -> None:
    for command in (
        ["manage.py", "migrate", "-v0"],
        ["manage.py", "collectstatic", "--noinput", "-v0"],
        ["manage.py", "load_demo"],
        ["-m", "benchmarks.filling", str(articles)],
    ):
        subprocess.run(
            [sys.executable, *command], cwd=ROOT, env=environment, check=True
        )


def _measure(
    environment: dict[str, str], port: int, options: argparse.Namespace
) -> None:
    server = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "granian",
            "--interface=wsgi",
            f"--port={port}",
            f"--workers={CORES}",
            "--blocking-threads=4",
            "--http=1",
            "--log-level=warning",
            "benchmarks.application:application",
        ],
        cwd=ROOT,
        env=environment,
    )
    try:
        _wait(port)
        pages = {
            "bare row": "/bench/row",
            "article": "/a/beijing-internet-court-publishes-"
            "personal-information-protection-cases",
            "article of 1,000": "/a/bench-0500",
            "list": "/latest",
            "category": "/t/china-legal-trends",
            "feed": "/feed.atom",
            "search": "/search?q=reciprocity",
            "search, two characters": "/zh-hans/search?q=%E5%90%8C%E6%84%8F",
            "case": "/cases/zhao-v-ye",
        }
        print(f"{options.articles:,} articles, {CORES} cores")
        print(f"{'page':<26}{'req/s':>9}{'p50 ms':>9}{'p99 ms':>9}{'ratio':>8}")
        bare = 0.0  # the rate of the first page, to which the others are compared
        for name, path in pages.items():
            times, workers = _ask(port, path, options.seconds)
            rate = len(times) / options.seconds
            bare = bare or rate
            p50 = statistics.median(times) * 1000
            p99 = statistics.quantiles(times, n=100)[98] * 1000
            print(
                f"{name:<26}{rate:>9.0f}{p50:>9.2f}{p99:>9.2f}{rate / bare:>8.3f}"
                f"   answered by {workers} of {CORES} workers"
            )
    finally:
        server.terminate()
        server.wait(20)


def _ask(port: int, path: str, seconds: float) -> tuple[list[float], int]:
    """Return the seconds of each request, and the number of workers that answered."""
    times: list[list[float]] = [[] for _ in range(CORES * 2)]
    workers: set[str] = set()
    until = time.perf_counter() + seconds

    def go(mine: list[float]) -> None:
        chance = random.Random(id(mine))
        while time.perf_counter() < until:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
            # Kept-alive connections can all be at one worker: reconnect now and then
            for _ in range(chance.randint(20, 60)):
                start = time.perf_counter()
                connection.request("GET", path, headers={"Accept-Encoding": "gzip"})
                answer = connection.getresponse()
                answer.read()
                assert answer.status == 200, (path, answer.status)
                mine.append(time.perf_counter() - start)
                workers.add(answer.headers["X-Worker"])
                if time.perf_counter() > until:
                    break
            connection.close()

    # The first answer fills caches and is not measured
    first = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    first.request("GET", path)
    first.getresponse().read()
    threads = [threading.Thread(target=go, args=[mine]) for mine in times]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return [seconds for mine in times for seconds in mine], len(workers)


def _wait(port: int) -> None:
    for _ in range(100):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.2)
    raise SystemExit("The server did not start within 20 seconds.")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))  # 0: the system chooses
        port: int = probe.getsockname()[1]
        return port


if __name__ == "__main__":
    main()
