"""Made-up words: a few are in nearly every text, most of them in hardly any."""

import random
from itertools import accumulate
from typing import TypeVar

LANGUAGES = ("en", "zh-hans")
_VOCABULARY = 6000
_SYLLABLES = [f"{first}{second}" for first in "bdfgklmnprstvz" for second in "aeiou"]
_CHARACTERS = [chr(code) for code in range(0x4E00, 0x9FA0, 23)]
_Item = TypeVar("_Item")


def _made_up(parts: list[str], shortest: int, longest: int) -> list[str]:
    # the same seed gives the same words, so that two runs can be compared
    chance = random.Random(20241030)
    words: dict[str, None] = {}
    while len(words) < _VOCABULARY:
        length = chance.randint(shortest, longest)
        words["".join(chance.choices(parts, k=length))] = None
    return list(words)


_WORDS = {"en": _made_up(_SYLLABLES, 2, 4), "zh-hans": _made_up(_CHARACTERS, 2, 3)}
# Zipf: the second word is half as frequent as the first, the third a third
_WEIGHTS = list(accumulate(1 / rank for rank in range(1, _VOCABULARY + 1)))


def word(rank: int, language: str) -> str:
    """Return a word by its rank: 0 is the most frequent, -1 the rarest."""
    return _WORDS[language][rank]


class Writer:
    """Writes made-up text in a language; the same seed writes the same."""

    def __init__(self, seed: str, language: str) -> None:
        self.chance = random.Random(seed)
        self._language = language
        self._space = " " if language == "en" else ""

    def words(self, number: int) -> str:
        words = self.chance.choices(
            _WORDS[self._language], cum_weights=_WEIGHTS, k=number
        )
        return self._space.join(words).capitalize()

    def sentence(self, number: int) -> str:
        return f"{self.words(number)}{'.' if self._space else '。'}"

    def text(self) -> str:
        """Return Markdown: two parts with a heading each."""
        parts = [
            f"## {self.words(3)}\n\n{self.sentence(70)}\n\n{self.sentence(30)}"
            for _ in range(2)
        ]
        return "\n\n".join(parts)
