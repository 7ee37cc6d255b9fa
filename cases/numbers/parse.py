"""Case numbers 案号: both writings of a number, read into its parts and written again.

The form is that of the Supreme People's Court's provisions, 法〔2015〕137号, in force
since 2016 (see `courts.SOURCES`). `(2023)沪01协外认28号` and `2023 Hu 01 Xie Wai Ren
28` are one number: year of filing, court code, type code, serial number. Pinyin spells
some codes alike (Jin is 津 or 晋, Xing Chu 刑初 or 行初): `readings` returns every
number that a text can be, `parse` refuses to guess. Texts are bounded, and every step
is linear.
"""

import itertools
import re
from dataclasses import dataclass

from cases.citations import numerals
from cases.numbers import courts, types
from cases.numbers.errors import Fault as Fault
from cases.numbers.errors import NotACaseNumber as NotACaseNumber
from cases.numbers.normalise import (
    HAN,
    fold,
    spaced,
    tokens_of,
)

LENGTH = 120  # characters of a number as typed
NORMALISED_LENGTH = 200  # of what `normalised` returns, at most
YEARS = range(1949, 2100)
_SERIAL_DIGITS, _TYPE_LENGTH, _COURT_LENGTH = 8, 12, 12

_HAN = re.compile(f"[{HAN}]+")
_TOKENS = re.compile(f"[0-9]+|[A-Za-z]+|[{HAN}]+|[()-]")
_NO = {"no", "nos", "di"}
_PARTS = {numerals.write(part): part for part in range(1, 100)}
# What may follow the serial number: 号, 之一, -1 (one of several documents)
_TAIL = re.compile(
    r"(?:-([0-9]{1,2}))?(?:号|hao)?(?:之(?:([0-9]{1,2})|([一二三四五六七八九十]{1,3})))?(?:号|hao)?"
)
# Pinyin → codes. English texts write SPC, and Shaanxi without its second a
_COURTS: dict[str, list[str]] = {"spc": [courts.SUPREME], "shan": ["陕"]}
for _code, _pinyin in courts.PINYIN.items():
    _COURTS.setdefault(_pinyin.replace(" ", "").lower(), []).append(_code)


class Ambiguous(NotACaseNumber):
    """A number in pinyin that can be read as several numbers, its `readings`."""

    def __init__(self, readings: "list[CaseNumber]") -> None:
        names = ", ".join(number.chinese for number in readings)
        super().__init__(Fault.AMBIGUOUS, names)
        self.readings = readings


@dataclass(frozen=True, slots=True, order=True)
class CaseNumber:
    """The parts of a number; `part` is N of 之N, 0 where there is none.

    Codes are in Chinese, as the court writes them; pinyin of no known code stays.
    """

    year: int
    court_code: str
    type_code: str
    serial: int
    part: int = 0

    def __str__(self) -> str:
        return self.chinese

    @property
    def chinese(self) -> str:
        """Return `(2023)沪01协外认28号`: the normalised form, by which to compare."""
        part = f"之{numerals.write(self.part)}" if self.part else ""
        return f"({self.year}){self.court_code}{self.type_code}{self.serial}号{part}"

    @property
    def latin(self) -> str:
        """Return `(2023) Hu 01 Xie Wai Ren No. 28`."""
        part = f"-{self.part}" if self.part else ""
        court, kind = self.latin_court, self.latin_type
        return f"({self.year}) {court} {kind} No. {self.serial}{part}"

    @property
    def latin_court(self) -> str:
        letters = self.court_code.rstrip("0123456789")
        digits = self.court_code[len(letters) :]
        return f"{courts.PINYIN.get(letters) or spaced(letters)} {digits}".rstrip()

    @property
    def latin_type(self) -> str:
        return spaced(types.pinyin(self.type_code))


def parse(text: str) -> CaseNumber:
    """Return the one number that a text is.

    Raises Ambiguous for pinyin that is several numbers, NotACaseNumber for a text that
    is none.
    """
    numbers = readings(text)
    if len(numbers) > 1:
        raise Ambiguous(numbers)
    return numbers[0]


