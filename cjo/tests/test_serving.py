"""The site starts with `make run`, and ends with a signal."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, build_opener

import lxml.html
import pytest
from django.conf import settings

from tools.chaos.served_site import kill_process

# Publishes in a process that serves nobody
PUBLISH = """
from django.contrib.auth.models import User
from articles.models import Article
from articles.publishing import add_language, create_article, publish, save_draft

by, _ = User.objects.get_or_create(username="mei", is_staff=True, is_superuser=True)
article = Article.objects.filter(slug="opened").first()
change = "update" if article else "first"
article = article or create_article(by=by, slug="opened", dated_precision="unknown")
edition = article.editions.first() or add_language(article, "en", by=by)
save_draft(edition, by=by, title="Opened", abstract="A court.", body="{words}")
publish(edition, by=by, change=change, note="Other words.")
"""

# Tells how a process ended that was sent a signal just after it was forked
FORKED = """
import os, signal, time
import django

django.setup()
from cjo.management.commands.serve import let_new_workers_be_ended

signal.signal(signal.SIGTERM, lambda number, frame: None)
let_new_workers_be_ended()
worker = os.fork()
if not worker:
    time.sleep(20)
    os._exit(0)
os.kill(worker, signal.SIGTERM)
print(os.waitstatus_to_exitcode(os.waitpid(worker, 0)[1]))
"""


def manage(house: dict[str, str], *arguments: str) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "manage.py", *arguments],
        cwd=settings.BASE_DIR,
        env={**os.environ, **house},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Return the variables of a house that was just set up, without content."""
    folder = tmp_path_factory.mktemp("house")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    variables = {
        "VAR_DIR": str(folder / "var"),
        "DATABASE_URL": f"sqlite:///{folder / 'var' / 'observer.sqlite3'}",
        "STATIC_ROOT": str(folder / "static"),
        "PORT": str(port),
        "SITE_URL": f"http://127.0.0.1:{port}",
        "WEB_CONCURRENCY": "2",
        "PYTHONUNBUFFERED": "1",
    }
    setting_up = manage(variables, "setup")
    output, _ = setting_up.communicate(timeout=120)
    assert setting_up.returncode == 0, output
    return variables


@pytest.fixture
def served(house: dict[str, str]) -> Iterator["subprocess.Popen[str]"]:
    serving = manage(house, "run", "--serve-only")
    yield serving
    serving.terminate()  # killed, it could not end the server that it started
    serving.wait(timeout=30)


def get_page(house: dict[str, str], path: str = "/", **headers: str) -> str:
    connection = http.client.HTTPConnection("127.0.0.1", int(house["PORT"]), timeout=20)
    connection.request("GET", path, headers=headers)
    page = connection.getresponse().read().decode()
    connection.close()
    return page


def send(house: dict[str, str], sent: str) -> socket.socket:
    client = socket.create_connection(("127.0.0.1", int(house["PORT"])), timeout=20)
    client.sendall(sent.encode())
    return client


def get(house: dict[str, str], path: str, host: str = "127.0.0.1") -> int:
    connection = http.client.HTTPConnection("127.0.0.1", int(house["PORT"]), timeout=20)
    connection.request("GET", path, headers={"Host": f"{host}:{house['PORT']}"})
    status = connection.getresponse().status
    connection.close()
    return status


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_it_serves_until_a_signal_ends_it(
    house: dict[str, str], served: "subprocess.Popen[str]", number: signal.Signals
) -> None:
    assert served.stdout
    assert f"is at http://127.0.0.1:{house['PORT']}/" in served.stdout.readline()
    assert get(house, "/") == 200
    assert get(house, "/", host="localhost") == 200
    assert get(house, "/", host="elsewhere.example") == 400
    served.send_signal(number)
    output, _ = served.communicate(timeout=30)
    assert output == "Stopped.\n"
    assert served.returncode == 0


def test_a_signal_ends_a_worker_that_was_only_forked() -> None:
    told = subprocess.check_output(
        [sys.executable, "-c", FORKED],
        cwd=settings.BASE_DIR,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "cjo.settings"},
        text=True,
    )
    assert told == f"-{signal.SIGTERM.value}\n"


def test_a_wrong_password_is_counted_and_refused(
    house: dict[str, str], served: "subprocess.Popen[str]"
) -> None:
    assert served.stdout
    served.stdout.readline()
    visitor = build_opener(HTTPCookieProcessor())
    page = f"http://127.0.0.1:{house['PORT']}/admin/account/login/"
    forms = lxml.html.fromstring(visitor.open(page).read()).forms
    form = next(form for form in forms if "login" in form.fields)
    form.fields["login"], form.fields["password"] = "nobody", "wrong"
    answer = visitor.open(page, urlencode(form.form_values()).encode())
    assert "not correct" in answer.read().decode()


