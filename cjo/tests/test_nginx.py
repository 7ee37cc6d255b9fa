"""deploy/nginx.conf is valid, and nginx does what it says."""

import contextlib
import shutil
import socket
import ssl
import subprocess
import time
from collections.abc import Iterator
from http.client import HTTPResponse, HTTPSConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

from tools.nginx import Copy, find_nginx

OPENSSL = shutil.which("openssl") or ""
pytestmark = pytest.mark.skipif(
    not (find_nginx() and OPENSSL), reason="nginx and openssl are not installed here"
)
MAKE_CERTIFICATE = (
    "req -x509 -newkey rsa:2048 -nodes -subj /CN=observer.example "
    "-keyout privkey.pem -out fullchain.pem"
)


class Site(BaseHTTPRequestHandler):
    """Answers with the headers that the proxy has sent, and counts its answers."""

    answers = 0
    is_broken = False

    def do_GET(self) -> None:
        self.send_response(503 if Site.is_broken else 200)
        Site.answers += 1
        self.send_header("X-Answer", str(Site.answers))
        if self.path.startswith("/a/"):
            self.send_header("Cache-Control", "public, max-age=60")
            self.send_header("X-Accel-Expires", "1")
        self.end_headers()
        self.wfile.write(str(self.headers).encode())

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        self.do_GET()

    def log_message(self, *arguments: object) -> None:
        pass


@pytest.fixture(scope="module")
def site() -> Iterator[int]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Site) as server:
        Thread(target=server.serve_forever).start()
        yield server.server_port
        server.shutdown()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory, site: int) -> Iterator[int]:
    """Start nginx with a copy that has a certificate and folders of its own."""
    folder = tmp_path_factory.mktemp("nginx")
    make = [OPENSSL, *MAKE_CERTIFICATE.split()]
    subprocess.run(make, check=True, capture_output=True, cwd=folder)
    copy = Copy(folder, free_port(), free_port(), site)
    copy.write()
    port = copy.port
    checked = subprocess.run(copy.command("-t"), capture_output=True, text=True)
    assert checked.returncode == 0, checked.stderr
    nginx = subprocess.Popen(copy.command())
    for _ in range(100):
        with (
            contextlib.suppress(OSError),
            socket.create_connection(("127.0.0.1", port)),
        ):
            break
        time.sleep(0.1)
    yield port
    nginx.terminate()
    nginx.wait(20)


def ask(port: int, method: str, path: str, **sent: object) -> HTTPResponse:
    context = ssl._create_unverified_context()  # noqa: S323  made a moment ago
    connection = HTTPSConnection("127.0.0.1", port, timeout=20, context=context)
    connection.request(method, path, **sent)  # type: ignore[arg-type]
    return connection.getresponse()


def test_no_client_can_invent_what_the_proxy_says(port: int) -> None:
    invented = {
        "X-Forwarded-For": "192.0.2.7",
        "X-Forwarded-Proto": "http",
        "X-Request-ID": "invented",
        "SCRIPT_NAME": "/invented",
    }
    received = ask(port, "GET", "/", headers=invented).read().decode()
    assert "X-Forwarded-For: 127.0.0.1\n" in received
    assert "X-Forwarded-Proto: https\n" in received
    assert "X-Request-ID: " in received
    assert "invented" not in received


def test_only_the_desk_takes_large_forms(port: int) -> None:
    form = b"a" * 100_000
    assert ask(port, "POST", "/search", body=form).status == 413
    assert ask(port, "POST", "/admin/", body=form).status == 200


def test_it_stops_a_flood_from_an_address(port: int) -> None:
    statuses = [ask(port, "POST", "/admin/", body=b"a").status for _ in range(60)]
    assert statuses[0] == 200
    assert statuses[-1] == 429


def number(port: int, path: str, **headers: str) -> str | None:
    return ask(port, "GET", path, headers=headers).getheader("X-Answer")


def test_a_stored_page_is_kept_for_a_second_and_no_longer(port: int) -> None:
    # on a busy machine two requests may be more than a second apart
    pairs = [(number(port, "/a/x"), number(port, "/a/x")) for _ in range(5)]
    assert any(one == other for one, other in pairs)
    first = pairs[-1][1]
    assert number(port, "/a/x", Cookie="sessionid=abc") != first
    time.sleep(2.1)  # nginx counts in whole seconds
    assert number(port, "/a/x") != first


def test_what_the_site_does_not_store_is_kept_by_nobody(port: int) -> None:
    assert number(port, "/healthz") != number(port, "/healthz")


def test_a_page_outlives_a_site_that_does_not_answer(port: int) -> None:
    first = number(port, "/a/y")
    time.sleep(2.1)
    Site.is_broken = True
    try:
        assert number(port, "/a/y") == first
        assert ask(port, "GET", "/a/z").status == 503
    finally:
        Site.is_broken = False
