"""A child process that answers as the question asks it to, for tests."""

import signal
import sys
import time
from typing import Any

from cjo.lib.child_process import serve

_held: list[bytearray] = []


def _answer(question: Any) -> Any:
    match question["do"]:
        case "loop":
            while True:
                pass
        case "sleep":
            time.sleep(question["seconds"])
        case "grow":
            return len(bytes(question["bytes"]))
        case "hold":
            _held.append(bytearray(question["bytes"]))
        case "nest":
            return _answer(question)
        case "talk":
            return "a" * question["length"]
        case "half an answer":
            sys.stdout.write('{"answer": "a')
            sys.stdout.flush()
            signal.raise_signal(signal.SIGPROF)
        case "exit":
            sys.exit(3)
    return question


if __name__ == "__main__":
    serve(_answer)
