"""A child process that answers questions within limits of time and memory.

A question is a line of text, its answer a line of JSON. The child knows no database.
The kernel enforces its limits: in a loop of C code, too, and after the parent's death.
"""

import json
import os
import resource
import signal
import subprocess
import sys
import threading
import weakref
from collections.abc import Callable
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path
from typing import IO, Any, cast

ROOT = Path(__file__).resolve().parents[2]
# Threads that the same child may hold up, one at work and one waiting: a server
# process has a few, and the others answer readers
PLACES = 2
PATIENCE = 0.25  # seconds until there is a place
# By the clock, for each second of processor time: other processes need some, too
CLOCK = 4


class Failure(StrEnum):
    BUSY = "busy"
    DEPTH = "depth"
    MEMORY = "memory"
    TIME = "time"


_FAILURE_BY_SIGNAL = {
    signal.SIGPROF: Failure.TIME,
    signal.SIGALRM: Failure.TIME,
    signal.SIGABRT: Failure.MEMORY,  # C and Rust, where they get none
    signal.SIGKILL: Failure.MEMORY,  # the system, where it has none
    signal.SIGSEGV: Failure.DEPTH,  # the end of the stack
}


class ChildFailed(Exception):
    """There is no answer: a limit was reached."""

    def __init__(self, failure: Failure) -> None:
        super().__init__(failure)
        self.failure = failure


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds of processor time, bytes of memory, bytes of an answer.

    A process that goes on using more than `kept` bytes after an answer is ended.
    """

    seconds: float
    memory: int
    answer: int
    kept: int = 128 * 1024**2


class ChildProcess:
    """Runs a module that calls `serve`: from the first question on, until it fails."""

    def __init__(self, module: str, limits: Limits) -> None:
        self.module = module
        self.limits = limits
        self.forget()
        _all.add(self)

    def ask(self, question: str) -> Any:
        """Return the answer to a question in a single line. Raises ChildFailed."""
        if not self._places.acquire(timeout=PATIENCE):
            raise ChildFailed(Failure.BUSY)
        try:
            with self._turn:
                return self._answer(question.encode())
        finally:
            self._places.release()

    def end(self) -> None:
        """End the process; the next question starts another."""
        if self._process is not None:
            self._wait_for(self._process)

    @property
    def pid(self) -> int:
        """Return the number of the process, 0 if there is none."""
        return self._process.pid if self._process else 0

    def forget(self) -> None:
        """Leave the process alone: after a fork it is the parent's."""
        self._process: subprocess.Popen[bytes] | None = None
        self._turn = threading.Lock()
        self._places = threading.BoundedSemaphore(PLACES)

    def _answer(self, question: bytes) -> Any:
        process = self._running()
        try:
            line = _exchange(process, question)
        except BaseException:
            # or the next question would get the answer to this one
            process.kill()
            self._wait_for(process)
            raise
        # also where it was killed within an answer
        if not line.endswith(b"\n"):
            self._raise_for(self._wait_for(process))
        reply = json.loads(line)
        if "failure" in reply or _used_by(process) > self.limits.kept:
            self._wait_for(process)
        if "failure" in reply:
            raise ChildFailed(Failure(reply["failure"]))
        return reply["answer"]

    def _running(self) -> "subprocess.Popen[bytes]":
        if self._process is None or self._process.poll() is not None:
            limits = json.dumps(asdict(self.limits))
            self._process = subprocess.Popen(  # noqa: S603 - our own module
                [sys.executable, "-m", self.module, limits],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                cwd=ROOT,
                env={},
                process_group=0,  # the signals of a terminal are for the parent
            )
        return self._process

    def _wait_for(self, process: "subprocess.Popen[bytes]") -> int:
        self._process = None
        with process:  # closes the pipes, at which the child ends, and waits
            pass
        return process.returncode

    def _raise_for(self, code: int) -> None:
        if code >= 0 or -code not in _FAILURE_BY_SIGNAL:
            raise RuntimeError(f"{self.module} ended with {code}")
        raise ChildFailed(_FAILURE_BY_SIGNAL[signal.Signals(-code)])


_all: "weakref.WeakSet[ChildProcess]" = weakref.WeakSet()


def _forget_all() -> None:
    for child in _all:
        child.forget()


os.register_at_fork(after_in_child=_forget_all)


def _used_by(process: "subprocess.Popen[bytes]") -> int:
    """Return the bytes that a process has in memory; 0 where Linux does not say."""
    try:
        pages = Path(f"/proc/{process.pid}/statm").read_text().split()[1]
    except OSError:
        return 0
    return int(pages) * resource.getpagesize()


def _exchange(process: "subprocess.Popen[bytes]", question: bytes) -> bytes:
    questions = cast(IO[bytes], process.stdin)
    answers = cast(IO[bytes], process.stdout)
    try:
        questions.write(question + b"\n")
        questions.flush()
    except BrokenPipeError:
        return b""
    return answers.readline()


def serve(answer: Callable[[Any], Any]) -> None:
    """Answer the questions of the parent, in the child, until there are no more."""
    limits = Limits(**json.loads(sys.argv[1]))
    resource.setrlimit(resource.RLIMIT_AS, (limits.memory, limits.memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    for question in sys.stdin.buffer:
        _set_timers(limits.seconds)
        sys.stdout.buffer.write(_reply(answer, question, limits.answer) + b"\n")
        sys.stdout.buffer.flush()
        _set_timers(0)


def _reply(answer: Callable[[Any], Any], question: bytes, largest: int) -> bytes:
    try:
        reply = json.dumps({"answer": answer(json.loads(question))}).encode()
    except RecursionError:
        return _failed(Failure.DEPTH)
    except MemoryError:
        return _failed(Failure.MEMORY)
    return reply if len(reply) <= largest else _failed(Failure.MEMORY)


def _failed(failure: Failure) -> bytes:
    return json.dumps({"failure": failure}).encode()


def _set_timers(seconds: float) -> None:
    # nobody handles their signals: they end the process
    signal.setitimer(signal.ITIMER_PROF, seconds)
    signal.setitimer(signal.ITIMER_REAL, seconds * CLOCK)
