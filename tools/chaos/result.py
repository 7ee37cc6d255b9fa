"""A row of the table that the tests of faults print."""

from typing import NamedTuple


class Result(NamedTuple):
    kind: str
    runs: int
    violations: int
    figures: str = ""
