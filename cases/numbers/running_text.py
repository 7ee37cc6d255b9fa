"""Case numbers in running text, in both writings and in the form before 2016."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from cases.citations.characters import plain
from cases.numbers import court_names, courts, serials, types
from cases.numbers.normalise import HAN, HAN_ONLY, LIKE, NUMBER_WORD, figures_of_year
from cases.numbers.old import LETTERS, SYLLABLE, OldNumber, old_number
from cases.numbers.parse import YEARS, CaseNumber, NotACaseNumber, readings
from cases.numbers.serials import Serial

# Each place begins with a year. Every pattern is bounded, and matches from there: no
# text takes long. Gaps are spaces of any width, never the end of a line.
_YEAR = re.compile(
    r"(?:\({1,2} {0,2}|'(?=[0-9]{4}')|(?<![0-9A-Za-z./-]))(?P<year>[0-9]{4})(?![0-9])"
    r" {0,2}年? {0,2}[)']{0,2} {0,2}年? {0,2}-? {0,2}"
)
_WORD = rf"(?:[A-Za-z\u00c0-\u024f]|(?![号第字至和及与到之])[{HAN}])[ '-]{{0,3}}"
_BODY = re.compile(
    # without letters behind a court's: 粤(2019)1971民初12号
    rf"(?P<letters>(?:{_WORD}){{0,60}}?)"
    rf"(?:(?P<digits>[0-9]{{2,4}})(?![0-9])[ -]{{0,2}}(?P<type>(?:{_WORD}){{1,60}}?))?"
    r"(?:第|№|\.)? {0,2}(?=[0-9])"
)
_WITHOUT_DIGITS = re.compile(
    rf"(?P<letters>(?:{_WORD}){{1,60}}?)(?:第|№|\.)? {{0,2}}(?=[0-9])"
)
_OLD = re.compile(rf"(?P<letters>{LETTERS})字? {{0,2}}第? {{0,2}}(?={serials.SERIAL})")
_OLD_LATIN = re.compile(
    r"(?P<letters>[A-Z][A-Za-z0-9 ()-]{1,60}?) ?"
    rf"\b(?P<no>(?i:{NUMBER_WORD}))\.? ?(?=[0-9])"
)
_NUMBERED = re.compile(rf"(?:{NUMBER_WORD}|第|№)[. ]*$", re.IGNORECASE)
_PLURAL = re.compile(r"s[. ]*$", re.IGNORECASE)
# Of a type that no table has: the field that it begins with and its stage
_LIKELY_TYPE = re.compile(
    "[民刑行执商知赔认协请清破司财证委法].*[初终监申抗再执保特辖审复核赔督催认他调令撤]|赔"
)


@dataclass(frozen=True, slots=True)
class NumberInText:
    """The place of a number in a text, and all its readings.

    A number of the form before 2016 is `old` and has no readings. Inside a range
    (801-803号) a number ends where it starts: it has no place of its own.
    """

    start: int
    end: int
    readings: list[CaseNumber]
    old: OldNumber | None = None

    @property
    def keys(self) -> list[str]:
        """Return the keys of the cases that it may name."""
        if self.old is not None:
            return self.old.keys[:1]  # the pinyin of a Chinese one is of others too
        return [reading.key for reading in self.readings]


def find(text: str) -> Iterator[NumberInText]:
    folded = plain(text)
    like = figures_of_year(folded.text.translate(LIKE))
    last = 0
    for year in _YEAR.finditer(like):
        if year.start() < last or int(year["year"]) not in YEARS:
            continue
        for place in _numbers_at(like, year):
            last = max(last, place.end)
            start, end = folded.span(place.start, place.end)
            yield replace(place, start=start, end=end)


def _numbers_at(like: str, year: re.Match[str]) -> list[NumberInText]:
    return _old(like, year) or _modern(like, year) or _old_latin(like, year)


def _modern(like: str, year: re.Match[str]) -> list[NumberInText]:
    for pattern in (_BODY, _WITHOUT_DIGITS):
        body = pattern.match(like, year.end())
        if body is None:
            continue
        head = f"({year['year']}){body[0]}"
        listed = _serials(like, body)
        if listed is None:
            continue
        found, end = listed
        start, numbers = _readings(like, year.start(), head, found[0])
        if numbers and (end > found[0].end or _needs_no_sign(numbers, body[0])):
            return [
                NumberInText(
                    start if count == 0 else serial.start,
                    end if count == len(found) - 1 else serial.end,
                    [
                        replace(each, serial=int(serial.number), part=serial.part)
                        for each in numbers
                    ],
                )
                for count, serial in enumerate(found)
                if serial.number.isdecimal() and int(serial.number)
            ]
    return []


def _serials(like: str, body: re.Match[str]) -> tuple[list[Serial], int] | None:
    """Return the serial numbers behind a body, and where their last sign ends.

    Without 号 behind it, Chinese has one serial number at most.
    """
    chinese = serials.chinese_list(like, body.end())
    if chinese is not None:
        return chinese
    plural = _PLURAL.search(body[0]) is not None
    listed = serials.latin_list(like, body.end(), plural=plural)
    if listed is not None and re.search(f"[{HAN}]", body[0]):
        return [replace(listed[0][0], part=0)], listed[0][0].end
    return listed


def _readings(
    like: str, start: int, head: str, serial: Serial
) -> tuple[int, list[CaseNumber]]:
    """Return the readings of a number, and where it starts: perhaps with its court."""
    text = f"{head}{serial.number}号"
    try:
        return start, [number for number in readings(text) if _is_meant(number, head)]
    except NotACaseNumber:
        pass
    named = court_names.at_end(like[max(0, start - 100) : start])
    if named is None:
        return start, []
    place, code = named
    try:
        numbers = readings(f"{head[:6]}{code}{head[6:]}{serial.number}号")
    except NotACaseNumber:
        return start, []
    known = [number for number in numbers if types.describe(number.type_code).is_known]
    return max(0, start - 100) + place, known


def _is_meant(number: CaseNumber, head: str) -> bool:
    """Return whether a text means a case: offices and arbitrators number alike."""
    letters = number.court_code.rstrip("0123456789")
    is_known = types.describe(number.type_code).is_known
    if letters not in courts.PINYIN:
        has_digits = letters != number.court_code
        is_court = len(letters) == 1 or SYLLABLE.fullmatch(letters) is not None
        return is_known and has_digits and is_court
    if is_known:
        return True
    if not HAN_ONLY.fullmatch(number.type_code):
        return letters != number.court_code and _NUMBERED.search(head) is not None
    if letters != number.court_code:
        return True
    return _LIKELY_TYPE.fullmatch(number.type_code) is not None


def _needs_no_sign(numbers: list[CaseNumber], head: str) -> bool:
    """Return whether it is a number also without 号: its codes are known."""
    return all(
        types.describe(number.type_code).is_known or _NUMBERED.search(head)
        for number in numbers
    )


def _old(like: str, year: re.Match[str]) -> list[NumberInText]:
    body = _OLD.match(like, year.end())
    if body is None or not ("字" in body[0] or "(" in body["letters"]):
        return []
    listed = serials.chinese_list(like, body.end())
    return _old_places(year, body, listed) if listed else []


def _old_latin(like: str, year: re.Match[str]) -> list[NumberInText]:
    body = _OLD_LATIN.match(like, year.end())
    if body is None or "(" not in year[0]:
        return []
    plural = _PLURAL.search(body["no"]) is not None
    listed = serials.latin_list(like, body.end(), plural=plural)
    return _old_places(year, body, listed) if listed else []


def _old_places(
    year: re.Match[str],
    body: re.Match[str],
    listed: tuple[list[Serial], int],
) -> list[NumberInText]:
    found, end = listed
    places = []
    for count, serial in enumerate(found):
        number = old_number(year["year"], body["letters"], serial.number, serial.part)
        if number is None:
            return []
        start = year.start() if count == 0 else serial.start
        last = end if count == len(found) - 1 else serial.end
        places.append(NumberInText(start, last, [], number))
    return places
