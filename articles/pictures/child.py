"""Encodes pictures for the parent process: `articles.publishing.pictures` starts it."""

import fcntl
from pathlib import Path
from typing import Any

from articles.pictures.encoding import Refused, encode, encode_sizes
from cjo.lib.child_process import serve


def _answer(question: dict[str, Any]) -> dict[str, Any]:
    file, folder = Path(question["file"]), Path(question["folder"])
    # one at a time on this machine, of all server processes: a large one takes 600 MB
    with Path(__file__).open() as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        if question["widths"]:
            return {"files": encode_sizes(file, question["widths"], folder)}
        try:
            return {"files": encode(file, folder)}
        except Refused as refused:
            return {"refusal": refused.refusal}


if __name__ == "__main__":
    serve(_answer)