def readings(text: str) -> list[CaseNumber]:
    """Return every number that a text can be, at least one.

    Raises NotACaseNumber with the fault.
    """
    if len(text) > LENGTH:
        raise NotACaseNumber(Fault.LONG, str(len(text)))
    tokens = tokens_of(fold(text))
    year = _year(tokens)
    _check(tokens)
    head = list(itertools.takewhile(_is_word, tokens))
    rest = tokens[len(head) :]
    if not head:
        raise NotACaseNumber(Fault.COURT, "".join(rest))
    digits, kind = "", _type_before(rest)
    if kind is not None:  # the type is between two numbers: the first is the court's
        digits, rest = rest[0], rest[1 + len(kind) :]
    serial, part = _serial(kind or head, rest)
    if kind is None:
        pairs = _without_digits(_unnumbered(head))
    else:
        kinds = _types(_unnumbered(kind))
        pairs = list(itertools.product(_courts(head, digits), kinds))
    return sorted({CaseNumber(year, *pair, serial, part) for pair in pairs})


def normalised(*writings: str, court: str = "") -> str:
    """Return the normalised form of the first writing that is one number.

    `court`, a code, decides between readings of pinyin. If no writing is a number, the
    folded text is returned, so that two writings of an old number are equal.
    """
    for writing in writings:
        try:
            numbers = readings(writing)
        except NotACaseNumber:
            continue
        if len(numbers) > 1:
            numbers = [number for number in numbers if number.court_code == court]
        if len(numbers) == 1:
            return numbers[0].chinese
    folded = ("".join(fold(text[:NORMALISED_LENGTH]).split()) for text in writings)
    return next(filter(None, folded), "")[:NORMALISED_LENGTH]


def writings(text: str) -> list[str]:
    """Return a text, and each writing of the number if it is one, for a search."""
    try:
        number = parse(text)
    except NotACaseNumber:
        return [text]
    return [text, number.chinese, number.latin, re.sub(r"\s|No\.", "", number.latin)]


def year_of(*writings: str) -> int | None:
    """Return the year with which a number begins, also one of an older form."""
    for writing in writings:
        try:
            return _year(tokens_of(fold(writing[:LENGTH])))
        except NotACaseNumber:
            continue
    return None


def _year(tokens: list[str]) -> int:
    """Take the year and the brackets around it from the front of the tokens."""
    while tokens and tokens[0] in "()":
        del tokens[0]
    if not tokens:
        raise NotACaseNumber(Fault.EMPTY)
    if not re.fullmatch("[0-9]{4}", tokens[0]):
        raise NotACaseNumber(Fault.YEAR, tokens[0])
    year = int(tokens.pop(0))
    if year not in YEARS:
        raise NotACaseNumber(Fault.YEARS, str(year))
    while tokens and tokens[0] == ")":
        del tokens[0]
    if tokens and tokens[0].startswith("年"):  # 2021年京0491…
        tokens[:1] = [tokens[0][1:]] if tokens[0] != "年" else []
    while tokens and tokens[-1] == ")":
        del tokens[-1]
    return year


def _check(tokens: list[str]) -> None:
    """Refuse signs and brackets that no number has after its year.

    Brackets around the court's letters are of the form before 2016.
    """
    for token in tokens:
        if not _TOKENS.fullmatch(token):
            raise NotACaseNumber(Fault.CHARACTER, token)
    if any(
        bracket == "(" and year.isdecimal()
        for bracket, year in itertools.pairwise(tokens)
    ):
        raise NotACaseNumber(Fault.SEVERAL)
    if {"(", ")"} & set(tokens):
        raise NotACaseNumber(Fault.OLD, "".join(tokens))


def _is_word(token: str) -> bool:
    return token[0].isalpha()


