"""Case numbers in a text: they are printed without a space or a break in them."""

import re

# (2022)粤0192民初6486号, （2019）冀民终817号之一
_NUMBER = re.compile(
    r"([（(〔［]\d{4}[）)〕］][\u4e00-\u9fff]{1,6}\d{0,4}[\u4e00-\u9fff]{0,8}\d{1,9}号"
    r"(?:之[一二三四五六七八九十]{1,3})?)"
)
_HAN_LETTER = 1.75  # letters as wide as a Chinese one


def split_at_numbers(text: str) -> list[str]:
    """Return the text in pieces: each second one is a case number."""
    return _NUMBER.split(text)


def fits(number: str, room: int) -> bool:
    """Return whether a case number fits into a line of so many letters."""
    return sum(_HAN_LETTER if sign > "\u2e80" else 1 for sign in number) <= room
