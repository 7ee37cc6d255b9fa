"""serve: start the server, as it runs in production."""

import os
import resource
import signal
from contextlib import suppress
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connections
from granian import Granian
from granian.constants import HTTPModes, Interfaces
from granian.http import HTTP1Settings
from granian.log import LogLevels

from cjo.doctor.diagnosis import faults_of_start

# Idle connections cost the server nothing but these, and must not use them up
CONNECTIONS = 10_000  # of a worker
FILES = CONNECTIONS + 1000


class Command(BaseCommand):
    help = "Serve the site on BIND, with WEB_CONCURRENCY processes."

    def handle(self, *args: Any, **options: Any) -> None:
        if faults := faults_of_start():
            raise CommandError("\n".join(f"{each.msg} {each.hint}" for each in faults))
        import cjo.wsgi  # noqa: F401  loaded before the fork: the workers share it

        connections.close_all()  # a connection must not be shared by two processes
        _allow_files()
        let_new_workers_be_ended()
        host, _, port = settings.BIND.rpartition(":")
        if not host or not port.isdecimal():
            raise CommandError(f"BIND has to be host:port, and is {settings.BIND}.")
        Granian(
            "cjo.wsgi:application",
            address=host.strip("[]"),
            port=int(port),
            interface=Interfaces.WSGI,
            workers=settings.WEB_CONCURRENCY,
            blocking_threads=settings.WEB_THREADS,
            http=HTTPModes.http1,
            websockets=False,
            backlog=4096,
            # connections, not requests: those that wait for a thread cost little
            backpressure=CONNECTIONS,
            http1_settings=HTTP1Settings(
                header_read_timeout=15_000,  # milliseconds, between two requests too
                # room for a long search in Chinese, and for cookies
                max_buffer_size=32 * 1024,
            ),
            log_level=LogLevels.warning,
            log_dictconfig=settings.LOGGING,
            respawn_failed_workers=True,
            workers_kill_timeout=10,
        ).serve()


def _allow_files() -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = FILES if hard == resource.RLIM_INFINITY else min(FILES, hard)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        with suppress(ValueError, OSError):  # a system may allow fewer than it says
            resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))


def let_new_workers_be_ended() -> None:
    """Let a signal end a worker that has only been forked.

    Such a worker still has the handlers of its parent, which forget the signal: the
    server would wait for the worker until its patience ends.
    """
    ending = (signal.SIGINT, signal.SIGTERM)

    def hold() -> None:
        signal.pthread_sigmask(signal.SIG_BLOCK, ending)

    def let_go() -> None:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, ending)

    def end_at_once() -> None:
        for number in ending:
            signal.signal(number, signal.SIG_DFL)
        let_go()

    os.register_at_fork(before=hold, after_in_parent=let_go, after_in_child=end_at_once)
