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
from dataclasses import dataclass, replace

from cases.numbers import court_names, courts, types
from cases.numbers.errors import Fault as Fault
from cases.numbers.errors import NotACaseNumber as NotACaseNumber
from cases.numbers.normalise import HAN, HAN_ONLY, NUMBER_WORD, fold, spaced, tokens_of
from cases.numbers.old import LENGTH as LENGTH
from cases.numbers.old import SYLLABLE
from cjo.lib import chinese_numerals

YEARS = range(1949, 2100)
_SERIAL_DIGITS, _TYPE_LENGTH, _COURT_LENGTH = 8, 36, 12
_COURT_WORDS = 5

_TOKENS = re.compile(f"[0-9]+|[A-Za-z]+|[{HAN}]+|[()-]")
_NO = re.compile(NUMBER_WORD, re.IGNORECASE)
_PARTS = {chinese_numerals.write(part): part for part in range(1, 100)}
# What may follow the serial number: 号, 之一, -1 (one of several documents)
_TAIL = re.compile(
    r"(?:-([0-9]{1,8}))?(?:号|hao)?(?:之(?:([0-9]{1,2})|([一二三四五六七八九十]{1,3})))?(?:号|hao)?"
)
_PART_IN_PINYIN = re.compile("(no[. ]*[0-9]+) *zhi *([0-9]+)$", re.IGNORECASE)
# 5、6号; 5号和6号; 5 and 6; 5至6号; 5号；(2024)…: several serial numbers
_SEVERAL = re.compile(
    r"[0-9] *号? *(?:之[一二三四五六七八九十0-9]{1,3} *)?"
    r"(?:[、,;&/]|[和及与至到]|and\b|to\b) *(?:第|之|nos?\b)?"
    r"[(. ]*[0-9一二三四五六七八九十]",
    re.IGNORECASE,
)
# 最高法(2021)知民终51号: a court before the year
_COURT_FIRST = re.compile(r"([^()0-9][^()]{0,80}?)[ ,]*(\( *[0-9]{4} *\))([^()]+)")


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
        part = f"之{chinese_numerals.write(self.part)}" if self.part else ""
        return f"({self.year}){self.court_code}{self.type_code}{self.serial}号{part}"

    @property
    def latin(self) -> str:
        """Return `(2023) Hu 01 Xie Wai Ren No. 28`."""
        # 1-3 would be the numbers 1 to 3
        joint = "-" if self.part <= self.serial else " Zhi "
        part = f"{joint}{self.part}" if self.part else ""
        court, kind = self.latin_court, self.latin_type
        return f"({self.year}) {court} {kind} No. {self.serial}{part}"

    @property
    def key(self) -> str:
        """Return the number by which to compare, alike in both writings.

        A code that no table has is in pinyin, for that can be its only writing.
        """
        court, kind = courts.latin(self.court_code), self.latin_type
        letters = self.court_code.rstrip("0123456789")
        return replace(
            self,
            court_code=self.court_code if letters in courts.PINYIN else _joined(court),
            type_code=self.type_code
            if types.describe(self.type_code).is_known
            else _joined(kind),
        ).chinese

    @property
    def latin_court(self) -> str:
        # two unknown codes in pinyin could not be told apart
        if self.court_code[-1].isdecimal() or types.describe(self.type_code).is_known:
            return courts.latin(self.court_code)
        return courts.PINYIN.get(self.court_code) or spaced(self.court_code)

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
    folded = _PART_IN_PINYIN.sub(r"\1之\2", fold(text))
    court_first = _COURT_FIRST.fullmatch(folded)
    code = court_names.code_of(court_first[1]) if court_first else ""
    if court_first is None or not code:
        return _readings(folded)
    year, rest = court_first[2], court_first[3]
    try:
        return _readings(year + rest)  # 北京知识产权法院(2021)京73民初5号
    except NotACaseNumber:
        return _readings(f"{year}{code}{rest}")


def _readings(folded: str) -> list[CaseNumber]:
    tokens = tokens_of(folded)
    year = _year(tokens)
    if _SEVERAL.search(folded):
        raise NotACaseNumber(Fault.SEVERAL)
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
    if tokens and tokens[0].startswith("年"):  # 2021年京0491…
        tokens[:1] = [tokens[0][1:]] if tokens[0] != "年" else []
    while tokens and tokens[0] == ")":
        del tokens[0]
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


