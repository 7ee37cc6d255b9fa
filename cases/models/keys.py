"""Keys computed from words: the place of a title in a list, and names compared."""

import re

from cjo.lib.search_folding import letters

KEY_LENGTH = 200
_VERSUS = re.compile(r"\b(?:vs|versus)\b")


def title_key(title: str) -> str:
    """Return a key that sorts titles alike on every database and in every collation.

    GB 18030 has the common Chinese characters in the order of their pinyin, and
    Latin letters in alphabetical order; hexadecimal digits sort as bytes do.
    """
    folded = " ".join(letters(title).split())
    return folded.encode("gb18030", "replace").hex()[:KEY_LENGTH]


def name_key(name: str) -> str:
    """Return a key that is the same for two writings of a case's name."""
    folded = _VERSUS.sub("v", letters(name))
    return "".join(folded.split()).removesuffix("案")[:KEY_LENGTH]
