"""Converts texts for the parent process: `articles.markup.limited` starts it."""

from dataclasses import asdict
from typing import Any

from articles.markup.conversion import Source, convert
from cjo.lib.child_process import serve


def _answer(question: dict[str, Any]) -> list[dict[str, Any]]:
    return [asdict(part) for part in convert(Source(**question))]


if __name__ == "__main__":
    serve(_answer)
