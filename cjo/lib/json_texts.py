"""The texts in a JSON value: each with its place, and the value with other texts."""

from collections.abc import Iterator
from typing import Any

Place = tuple[str, ...]  # the names and numbers that lead to a text


def texts_in(value: Any, place: Place = ()) -> Iterator[tuple[Place, str]]:
    """Yield each text with its place; the names of members are no texts."""
    if isinstance(value, str):
        yield place, value
    elif isinstance(value, dict):
        for name, inner in value.items():
            yield from texts_in(inner, (*place, name))
    elif isinstance(value, list):
        for number, inner in enumerate(value, start=1):
            yield from texts_in(inner, (*place, str(number)))
