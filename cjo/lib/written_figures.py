"""Figures in running text, read in any language: numbers, and months near them.

Two texts that say the same have the same figures, however each language writes them:
`1,035.5`, `1.035,5` and `١٬٠٣٥٫٥` are one number, `3 million` and `300万` another.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from functools import cache

from babel import Locale

from cjo.lib import chinese_numerals
from cjo.lib.languages import get_language

# Words that multiply the number before them, as regular expressions by language
_UNITS: dict[str, dict[int, str]] = {
    "en": {3: "thousand", 6: "million", 9: "billion"},
    "ar": {3: "ألف|آلاف", 6: "مليون|ملايين", 9: "مليار|مليارات"},
    "de": {3: "Tausend|tausend", 6: "Million(?:en)?|Mio", 9: "Milliarden?|Mrd"},
    "es": {3: "mil", 6: "mill(?:ón|ones)"},
    "fr": {3: "mille", 6: "millions?", 9: "milliards?"},
    "he": {3: "אלף|אלפים", 6: "מיליון|מיליוני", 9: "מיליארד|מיליארדי"},
    "hi": {3: "हज़ार|हजार", 5: "लाख", 6: "मिलियन", 7: "करोड़", 9: "अरब"},
    "id": {3: "ribu", 6: "juta", 9: "miliar"},
    "it": {3: "mila", 6: "milion[ei]", 9: "miliard[oi]"},
    "ja": {2: "百", 3: "千", 4: "万", 8: "億"},
    "ko": {2: "백", 3: "천", 4: "만", 8: "억"},
    "ms": {3: "ribu", 6: "juta", 9: "bilion"},
    "nl": {3: "duizend", 6: "miljoen", 9: "miljard"},
    "pt": {3: "mil", 6: "milh(?:ão|ões)", 9: "bilh(?:ão|ões)"},
    "ru": {3: "тыс|тысяч[аи]?", 6: "млн|миллион(?:а|ов)?", 9: "млрд|миллиард(?:а|ов)?"},
    "sv": {3: "tusen", 6: "miljon(?:er)?", 9: "miljard(?:er)?"},
    "th": {3: "พัน", 4: "หมื่น", 5: "แสน", 6: "ล้าน"},
    "tr": {3: "bin", 6: "milyon", 9: "milyar"},
    "vi": {3: "nghìn|ngàn", 6: "triệu", 9: "tỷ|tỉ"},
    "zh-hans": {2: "百", 3: "千", 4: "余?万", 8: "余?亿"},
}
# CLDR has the cases of a date and of a title, and not that of “in May”
_IN_MONTH = {
    "ru": (
        "январе феврале марте апреле мае июне июле августе сентябре октябре ноябре"
        " декабре"
    )
}
# Signs between groups of three figures in any language, apart from its own
_SPACES = "\u00a0\u2009\u202f"
_HUNDRED_MILLION = 8  # 億, which a smaller part may follow
_NUMBER = re.compile(rf"\d(?:[\d.,٫٬'’{_SPACES}]*\d)?")
_GROUP_AFTER_SPACE = re.compile(r"(?<=\d) (?=\d{3}(?:\D|$))")
_NUMBERED_PART = re.compile(rf"第([{chinese_numerals.SIGNS}]+)(?=[条款项])")
# Scripts whose words are written with others, without a space
_JOINED = ("ar", "he", "th")
_NEAR = 14  # characters between a month and its day or year, with words such as “de”


def numbers_in(text: str, language: str) -> Counter[Decimal]:
    """Return each number in figures, in any digits, with how often it is there.

    The words for thousands and millions count. A month that the language writes as a
    number is none, and Chinese numerals are numbers where they count parts of a law.
    """
    text = _without_months(_western(text), language)
    if _signs(language)[1].isspace():
        text = _GROUP_AFTER_SPACE.sub("", text)
    text = _NUMBERED_PART.sub(_as_figures, text)
    return Counter(_numbers(text, language))


def months_in(text: str, language: str) -> Counter[int]:
    """Return the months near a figure, as in `8 January` and `May 2025`."""
    return Counter(month for month, _start, _end in _months(_western(text), language))


def _numbers(text: str, language: str) -> list[Decimal]:
    """Return the numbers; `1億9700万` is one, although it has two units."""
    numbers: list[Decimal] = []
    last_unit = last_end = 0
    for match in _NUMBER.finditer(text):
        unit, end = _unit_after(text, match.end(), language)
        number = _value(match[0], language)
        number = number.scaleb(unit) if unit else number
        goes_on = last_unit == _HUNDRED_MILLION and 0 < unit < last_unit
        if goes_on and not text[last_end : match.start()].strip():
            numbers[-1] += number
        else:
            numbers.append(number)
        last_unit, last_end = unit, end
    return numbers


def _value(figures: str, language: str) -> Decimal:
    decimal, group = _signs(language)
    plain = re.sub(rf"['’٬{_SPACES}]", "", figures)
    # a group has three figures, and in Hindi the higher ones have two
    plain = re.sub(rf"{re.escape(group)}(?=(?:\d\d,)*\d{{3}}(?!\d))", "", plain)
    plain = plain.replace(decimal, ".").replace("٫", ".")
    whole, _point, fraction = plain.partition(".")
    # two points: no number but a section, such as 3.2.1
    return Decimal(f"{whole}.{re.sub(r'[^0-9]', '', fraction)}".rstrip(".")).normalize()


def _unit_after(text: str, place: int, language: str) -> tuple[int, int]:
    """Return the power of ten of the words after a number, and where they end.

    It is seven for `천만`.
    """
    for power, pattern in _units(language):
        if unit := pattern.match(text, place):
            further, end = _unit_after(text, unit.end(), language)
            return power + further, end
    return 0, place


@cache
def _units(language: str) -> list[tuple[int, re.Pattern[str]]]:
    """Return the words that multiply by a power of ten, the largest first."""
    return [
        (power, re.compile(rf"[ {_SPACES}-]?(?:{words})"))
        for power, words in sorted(_UNITS[language].items(), reverse=True)
    ]


def _without_months(text: str, language: str) -> str:
    """Remove the months that are written as numbers."""
    spans = [(start, end) for _m, start, end in _months(text, language)]
    for start, end in reversed(spans):
        text = text[:start] + re.sub(r"\d", " ", text[start:end]) + text[end:]
    return text


def _months(text: str, language: str) -> Iterator[tuple[int, int, int]]:
    """Yield each month with the place of its name or number."""
    for match in _month_pattern(language).finditer(text):
        name = match["name"]
        month = int(match["number"]) if match["number"] else _names(language)[name]
        before = text[max(0, match.start() - _NEAR) : match.start()]
        after = text[match.end() : match.end() + _NEAR]
        if match["number"] or re.search(r"\d\D*$", before) or re.match(r"\D*\d", after):
            yield month, match.start(), match.end()


@cache
def _month_pattern(language: str) -> re.Pattern[str]:
    names = sorted(_names(language), key=len, reverse=True)
    # an inflected name may be longer, and Hebrew writes “in” before it
    named = "|".join(map(re.escape, names)) or "(?!)"
    start, end = ("", "") if language in _JOINED else (r"(?<!\w)", r"(?!\w)")
    numbered = (
        r"(?<![\d.])(?P<number>1[0-2]|0?[1-9])(?=\s*[月월])"
        if language in ("zh-hans", "ja", "ko")
        else r"(?<=[Tt]háng )(?P<number>1[0-2]|0?[1-9])(?!\d)"
        if language == "vi"
        else r"(?P<number>(?!))"
    )
    return re.compile(f"{start}(?P<name>{named}){end}|{numbered}")


@cache
def _names(language: str) -> dict[str, int]:
    """Return the names of the months, and their usual short forms, by CLDR."""
    months = Locale.parse(get_language(language).locale).months
    further = enumerate(_IN_MONTH.get(language, "").split(), 1)
    return {name: number for number, name in further} | {
        name.rstrip("."): number
        for form in ("format", "stand-alone")
        for width in ("wide", "abbreviated")
        for number, name in months[form][width].items()
        if not any(sign.isdigit() for sign in name) and len(name) > 1
    }


@cache
def _signs(language: str) -> tuple[str, str]:
    """Return the decimal sign and the sign between groups."""
    symbols = Locale.parse(get_language(language).locale).number_symbols["latn"]
    return symbols["decimal"], symbols["group"]


def _western(text: str) -> str:
    """Return the text with its figures in the digits 0 to 9."""
    return "".join(
        str(unicodedata.decimal(sign)) if sign.isdecimal() else sign for sign in text
    )


def _as_figures(match: re.Match[str]) -> str:
    number = chinese_numerals.read(match[1])
    return f"第{number}" if number else match[0]
