"""Folding of case numbers: widths, brackets, old characters, accents.

Not the folding of the search: that drops 号 and brackets, which have their place here.
"""

import re
import unicodedata

HAN = "\u3400-\u9fff"  # Chinese characters, as a range for patterns
# Brackets, dashes and characters that people and converters write for those of a number
_LIKE = str.maketrans(
    {
        **dict.fromkeys("[【〔〖{「『〈《<", "("),
        **dict.fromkeys("]】〕〗}」』〉》>", ")"),
        **dict.fromkeys("‐‑‒–—―−", "-"),
        "\u2ea0": "民",  # a radical that NFKC does not make a character
        # traditional characters of codes
        **dict(
            zip("號滬遼蘇閩贛魯雲陝寧內軍", "号沪辽苏闽赣鲁云陕宁内军", strict=True)
        ),
        **dict(
            zip(
                "終監審復執協認請調賠轄懲財證異強書",
                "终监审复执协认请调赔辖惩财证异强书",
                strict=True,
            )
        ),
        **dict(zip("撤醫備訪恢清申", "撤医备访恢清申", strict=True)),
    }
)
_TOKEN = re.compile(rf"[0-9]+|[A-Z]?[a-z]+|[A-Z]+(?![a-z])|[{HAN}]+|[()-]")
_IGNORED = re.compile(r"[\s.]+")


def fold(text: str) -> str:
    """Return a text in one width, with round brackets, without accents and joiners.

    Traditional characters of codes become simplified ones.
    """
    # NFKC makes wide signs narrow, but keeps most brackets and all characters
    wide = unicodedata.normalize("NFKC", text).translate(_LIKE)
    apart = unicodedata.normalize("NFD", wide)
    kept = "".join(_folded(character) for character in apart)
    return unicodedata.normalize("NFC", kept).strip()


def _folded(character: str) -> str:
    category = unicodedata.category(character)
    if category == "Nd":
        return str(unicodedata.decimal(character))
    return "" if category in ("Mn", "Cf") else character


def tokens_of(folded: str) -> list[str]:
    """Cut a folded text into numbers, syllables, Chinese words, brackets and dashes.

    Any other sign is a token of its own, which no rule accepts.
    """
    tokens: list[str] = []
    place = 0
    while place < len(folded):
        match = _IGNORED.match(folded, place)
        if match is None:
            match = _TOKEN.match(folded, place)
            tokens.append(match[0] if match else folded[place])
        place = match.end() if match else place + 1
    return tokens


def spaced(code: str) -> str:
    """Return `Foo Bar` for `FooBar`."""
    return re.sub("(?<=[a-z])(?=[A-Z])", " ", code)