@pytest.mark.parametrize(
    "sent",
    [
        "GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n",
        "POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 99\r\n\r\nname=",
        "POST /admin/login/ HTTP/1.1\r\nHost: 127.0.0.1\r\n"
        "Content-Length: 99\r\n\r\nname=",
    ],
    ids=["half a head", "half a body", "half a form for the desk"],
)
def test_slow_clients_shut_no_reader_out(
    house: dict[str, str], served: "subprocess.Popen[str]", sent: str
) -> None:
    assert served.stdout
    served.stdout.readline()
    clients = [send(house, sent) for _ in range(30)]
    assert get(house, "/") == 200
    for client in clients:
        client.close()


def test_it_closes_a_connection_whose_body_it_does_not_read(
    house: dict[str, str], served: "subprocess.Popen[str]"
) -> None:
    assert served.stdout
    served.stdout.readline()
    head = "POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 1000000\r\n\r\n"
    with send(house, head) as client, client.makefile("rb") as answer:
        whole = answer.read()  # to the end of the connection
    assert whole.startswith(b"HTTP/1.1 405 ")


def test_a_correction_is_read_from_every_process_within_a_second(
    house: dict[str, str], served: "subprocess.Popen[str]"
) -> None:
    assert served.stdout
    served.stdout.readline()
    for words in ("First words", "Second words", "Third words"):
        shell = manage(house, "shell", "-c", PUBLISH.format(words=words))
        output, _ = shell.communicate(timeout=60)
        assert shell.returncode == 0, output
        time.sleep(1)
        # each connection may reach another process; none has the former words
        pages = [get_page(house, "/a/opened") for _ in range(30)]
        assert all(words in page for page in pages)
    status = manage(house, "status")
    output, _ = status.communicate(timeout=60)
    assert "Stored pages, " in output


def children_of(process: int) -> list[int]:
    children = Path(f"/proc/{process}/task/{process}/children")
    return [int(child) for child in children.read_text().split()]


@pytest.mark.skipif(not Path("/proc").exists(), reason="it finds workers in /proc")
def test_a_killed_worker_costs_readers_nothing_but_what_it_had_in_hands(
    house: dict[str, str], served: "subprocess.Popen[str]"
) -> None:
    assert served.stdout
    served.stdout.readline()  # it serves
    [server] = children_of(served.pid)
    killed, other = children_of(server)
    kill_process(killed)
    assert [get(house, "/") for _ in range(40)] == [200] * 40
    until = time.monotonic() + 20
    while len(children_of(server)) < 2 or killed in children_of(server):
        assert time.monotonic() < until, "No worker took its place."
        time.sleep(0.1)
    assert other in children_of(server)


def test_no_header_gives_links_a_prefix(
    house: dict[str, str], served: "subprocess.Popen[str]"
) -> None:
    assert served.stdout
    served.stdout.readline()
    for headers in ({"SCRIPT_NAME": "/elsewhere"}, {"Script-Name": "/elsewhere"}, {}):
        page = get_page(house, **headers)
        assert 'href="/latest"' in page
        assert "/elsewhere" not in page


def test_a_second_one_says_that_the_port_is_in_use(
    house: dict[str, str], served: "subprocess.Popen[str]"
) -> None:
    assert served.stdout
    served.stdout.readline()
    second = manage(house, "run")
    output, _ = second.communicate(timeout=30)
    assert output.startswith(f"CommandError: Port {house['PORT']} is in use")
    assert output.count("\n") == 1
    assert second.returncode == 1


def test_a_setting_that_cannot_be_read_is_one_sentence(house: dict[str, str]) -> None:
    called = manage({**house, "PORT": "eight"}, "check")
    output, _ = called.communicate(timeout=30)
    assert output.startswith("The settings cannot be read")
    assert output.count("\n") == 1


def test_a_backup_of_the_served_site_comes_back(
    house: dict[str, str], tmp_path: Path
) -> None:
    kept = manage(house, "backup", "--to", str(tmp_path))
    output, _ = kept.communicate(timeout=60)
    assert kept.returncode == 0, output
    (backup,) = tmp_path.iterdir()
    new = {**house, "VAR_DIR": str(tmp_path / "var")}
    new["DATABASE_URL"] = f"sqlite:///{tmp_path / 'var' / 'observer.sqlite3'}"
    restored = manage(new, "restore", str(backup))
    output, _ = restored.communicate(timeout=60)
    assert output.startswith("Restored what was kept on "), output
    checked = manage(new, "migrate", "--check")
    output, _ = checked.communicate(timeout=60)
    assert checked.returncode == 0, output
