"""Case numbers in running text, in both writings."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from cases.numbers.normalise import HAN
from cases.numbers.parse import CaseNumber, NotACaseNumber, readings

# A year, letters, perhaps digits, letters, digits: `readings` decides whether that is
# a number. Every part is bounded, so that no text takes long.
_GAP = r"[^\S\n]?"  # a space of any width, never the end of a line
_DIGIT = "[0-9０-９]"
_YEAR = (
    rf"(?<![0-9０-９A-Za-z])[(（〔\[【［]?{_GAP}{_DIGIT}{{4}}{_GAP}[)）〕\]】］]?{_GAP}"
)
_SIGN = rf"[{HAN}\u2e80-\u2fdf]"  # in PDFs, radicals are written for characters
_CHINESE = (
    rf"{_YEAR}{_SIGN}{{1,3}}{_GAP}(?:{_DIGIT}{{2,4}}{_GAP})?{_SIGN}{{0,6}}{_GAP}"
    rf"{_DIGIT}{{1,8}}(?:-[0-9]{{1,2}})?{_GAP}[号號]"
    r"(?:之(?:[一二三四五六七八九十]{1,3}|[0-9]{1,2}))?"
)
_LATIN = (
    rf"{_YEAR}[A-Z][a-z]{{0,5}} ?(?:[A-Z][a-z]{{1,5}} ?){{0,2}}(?:[0-9]{{2,4}} ?)?"
    r"(?:[A-Z][a-z]{1,5} ?){1,5}(?:No\.? ?)?[0-9]{1,8}(?:-[0-9]{1,2})?(?![0-9])"
).replace(" ", r"[^\S\n]")
_PLACE = re.compile(f"{_CHINESE}|{_LATIN}")


@dataclass(frozen=True, slots=True)
class NumberInText:
    """The place of a number in a text, and all its readings."""

    start: int
    end: int
    readings: list[CaseNumber]


def find(text: str) -> Iterator[NumberInText]:
    for match in _PLACE.finditer(text):
        try:
            yield NumberInText(*match.span(), readings(match[0]))
        except NotACaseNumber:
            continue
