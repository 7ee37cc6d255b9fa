"""Lists and ranges of serial numbers: 732、733、734号, 801-803号, Nos. 3 and 4."""

import itertools
import re
from dataclasses import dataclass

from cjo.lib import chinese_numerals

RANGE_LIMIT = 100  # numbers of a range; of a longer one only the ends are named
_LIST_LIMIT = 60  # items of a list
# Before 2016 some courts had a letter in it; the whole of the figures, or nothing
SERIAL = "(?<![A-Za-z0-9])[A-Z]?[0-9]{1,8}(?![0-9])"

_PART = "之(?:[一二三四五六七八九十]{1,3}|[0-9]{1,2}(?![0-9]))"
# 之一、二; but “之一、二审”
_LATER_PART = f"(?:{_PART}|[一二三四五六七八九十]{{1,3}}(?!审))"
_JOINT = "[、和及与至到/]|-{1,2}|以及"
_CHINESE = re.compile(
    rf"{SERIAL}(?:{_PART})?"
    # behind 号 and a comma, two figures may be a day: 3号,18号开庭
    rf"(?: {{0,2}}(?:号 ?(?:{_JOINT}|, ?(?=[0-9]{{3}}))|,|{_JOINT}) {{0,2}}"
    rf"第?{SERIAL}(?:{_PART})?)"
    rf"{{0,{_LIST_LIMIT}}} {{0,2}}号"
    rf"(?: ?{_PART}(?: ?[、和及至-] ?{_LATER_PART}){{0,20}})?"
)
_FIGURES = "[0-9]{1,8}(?![0-9])"
_LATIN = re.compile(
    rf"{_FIGURES}(?:(?: ?, ?(?:and |& ?)?| (?:and|to) | ?[&-] ?)(?:Nos?\.? ?)?"
    rf"{_FIGURES}){{0,{_LIST_LIMIT}}}",
    re.IGNORECASE,
)
# “No. 13,290” is one number; “No. 732,733 and 734” are three
_THOUSANDS = re.compile(
    r"[1-9][0-9]{0,2},[0-9]{3}(?![0-9])(?! ?(?:,|&|-|and\b|to\b) ?[0-9])",
    re.IGNORECASE,
)
_ITEM = re.compile(rf"(?P<serial>{SERIAL})|(?P<part>{_LATER_PART})")
_RANGE = re.compile("至|到|-|to", re.IGNORECASE)
_CLOSES = re.compile("and|&|to|-|no", re.IGNORECASE)
# Behind “No. 3, 9” or “No. 3 and 9”: that the second is no number of a case
_COUNTS = re.compile(
    r" ?(?:others?|more|further|similar|related|cases?|judgments?|rulings?|pages?"
    r"|years?|months?|days?|Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec"
    r"|January|February|March|April|August|September|October|November|December"
    r"|per|percent|%|million|billion|yuan)\b|%",
    re.IGNORECASE,
)
_BEGINS_ANOTHER = re.compile(r" ?\)? ?[A-Z\u3400-\u9fff]")


@dataclass(frozen=True, slots=True)
class Serial:
    """A serial number, and the N of 之N; inside a range it ends where it starts."""

    start: int
    end: int
    number: str
    part: int = 0


def chinese_list(text: str, start: int) -> tuple[list[Serial], int] | None:
    """Return the serial numbers from `start` to the last 号, and where they end."""
    match = _CHINESE.match(text, start)
    return (_serials(match[0], start), match.end()) if match else None


def latin_list(
    text: str, start: int, *, plural: bool
) -> tuple[list[Serial], int] | None:
    """Return the serial numbers from `start`; `plural` after “Nos.”.

    A comma may begin a date: without “Nos.” a list needs an “and” before its last.
    """
    whole_number = None if plural else _THOUSANDS.match(text, start)
    if whole_number is not None:
        end, digits = whole_number.end(), whole_number[0].replace(",", "")
        return [Serial(start, end, digits)], end
    match = _LATIN.match(text, start)
    if match is None:
        return None
    items = list(re.finditer(_FIGURES, match[0]))
    kept, end = 1, items[0].end()
    for count, (before, item) in enumerate(itertools.pairwise(items), 2):
        place = start + item.end()
        # “No. 242 and 2017 Hu 73 …” goes on with a year
        if len(item[0]) == 4 and _BEGINS_ANOTHER.match(text, place):
            break
        closes = _CLOSES.search(match[0], before.end(), item.start())
        if (closes or plural) and not _COUNTS.match(text, place):
            kept, end = count, item.end()
    whole = match[0] if kept == len(items) else match[0][:end]
    return _serials(whole, start), start + len(whole)


def _serials(text: str, offset: int) -> list[Serial]:
    found: list[Serial] = []
    last_end = 0
    for item in _ITEM.finditer(text):
        start, end = offset + item.start(), offset + item.end()
        joint = text[last_end : item.start()]
        last_end = item.end()
        before = found[-1] if found else None
        if item["part"] and before:
            part = _part_of(item["part"])
            if before.part:  # 28号之一、之二; 28号之一至之三
                inside = range(before.part + 1, part if _RANGE.search(joint) else 0)
                found += [Serial(start, start, before.number, each) for each in inside]
                found.append(Serial(start, end, before.number, part))
            else:
                found[-1] = Serial(before.start, end, before.number, part)
            continue
        number = item["serial"]
        if before and _RANGE.search(joint) and not before.part:
            found[-1:] = _range(before, Serial(start, end, number), "-" in joint)
        else:
            found.append(Serial(start, end, number))
    return found


def _range(first: Serial, last: Serial, by_dash: bool) -> list[Serial]:
    """Return the numbers of a range, or the document of a case: 3-1号 is 3号之一."""
    if not (first.number.isdecimal() and last.number.isdecimal()):
        return [first, last]
    low, high = int(first.number), int(last.number)
    if low < high < low + RANGE_LIMIT:
        inside = [
            Serial(last.start, last.start, str(number))
            for number in range(low + 1, high)
        ]
        return [first, *inside, last]
    if by_dash and 0 < high <= min(low, 99):
        return [Serial(first.start, last.end, first.number, high)]
    return [first, last]


def _part_of(text: str) -> int:
    sign = text.removeprefix("之")
    return int(sign) if sign.isdecimal() else chinese_numerals.read(sign) or 0
