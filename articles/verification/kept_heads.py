"""Heads of the integrity log that somebody kept elsewhere, against the log as it is."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypedDict

from articles.models import IntegrityEntry
from cjo.lib.signing_key import is_signed


class Head(TypedDict):
    """The newest entry of a log, as `/integrity.json` gives it."""

    number: int
    hash: str
    signature: str
    key: str


class NoHead(Exception):
    """A file holds something else than heads; the message says what."""


def heads_in(path: Path) -> list[Head]:
    """Return the heads of a file: one as downloaded, a list of them, or one a line."""
    text = path.read_text()
    try:
        content = json.loads(text)
    except ValueError:
        content = [_read(line) for line in text.splitlines() if line.strip()]
    heads = content if isinstance(content, list) else [content]
    for head in heads:
        if not isinstance(head, dict) or not Head.__required_keys__ <= head.keys():
            raise NoHead(f"{head} in {path} is no head of an integrity log.")
    return heads


def _read(line: str) -> Any:
    try:
        return json.loads(line)
    except ValueError:
        return line


def faults_against(head: Head) -> Iterator[str]:
    """Yield a sentence if the log is not a continuation of a kept head."""
    number = head["number"]
    if not is_signed(head["hash"], head["signature"], head["key"]):
        yield f"The kept head {number} was changed: its signature is wrong."
        return
    entry = IntegrityEntry.objects.filter(number=number).first()
    if entry is None:
        yield f"The log was cut off: the kept head is entry {number}, which is missing."
    elif entry.hash != head["hash"]:
        yield f"The log was rewritten: entry {number} is not the kept head."
