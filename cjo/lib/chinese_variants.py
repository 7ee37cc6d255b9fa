"""Traditional Chinese characters, and the simplified ones in their place."""

from functools import cache

from opencc import OpenCC


@cache
def _converter() -> OpenCC:
    return OpenCC("t2s")  # its tables are loaded on first use


def simplified(character: str) -> str:
    """Return the simplified form of a single character.

    Not of a word: a part of a text must become the same as in the whole.
    """
    converted: str = _converter().convert(character)
    # 薴 becomes 苧, which becomes 苎
    return converted if converted == character else simplified(converted)
