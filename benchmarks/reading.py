"""Speed of pages, stored and made, against a bare Django row and against nginx.

Run by `make bench`. It needs `wrk`, and nginx for two of its lines (Debian: `apt-get
install wrk nginx-light`). All servers run at once and are asked in turn, so that the
ratios of one run can be compared; the rates depend on the machine.
"""

import argparse
import json
import os
import re
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.servers import free_port, wait_for
from tools.nginx import Copy, find_nginx

ROOT = Path(__file__).resolve().parent.parent
ARTICLE = "/a/beijing-internet-court-publishes-personal-information-protection-cases"
ROW = "/bench/row"
PATHS = {
    "article": ARTICLE,
    "front page": "/",
    "case": "/cases/zhao-v-ye",
    "list": "/latest",
    "feed": "/feed.atom",
    "search": "/search?q=reciprocity",
}
CLIENTS = 16
# Whoever is signed in gets no stored page; the site does not ask who it is
MADE = "Cookie: sessionid=none"
_TIME = re.compile(r"([\d.]+)(us|ms|s)")
_UNITS = {"us": 0.001, "ms": 1.0, "s": 1000.0}


@dataclass
class Figure:
    """Answers a second, and milliseconds that half and 99 % of them took."""

    name: str
    rates: list[float] = field(default_factory=list)
    p50: list[float] = field(default_factory=list)
    p99: list[float] = field(default_factory=list)

    @property
    def rate(self) -> float:
        return statistics.median(self.rates)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--articles", type=int, default=1000)
    parser.add_argument("--seconds", type=int, default=4, help="for each round")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--json", type=Path, help="write the figures here too")
    options = parser.parse_args()
    wrk = shutil.which("wrk")
    if wrk is None:
        sys.exit("wrk is missing: apt-get install wrk")
    folder = Path(tempfile.mkdtemp(prefix="observer-bench-"))
    processes: list[subprocess.Popen[bytes]] = []
    try:
        figures = _measured(folder, processes, wrk, options)
    finally:
        for process in reversed(processes):
            process.send_signal(signal.SIGTERM)
            process.wait(20)
        shutil.rmtree(folder, ignore_errors=True)
    _print(figures)
    if options.json:
        told = {each.name: vars(each) for each in figures}
        options.json.write_text(json.dumps(told, indent=1))


def _measured(
    folder: Path,
    processes: list[subprocess.Popen[bytes]],
    wrk: str,
    options: argparse.Namespace,
) -> list[Figure]:
    port = free_port()
    site = f"http://127.0.0.1:{port}"
    processes.append(_start_site(folder, port, options.articles))
    wait_for(site)
    targets = {f"stored {name}": (site + path, "") for name, path in PATHS.items()}
    targets["bare Django row"] = (site + ROW, MADE)
    targets |= {f"{name}, made": (site + path, MADE) for name, path in PATHS.items()}
    if find_nginx():
        file, proxied = _start_nginx(folder, port, processes)
        targets["nginx, the same file"] = (file, "")
        targets["stored article through nginx"] = (proxied, "")
    figures = [Figure(name) for name in targets]
    for _ in range(options.rounds):
        for figure, (address, header) in zip(figures, targets.values(), strict=True):
            _ask(wrk, address, header, options.seconds, CLIENTS, figure)
    for name in ("stored article", "bare Django row"):
        alone = Figure(f"{name}, one client")
        _ask(wrk, *targets[name], options.seconds, 1, alone)
        figures.append(alone)
    return figures


def _start_site(folder: Path, port: int, articles: int) -> subprocess.Popen[bytes]:
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
    for command in (
        ["manage.py", "setup"],
        ["manage.py", "load_demo"],
        ["manage.py", "load_corpus", str(articles)],
    ):
        subprocess.run(
            [sys.executable, *command],
            cwd=ROOT,
            env=environment,
            check=True,
            stdout=subprocess.DEVNULL,
        )
    serve = [
        *(sys.executable, "-m", "granian", "--interface=wsgi", f"--port={port}"),
        *(f"--workers={os.cpu_count() or 1}", "--blocking-threads=4", "--http=1"),
        *("--log-level=warning", "benchmarks.application:application"),
    ]
    return subprocess.Popen(serve, cwd=ROOT, env=environment)


def _start_nginx(
    folder: Path, port: int, processes: list[subprocess.Popen[bytes]]
) -> tuple[str, str]:
    """Start nginx with the same bytes as a file, and as the shipped proxy."""
    request = urllib.request.Request(
        f"http://127.0.0.1:{port}{ARTICLE}", headers={"Accept-Encoding": "gzip"}
    )
    with urllib.request.urlopen(request) as answer:
        page = answer.read()
    (folder / "www").mkdir()
    (folder / "www" / "page.html").write_bytes(b"")
    (folder / "www" / "page.html.gz").write_bytes(page)
    file, proxied = free_port(), free_port()
    served = (
        f"server {{ listen 127.0.0.1:{file}; root {folder / 'www'}; "
        "gzip_static always; }"
    )
    copy = Copy(folder, proxied, free_port(), port)
    copy.write_bare(served)
    processes.append(subprocess.Popen(copy.command()))
    addresses = (
        f"http://127.0.0.1:{file}/page.html",
        f"http://127.0.0.1:{proxied}{ARTICLE}",
    )
    for address in addresses:
        wait_for(address)
    return addresses


def _ask(
    wrk: str, address: str, header: str, seconds: int, clients: int, figure: Figure
) -> None:
    command = [wrk, "-t1", f"-c{clients}", f"-d{seconds}s", "--latency"]
    headers = ["-H", "Accept-Encoding: gzip", *(["-H", header] if header else [])]
    run = subprocess.run(
        [*command, *headers, address],
        check=True,
        capture_output=True,
        text=True,
    )
    rate = re.search(r"Requests/sec:\s+([\d.]+)", run.stdout)
    assert rate is not None, run.stdout
    assert "Non-2xx" not in run.stdout, f"{address}\n{run.stdout}"
    figure.rates.append(float(rate[1]))
    for share, kept in (("50%", figure.p50), ("99%", figure.p99)):
        line = next(
            row for row in run.stdout.splitlines() if row.strip().startswith(share)
        )
        number, unit = _TIME.findall(line.partition("%")[2])[0]
        kept.append(float(number) * _UNITS[unit])
    time.sleep(0.5)


def _print(figures: list[Figure]) -> None:
    rates = {each.name: each.rate for each in figures}
    row, file = rates["bare Django row"], rates.get("nginx, the same file", 0)
    print(
        f"{'':32}{'a second':>10}{'p50 ms':>9}{'p99 ms':>9}{'x row':>9}{'x nginx':>9}"
    )
    for each in figures:
        ratios = [f"{each.rate / base:.3f}" if base else "-" for base in (row, file)]
        times = [statistics.median(each.p50), statistics.median(each.p99)]
        print(
            f"{each.name:32}{each.rate:10,.0f}{times[0]:9.2f}{times[1]:9.2f}"
            f"{ratios[0]:>9}{ratios[1]:>9}"
        )


if __name__ == "__main__":
    main()
