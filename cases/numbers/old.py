"""Case numbers of the form used before 2016: (2012)沪一中民终字第5号.

Each court chose its own letters then, and no table defines them. In Latin letters they
are (2012) Hu Yi Zhong Min Zhong Zi No. 5, or initials that end with the Z of 字.
"""

import re
from dataclasses import dataclass

from cases.numbers import courts
from cases.numbers.normalise import HAN, NUMBER_WORD, fold, romanised
from cjo.lib import chinese_numerals

LENGTH = 120  # characters of a number as typed
REFORM = 2016  # since then every number has the form that 法〔2015〕137号 gives it
# The character or syllable of a stage, with which the letters of a court's number end.
# Those of notaries, arbitrators and offices end otherwise: 证字, 裁字, 异字, 检字
_STAGES = "初终再提申监抗执保特辖审破更复核确赔督催认他仲调撤恢管立惩没减假"
_STAGE_SYLLABLES = re.compile(
    "chu|zhong|zai|ti|shen|jian|kang|zhi|bao|te|xia|po|geng|fu|he|que|pei|du|cui|ren|zi",
    re.IGNORECASE,
)
_NO_COURT = re.compile("证|商评|商标|商异|裁|检|劳|专复|专审|复议|仲案|公|税|政")
# An arbitral commission ends its letters with 仲 alone
_ARBITRATED = re.compile("(?<![民商审外一二三四五六)])仲$")
# (2013)沪一中民四(商)终: at first the letters of a court, if any, then the field
_LETTERS = re.compile(f"[{HAN}][{HAN}()0-9]*")
_NUMERALS = "一二三四五六七八九"
_FIELDS = "民刑行知执"

LETTERS = (
    rf"(?:(?![号第字])[{HAN}] ?|[()] ?|(?<=[{HAN}])[0-9]{{2,4}}(?![0-9])){{2,24}}?"
)
SYLLABLE = re.compile(
    "(?:[bpmfdtnlgkhjqxrzcsyw]|[zcs]h)?"
    "(?:iang|iong|uang|iao|ian|ing|uai|uan|ang|eng|ong|ai|ei|ao|ou|an|en|er|ia|ie|iu|in"
    "|ua|uo|ui|un|ue|a|o|e|i|u|v)",
    re.IGNORECASE,
)
_SYLLABLES = re.compile(f"(?:{SYLLABLE.pattern})+", re.IGNORECASE)
_WORD_LENGTH = 12
# zui of Zui Gao Fa, hu, yue
_PINYIN_OF_COURTS = {pinyin.split()[0].lower() for pinyin in courts.PINYIN.values()}
_INITIALS = re.compile("[A-Z]{2,8}Z")
_TEXT = re.compile(
    rf"[( ]*(?P<year>[0-9]{{4}})[) ]*(?:年)? ?-? ?(?P<letters>{LETTERS})(?P<zi>字)? ?"
    r"第? ?(?P<serial>[A-Z]?[0-9]{1,8}) ?号? ?"
    rf"(?:之(?P<part>[0-9]{{1,2}}|[{_NUMERALS}十]{{1,3}}))?"
)
_LATIN_TEXT = re.compile(
    r"[( ]*(?P<year>[0-9]{4})[) ]*(?P<letters>[A-Za-z][A-Za-z0-9() -]{1,60}?) ?"
    rf"(?:\b(?i:{NUMBER_WORD})\.?|第)? ?"
    r"(?P<serial>[0-9]{1,8})(?: ?- ?(?P<part>[0-9]{1,2}))? ?(?:号|[Hh]ao)?"
)


