"""Keys of case numbers: the same for every writing of a number, to compare by."""

import re

from cases.numbers.normalise import fold
from cases.numbers.old import OldNumber, read_old
from cases.numbers.parse import CaseNumber, NotACaseNumber, parse, readings
from cases.numbers.running_text import find

NORMALISED_LENGTH = 200  # characters of a key, at most
KEYS_LIMIT = 200  # numbers of one field; more are not read
FIELD_LENGTH = 2000  # characters of a field that are read


def normalised(*writings: str, court: str = "") -> str:
    """Return the key of the first number in these writings.

    `court`, a code, decides between readings of pinyin. If no writing is a number, the
    folded text is returned.
    """
    return next(iter(keys(*writings, court=court)), "")


def keys(*writings: str, court: str = "") -> list[str]:
    """Return the keys of all numbers in these writings, that of the first one first.

    A case that was decided together with others has several: 732、733、734号.
    """
    found: dict[str, None] = {}
    for writing in writings:
        # the second writing is of the same numbers
        found = found or dict.fromkeys(_keys_in(writing[:FIELD_LENGTH], court))
    if not found:
        folded = ("".join(fold(text[:NORMALISED_LENGTH]).split()) for text in writings)
        found = dict.fromkeys(text[:NORMALISED_LENGTH] for text in filter(None, folded))
        return list(found)[:1]
    return list(found)[:KEYS_LIMIT]


def pinyin_keys(*writings: str) -> list[str]:
    """Return the keys in pinyin of the numbers of the form before 2016.

    A text in Latin letters is found by them. Pinyin spells several courts alike: that
    two cases have one does not mean that they have one number.
    """
    every: dict[str, None] = {}
    for writing in writings:
        for number in _old_numbers(writing[:FIELD_LENGTH]):
            every[number.keys[-1]] = None
    return list(every)[:KEYS_LIMIT]


def numbers_in(text: str) -> list[str]:
    """Return each number of a field as one writes it, once; an old one too."""
    numbers: dict[str, None] = {}
    for place in find(text[:FIELD_LENGTH]):
        if place.old is not None:
            numbers[place.old.chinese] = None
        else:
            numbers |= dict.fromkeys(number.chinese for number in place.readings)
    return list(numbers)[:KEYS_LIMIT]


def writings(text: str) -> list[str]:
    """Return a text, and each writing of every number in it, for a search."""
    numbers: dict[CaseNumber, None] = {}
    try:
        numbers[parse(text)] = None
    except NotACaseNumber:
        places = list(find(text[:FIELD_LENGTH]))[:KEYS_LIMIT]
        for place in places:
            if len(place.readings) == 1:
                numbers[place.readings[0]] = None
    every = [text]
    for number in numbers:
        bare = re.sub(r"\s|No\.", "", number.latin)
        every += [number.chinese, number.latin, bare]
    return every


def _keys_in(text: str, court: str) -> list[str]:
    try:
        return _keys_of(readings(text), court)
    except NotACaseNumber:
        pass
    old = read_old(text)
    if old is not None:
        return old.keys[:1]
    return [
        key
        for place in find(text)
        for key in (place.keys if place.old else _keys_of(place.readings, court))
    ]


def _old_numbers(text: str) -> list[OldNumber]:
    whole = read_old(text)
    if whole is not None:
        return [whole]
    return [place.old for place in find(text) if place.old is not None]


def _keys_of(numbers: list[CaseNumber], court: str) -> list[str]:
    """Return the key of the one number that is meant; none if that is not certain."""
    if len(numbers) > 1:
        numbers = [number for number in numbers if number.court_code == court]
    return [number.key for number in numbers] if len(numbers) == 1 else []
