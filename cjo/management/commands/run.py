"""run: set up the site if needed and serve it, for `make run`."""

import errno
import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from argparse import ArgumentParser
from types import FrameType
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from cjo.management.commands.make_editor import make_editor, somebody_can_sign_in

HOST = "127.0.0.1"
PATIENCE = 60  # seconds until the server has to answer


def refuse_taken(port: int) -> None:
    """Raise CommandError for a port that is in use or not allowed."""
    if not 0 < port < 65536:
        raise CommandError(f"PORT has to lie between 1 and 65535, and is {port}.")
    with socket.socket() as probe:
        # as the server will: a port that was just left is free
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as wrong:
            if wrong.errno == errno.EACCES:
                reason = f"Port {port} is kept for the system"
            else:
                reason = f"Port {port} is in use"
            other = port + 1 if 1024 <= port < 65535 else 8001
            raise CommandError(
                f"{reason}: choose another, as in `make run PORT={other}`."
            ) from None


def answers(port: int) -> bool:
    connection = http.client.HTTPConnection(HOST, port, timeout=10)
    try:
        connection.request("GET", "/healthz")
        # a redirect to https is an answer too
        return connection.getresponse().status < 500
    except OSError:
        return False
    finally:
        connection.close()


class Command(BaseCommand):
    help = "Set up what is missing, load the demo content, and serve the site."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--serve-only", action="store_true", help="set nothing up before"
        )

    def handle(self, *args: Any, serve_only: bool, **options: Any) -> None:
        refuse_taken(settings.PORT)
        if not serve_only:
            self._set_up()
        # In a session of its own, so that the terminal's signals reach this process
        # alone: a closed terminal would make the server only start new workers
        server = subprocess.Popen(
            [sys.executable, "manage.py", "serve"],
            cwd=settings.BASE_DIR,
            env={**os.environ, "BIND": f"{HOST}:{settings.PORT}"},
            start_new_session=True,
        )

        def stop(number: int, frame: FrameType | None) -> None:
            server.terminate()

        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, stop)
        self._announce(server)
        code = server.wait()
        self.stdout.write("Stopped.")
        if code not in (0, -signal.SIGTERM):
            raise CommandError("The server ended by itself: its reason stands above.")

    def _set_up(self) -> None:
        call_command("setup")
        call_command("load_demo", stdout=self.stdout, stderr=self.stderr)
        if not somebody_can_sign_in():
            self.stdout.write(f"An editor's account: editor, {make_editor()}")
            self.stdout.write("Shown this once; `make editor` makes a new password.")

    def _announce(self, server: "subprocess.Popen[bytes]") -> None:
        until = time.monotonic() + PATIENCE
        while server.poll() is None and time.monotonic() < until:
            if answers(settings.PORT):
                self.stdout.write(
                    f"China Justice Observer is at {settings.SITE_URL}/ "
                    "(Ctrl-C ends it)"
                )
                return
            time.sleep(0.1)
