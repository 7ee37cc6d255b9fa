"""Recognises case numbers in text, in both writings, where a case here has them."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db.models import Value

from articles.extensions.types import Recognised
from cases.models import Case, Proceeding
from cases.numbers.normalise import HAN
from cases.numbers.parse import CaseNumber, NotACaseNumber, readings

NUMBERS_LIMIT = 500  # different numbers of one text; more are not looked up

# In running text: a year, letters, perhaps digits, letters, digits; then it is parsed
_GAP = r"[^\S\n]?"  # a space of any width, never the end of a line
_DIGIT = "[0-9０-９]"
_YEAR = rf"(?<![0-9０-９A-Za-z])[(（〔\[]?{_GAP}{_DIGIT}{{4}}{_GAP}[)）〕\]]?{_GAP}"
_CHINESE = (
    rf"{_YEAR}[{HAN}]{{1,3}}{_GAP}(?:{_DIGIT}{{2,4}}{_GAP})?[{HAN}]{{0,6}}{_GAP}"
    rf"{_DIGIT}{{1,8}}(?:-[0-9]{{1,2}})?{_GAP}[号號](?:之[一二三四五六七八九十]{{1,3}})?"
)
_LATIN = (
    rf"{_YEAR}[A-Z][a-z]{{0,5}} ?(?:[A-Z][a-z]{{1,5}} ){{0,2}}(?:[0-9]{{2,4}} )?"
    r"(?:[A-Z][a-z]{1,5} ){1,5}(?:No\.? ?)?[0-9]{1,8}(?:-[0-9]{1,2})?(?![0-9])"
).replace(" ", r"[^\S\n]")
_PLACE = re.compile(f"{_CHINESE}|{_LATIN}")


@dataclass(frozen=True, slots=True)
class Place:
    """The place of a number in a text, and all its readings."""

    start: int
    end: int
    readings: list[CaseNumber]


def find(text: str) -> Iterator[Place]:
    for match in _PLACE.finditer(text):
        try:
            yield Place(*match.span(), readings(match[0]))
        except NotACaseNumber:
            continue


def recognise(text: str, language: str) -> Iterable[Recognised]:
    """Return the numbers of published cases: one query for a text, none without any."""
    places = list(find(text))
    cases = _cases({reading.chinese for place in places for reading in place.readings})
    for place in places:
        chinese = {reading.chinese for reading in place.readings}
        named = {cases[number] for number in chinese if number in cases}
        if len(named) == 1:  # pinyin that fits two cases names neither
            yield Recognised(place.start, place.end, "case", named.pop())


def _cases(numbers: set[str]) -> dict[str, str]:
    """Return the case of each number: that bears it, else that has it in its history.

    A number that two cases bear, or have in their histories, names neither.
    """
    if not numbers:
        return {}
    asked = sorted(numbers)[:NUMBERS_LIMIT]
    own = (
        Case.objects.published()
        .filter(number_key__in=asked)
        .order_by()
        .values_list("number_key", "slug", Value(True))
    )
    steps = (
        Proceeding.objects.filter(
            number_key__in=asked, case__current_version__isnull=False
        )
        .order_by()
        .values_list("number_key", "case__slug", Value(False))
    )
    owners: dict[str, set[str]] = {}
    histories: dict[str, set[str]] = {}
    for number, slug, is_own in own.union(steps):
        (owners if is_own else histories).setdefault(number, set()).add(slug)
    bearers = {**histories, **owners}
    return {number: min(of) for number, of in bearers.items() if len(of) == 1}
