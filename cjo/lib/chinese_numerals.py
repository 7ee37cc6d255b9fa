"""Chinese numerals from one to 9999, as laws count their articles with them."""

import re

LARGEST = 9999
_DIGITS = "零一二三四五六七八九"
_UNITS = ((1000, "千"), (100, "百"), (10, "十"))
_VALUE = {sign: value for value, sign in enumerate(_DIGITS)} | {"〇": 0, "两": 2}
_ONE_TO_NINE = "[一二两三四五六七八九]"
_COUNTED = re.compile(
    rf"(?:({_ONE_TO_NINE})千)?零?(?:({_ONE_TO_NINE})百)?零?"
    rf"(?:({_ONE_TO_NINE})?(十))?零?({_ONE_TO_NINE})?"
)
_SPELLED = re.compile("[〇零一二三四五六七八九]{1,4}")
_FIGURES = re.compile("[0-9]{1,4}")
_NARROW = str.maketrans("０１２３４５６７８９", "0123456789")

# What a numeral can be made of, for other patterns; `read` says whether it is one
SIGNS = "〇零一二两三四五六七八九十百千"


def write(number: int) -> str:
    """Return `一千零三十五` for 1035. Raises ValueError beyond 1 to 9999."""
    if not 1 <= number <= LARGEST:
        raise ValueError(f"{number} is not between 1 and {LARGEST}.")
    signs, left, gap = "", number, False
    for value, unit in _UNITS:
        count, left = divmod(left, value)
        if count:
            signs += ("零" if gap else "") + _DIGITS[count] + unit
            gap = False
        else:
            gap = bool(signs)
    if left:
        signs += ("零" if gap else "") + _DIGITS[left]
    return signs[1:] if 10 <= number < 20 else signs


def read(text: str) -> int | None:
    """Return the number of figures of either width, or of a Chinese numeral.

    一千零三十五 and, sign by sign, 一〇三五 are both 1035. None for any other text, and
    for nought.
    """
    narrow = text.translate(_NARROW)
    if _FIGURES.fullmatch(narrow):
        return int(narrow) or None
    if _SPELLED.fullmatch(text):
        return int("".join(str(_VALUE[sign]) for sign in text)) or None
    match = _COUNTED.fullmatch(text)
    if match is None:
        return None
    thousands, hundreds, tens, ten, ones = match.groups()
    number = 1000 * _VALUE[thousands or "零"] + 100 * _VALUE[hundreds or "零"]
    number += (10 * _VALUE[tens or "一"] if ten else 0) + _VALUE[ones or "零"]
    return number or None