def _type_before(rest: list[str]) -> list[str] | None:
    """Return the words between the first number and a second; None if it is the last.

    The first is the serial number where only 号 or 之一 follows it.
    """
    words = list(itertools.takewhile(_is_word, rest[1:]))
    numbered = len(rest) > 1 + len(words) and rest[1 + len(words)].isdecimal()
    is_tail = _TAIL.fullmatch("".join(rest[1:]).lower())
    return words if (words or numbered) and not is_tail else None


def _unnumbered(words: list[str]) -> list[str]:
    if words:
        last = "" if words[-1].lower() in _NO else words[-1].removesuffix("第")
        words = [*words[:-1], last] if last else words[:-1]
    if words and (words[-1].endswith("字") or words[-1].lower() == "zi"):
        raise NotACaseNumber(Fault.OLD, "".join(words))
    return words


def _serial(words: list[str], rest: list[str]) -> tuple[int, int]:
    _unnumbered(words)  # an old number is called old, whatever else is wrong
    number = rest[0] if rest else ""
    if not number.isdecimal() or len(number) > _SERIAL_DIGITS or not int(number):
        raise NotACaseNumber(Fault.SERIAL, number)
    tail = _TAIL.fullmatch("".join(rest[1:]).lower())
    if tail is None:
        raise NotACaseNumber(Fault.EXTRA, " ".join(rest[1:]))
    parts = [_part(text) for text in tail.groups() if text]
    if len(parts) > 1 or 0 in parts:
        raise NotACaseNumber(Fault.EXTRA, " ".join(rest[1:]))
    return int(number), parts[0] if parts else 0


def _part(text: str) -> int:
    return int(text) if text.isdecimal() else _PARTS.get(text, 0)


def _courts(words: list[str], digits: str) -> list[str]:
    """Return the codes that letters and digits can mean; unknown ones are kept."""
    if len(digits) not in (2, 4):
        raise NotACaseNumber(Fault.COURT, "".join([*words, digits]))
    joined = "".join(words)
    known = _COURTS.get(joined.lower())
    if known:
        return [letters + digits for letters in known]
    return [_kept(words, _COURT_LENGTH, Fault.COURT) + digits]


def _types(words: list[str]) -> list[str]:
    known = types.BY_PINYIN.get("".join(words).lower())
    return known or [_kept(words, _TYPE_LENGTH, Fault.TYPE)]


def _kept(words: list[str], length: int, fault: Fault) -> str:
    """Return an unknown code as it is written: in one script, and not too long."""
    joined = "".join(words)
    if not _HAN.fullmatch(joined):
        joined = "".join(word.capitalize() for word in words)
    mixed = _HAN.search(joined) and not _HAN.fullmatch(joined)
    if not joined or mixed or len(joined) > length or "号" in joined:
        raise NotACaseNumber(fault, " ".join(words))
    return joined


def _without_digits(words: list[str]) -> list[tuple[str, str]]:
    if not words:
        raise NotACaseNumber(Fault.COURT)
    if _HAN.match(words[0]):
        court = courts.SUPREME if words[0].startswith(courts.SUPREME) else words[0][0]
        after = [word for word in [words[0][len(court) :], *words[1:]] if word]
        return [(court, kind) for kind in _types(after)]
    pairs = []
    # the longest pinyin of a court has three words: Zui Gao Fa
    for count in range(1, min(4, len(words))):
        for court in _COURTS.get("".join(words[:count]).lower(), []):
            pairs += [(court, kind) for kind in _types(words[count:])]
    joined = "".join(words).lower()
    for pinyin, codes in _COURTS.items():
        if joined.startswith(pinyin) and len(words) == 1:  # written without spaces
            kinds = types.BY_PINYIN.get(joined.removeprefix(pinyin), [])
            pairs += list(itertools.product(codes, kinds))
    if not pairs:
        fault = Fault.TYPE if joined in _COURTS else Fault.COURT
        raise NotACaseNumber(fault, " ".join(words))
    # of readings with a known type and others, the known ones are meant
    known = [pair for pair in pairs if types.describe(pair[1]).is_known]
    return known or pairs
