"""English numbers in words, and Roman ones, as articles are now and then counted."""

import re

_UNITS = (
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen",
    "eighteen", "nineteen",
)  # fmt: skip
_TENS = (
    "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
)  # fmt: skip
_UNIT = "|".join(sorted(_UNITS, key=len, reverse=True))
_TEN = "|".join(_TENS)
_ROMAN = re.compile("(C{0,3})(XC|XL|L?X{0,3})(IX|IV|V?I{0,3})")
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
_VALUES = {word: value for value, word in enumerate(_UNITS, 1)}
_VALUES |= {word: value for value, word in zip(range(20, 100, 10), _TENS, strict=True)}

# A number from one to 9999 in words, for other patterns (which ignore case)
WORDS = (
    rf"(?:(?:{_UNIT}) (?:thousand|hundred)(?:,? and)?(?: |\b)){{0,2}}"
    rf"(?:(?:{_TEN})(?:[ -](?:{_UNIT}))?|(?:{_UNIT})|(?<=hundred)|(?<=thousand))\b"
)
ROMAN = r"(?-i:[CXVIL]{1,9})(?![A-Za-z0-9])"


def read_words(text: str) -> int | None:
    """Return 127 for `one hundred and twenty-seven`; None for other words."""
    number = count = 0
    for word in re.findall("[a-z]+", text.lower()):
        if word in _VALUES:
            count += _VALUES[word]
        elif word in ("hundred", "thousand"):
            number += (count or 1) * (100 if word == "hundred" else 1000)
            count = 0
        elif word != "and":
            return None
    return number + count or None


def read_roman(text: str) -> int | None:
    """Return 13 for `XIII`; None for other letters, and beyond 399."""
    if not text or _ROMAN.fullmatch(text) is None:
        return None
    values = [_ROMAN_VALUES[letter] for letter in text]
    following = [*values[1:], 0]
    return sum(
        -value if value < behind else value
        for value, behind in zip(values, following, strict=True)
    )