def _joined(latin: str) -> str:
    return latin.replace(" ", "").lower()


def _unnumbered(words: list[str]) -> list[str]:
    if words:
        last = "" if _NO.fullmatch(words[-1]) else words[-1].removesuffix("第")
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
    if tail[1] and int(tail[1]) > int(number):  # 1-3号 is a range, 3-1号 a document
        raise NotACaseNumber(Fault.SEVERAL)
    parts = [_part(text) for text in tail.groups() if text]
    if len(parts) > 1 or 0 in parts:
        raise NotACaseNumber(Fault.EXTRA, " ".join(rest[1:]))
    return int(number), parts[0] if parts else 0


def _part(text: str) -> int:
    part = int(text) if text.isdecimal() else _PARTS.get(text, 0)
    return part if part in _PARTS.values() else 0


def _courts(words: list[str], digits: str) -> list[str]:
    """Return the codes that letters and digits can mean; unknown ones are kept.

    In Chinese the letters are one character: the digits of others are a serial number.
    """
    joined = "".join(words)
    known = court_names.BY_LATIN.get(joined.lower(), [])
    is_long = not known and HAN_ONLY.fullmatch(joined) and len(joined) > 1
    if len(digits) not in (2, 4) or is_long or courts.SUPREME in known:
        raise NotACaseNumber(Fault.COURT, "".join([*words, digits]))
    if known:
        return [letters + digits for letters in known]
    return [_kept(words, _COURT_LENGTH, Fault.COURT) + digits]


def _types(words: list[str]) -> list[str]:
    known = types.BY_PINYIN.get("".join(words).lower())
    translated = types.translated(words)
    return known or [translated or _kept(words, _TYPE_LENGTH, Fault.TYPE)]


def _kept(words: list[str], length: int, fault: Fault) -> str:
    """Return an unknown code as it is written: in one script, and not too long."""
    joined = "".join(words)
    if not HAN_ONLY.fullmatch(joined):
        joined = "".join(word.capitalize() for word in words)
    mixed = re.search(f"[{HAN}]", joined) and not HAN_ONLY.fullmatch(joined)
    if not joined or mixed or len(joined) > length or "号" in joined:
        raise NotACaseNumber(fault, " ".join(words))
    return joined


def _without_digits(words: list[str]) -> list[tuple[str, str]]:
    joined = "".join(words).lower()
    if not words:
        raise NotACaseNumber(Fault.COURT)
    if HAN_ONLY.match(words[0]):
        if types.describe(joined).is_known:  # a type alone: 知民终
            raise NotACaseNumber(Fault.COURT, joined)
        court = courts.SUPREME if words[0].startswith(courts.SUPREME) else words[0][0]
        after = [word for word in [words[0][len(court) :], *words[1:]] if word]
        return [(court, kind) for kind in _types(after)]
    pairs = []
    # the longest name of a court has four words, with the s of People's
    for count in range(1, min(_COURT_WORDS + 1, len(words))):
        for court in court_names.BY_LATIN.get("".join(words[:count]).lower(), []):
            pairs += [(court, kind) for kind in _types(words[count:])]
    for pinyin, codes in court_names.BY_LATIN.items():
        if joined.startswith(pinyin) and len(words) == 1:  # written without spaces
            kinds = types.BY_PINYIN.get(joined.removeprefix(pinyin), [])
            pairs += list(itertools.product(codes, kinds))
    # of readings with a known type and others, the known ones are meant
    known = [pair for pair in pairs if types.describe(pair[1]).is_known]
    if known:
        return known
    if joined in types.BY_PINYIN:
        raise NotACaseNumber(Fault.COURT, " ".join(words))
    if SYLLABLE.fullmatch(words[0]) and len(words) > 1:
        kinds = types.BY_PINYIN.get("".join(words[1:]).lower(), [])
        pairs += [(words[0].capitalize(), kind) for kind in kinds]
    if not pairs:
        fault = Fault.TYPE if joined in court_names.BY_LATIN else Fault.COURT
        raise NotACaseNumber(fault, " ".join(words))
    return pairs