@dataclass(frozen=True, slots=True)
class OldNumber:
    """The parts of an old number; `letters` are of court, division, type; no 字.

    They are Chinese, or in Latin letters as they were written. `serial` is as written
    too: 0243, S12. `part` is N of 之N, 0 where there is none.
    """

    year: int
    letters: str
    serial: str
    part: int = 0

    @property
    def is_chinese(self) -> bool:
        return _LETTERS.fullmatch(self.letters) is not None

    @property
    def chinese(self) -> str:
        """Return `(2012)沪一中民终字第5号`, or the writing in Latin letters."""
        if self.is_chinese:
            part = f"之{chinese_numerals.write(self.part)}" if self.part else ""
            return f"({self.year}){self.letters}字第{self.serial}号{part}"
        part = f"-{self.part}" if self.part else ""
        return f"({self.year}) {self.letters} No. {self.serial}{part}"

    @property
    def latin(self) -> str:
        """Return nothing: a table would have to say how its letters are read."""
        return ""

    @property
    def keys(self) -> list[str]:
        """Return each form by which to compare it, the best first.

        Pinyin spells the letters of several courts alike, so Chinese has a key of its
        own, and the pinyin of it is another.
        """
        letters = self.letters
        latin = re.sub("[^a-z0-9]", "", romanised(letters).lower()).removesuffix("zi")
        serial = self.serial.lstrip("0") or "0"
        keys = [f"({self.year}){latin}字第{serial}号"]
        if self.is_chinese:
            keys.insert(0, f"({self.year}){letters}字第{serial}号")
        part = f"之{chinese_numerals.write(self.part)}" if self.part else ""
        return [key + part for key in keys]

    @property
    def names_no_court(self) -> bool:
        """Return whether it begins with the field: (2014)民一终字第174号."""
        return self.is_chinese and self.letters[0] in _FIELDS

    @property
    def court_code(self) -> str:
        """Return the code of today of its court, where the letters name one; else "".

        They do where they are the name of the Supreme People's Court or begin with the
        province and 高, or 一中 and its like. Without any letters of a court before the
        field the number is of the Supreme People's Court.
        """
        letters = self.letters
        if letters.startswith(courts.SUPREME) or self.names_no_court:
            return courts.SUPREME
        province = letters[:1]
        if province not in courts.PROVINCE_LETTERS:
            return ""
        if letters[1:2] == "高":
            return province
        if letters[2:3] == "中" and letters[1:2] in _NUMERALS:
            return courts.numbered(province, letters[1])
        return ""


def read_old(text: str) -> OldNumber | None:
    """Return the old number that a text is, in either writing."""
    if len(text) > LENGTH:
        return None
    folded = fold(text)
    match = _TEXT.fullmatch(folded)
    if match and not (match["zi"] or "(" in match["letters"]):
        return None
    match = match or _LATIN_TEXT.fullmatch(folded)
    if match is None:
        return None
    part = match["part"] or "0"
    number = int(part) if part.isdecimal() else chinese_numerals.read(part) or 0
    return old_number(match["year"], match["letters"], match["serial"], number)


def old_number(year: str, letters: str, serial: str, part: int = 0) -> OldNumber | None:
    """Return the number of these parts; None if no court can have given it."""
    number = OldNumber(int(year), _tidy(letters), serial, part)
    meant = _is_chinese_meant if number.is_chinese else _is_latin_meant
    return number if meant(number) else None


def _tidy(letters: str) -> str:
    tidy = " ".join(letters.split()).removesuffix("字")
    return tidy.replace(" ", "") if re.search(f"[{HAN}]", tidy) else tidy


def _is_chinese_meant(number: OldNumber) -> bool:
    letters = number.letters
    if letters.count("(") != letters.count(")") or _NO_COURT.search(letters):
        return False
    bare = re.sub(r"\([^()]*\)$", "", letters)
    if not bare or bare[-1] not in _STAGES or _ARBITRATED.search(bare):
        return False
    # the form went on for a while, with the codes of the reform
    return number.year < REFORM or letters[0] in (*courts.PROVINCE_LETTERS, "最")


def _is_latin_meant(number: OldNumber) -> bool:
    words = re.findall("[A-Z]?[a-z]+|[A-Z]+(?![a-z])", number.letters)
    has_zi = bool(words) and words[-1].lower() == "zi"
    if number.year >= REFORM and not (has_zi and words[0].lower() in _PINYIN_OF_COURTS):
        return False
    if _INITIALS.fullmatch(number.letters):
        return True
    syllables = _SYLLABLES if has_zi else SYLLABLE
    if len(words) < 2 or not all(
        len(word) <= _WORD_LENGTH and syllables.fullmatch(word) for word in words
    ):
        return False
    return _STAGE_SYLLABLES.fullmatch(words[-1]) is not None
