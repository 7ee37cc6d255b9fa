"""A child process with limits: each is an error of its own, and a new child follows."""

import json
import os
import threading
import time
from pathlib import Path
from typing import Any

from django.test import SimpleTestCase

from cjo.lib.child_process import ChildFailed, ChildProcess, Failure, Limits

LIMITS = Limits(seconds=0.25, memory=256 * 1024**2, answer=10_000)


class ChildProcessTests(SimpleTestCase):
    def setUp(self) -> None:
        self.child = ChildProcess("cjo.tests.answering_child", LIMITS)
        self.addCleanup(self.child.end)

    def ask(self, do: str, **question: Any) -> Any:
        return self.child.ask(json.dumps({"do": do, **question}))

    def assert_fails(self, failure: Failure, do: str, **question: Any) -> None:
        with self.assertRaises(ChildFailed) as failed:
            self.ask(do, **question)
        self.assertEqual(failed.exception.failure, failure)
        self.assertEqual(self.ask("echo", text="法"), {"do": "echo", "text": "法"})

    def pid(self) -> int:
        self.ask("echo")
        return self.child.pid

    def test_it_is_kept_between_two_questions(self) -> None:
        self.assertEqual(self.pid(), self.pid())

    def test_it_is_not_kept_with_much_memory(self) -> None:
        first = self.pid()
        self.ask("hold", bytes=150 * 1024**2)
        self.assertNotEqual(self.pid(), first)

    def test_an_endless_loop_is_ended(self) -> None:
        self.assert_fails(Failure.TIME, "loop")

    def test_waiting_is_ended_too(self) -> None:
        self.assert_fails(Failure.TIME, "sleep", seconds=60)

    def test_it_gets_no_more_than_its_memory(self) -> None:
        self.assert_fails(Failure.MEMORY, "grow", bytes=300 * 1024**2)

    def test_calls_nested_too_deep_are_a_failure_like_others(self) -> None:
        self.assert_fails(Failure.DEPTH, "nest")

    def test_an_answer_that_is_too_long_is_not_sent(self) -> None:
        self.assert_fails(Failure.MEMORY, "talk", length=20_000)

    def test_an_answer_that_is_cut_off_is_a_failure_like_others(self) -> None:
        self.assert_fails(Failure.TIME, "half an answer")

    def test_a_mistake_in_the_child_is_an_error_of_the_program(self) -> None:
        with self.assertRaisesMessage(RuntimeError, "ended with 3"):
            self.ask("exit")
        self.assertEqual(self.ask("echo"), {"do": "echo"})

    def test_a_child_that_somebody_killed_is_replaced(self) -> None:
        first = self.pid()
        os.kill(first, 9)
        os.waitid(os.P_PID, first, os.WEXITED | os.WNOWAIT)
        self.assertNotEqual(self.pid(), first)

    def test_a_forked_process_has_a_child_of_its_own(self) -> None:
        first = self.pid()
        fork = os.fork()
        if not fork:
            os._exit(int(self.pid() == first))
        self.assertEqual(os.waitpid(fork, 0)[1], 0)
        self.assertEqual(self.pid(), first)

    def test_a_third_thread_is_told_at_once_that_it_is_busy(self) -> None:
        self.pid()

        def wait() -> None:
            with self.assertRaises(ChildFailed):
                self.ask("sleep", seconds=60)

        threads = [threading.Thread(target=wait) for _place in range(2)]
        for thread in threads:
            thread.start()
        time.sleep(0.1)
        begun = time.monotonic()
        with self.assertRaises(ChildFailed) as failed:
            self.ask("echo")
        self.assertEqual(failed.exception.failure, Failure.BUSY)
        self.assertLess(time.monotonic() - begun, 1)
        for thread in threads:
            thread.join()

    def test_it_ends_with_its_parent(self) -> None:
        reading, writing = os.pipe()
        fork = os.fork()
        if not fork:
            os.write(writing, str(self.pid()).encode())
            os._exit(0)
        os.waitpid(fork, 0)
        orphan = Path(f"/proc/{os.read(reading, 20).decode()}")
        until = time.monotonic() + 10
        while orphan.exists() and time.monotonic() < until:
            time.sleep(0.05)
        self.assertFalse(orphan.exists())
