"""Folding of case numbers: widths, brackets, old characters, accents.

Not the folding of the search: that drops 号 and brackets, which have their place here.
"""

import re
import unicodedata

from anyascii import anyascii

from cases.citations.characters import plain

HAN = "\u3400-\u9fff"  # Chinese characters, as a range for patterns
HAN_ONLY = re.compile(f"[{HAN}]+")
# Brackets, dashes and quotes that people and converters write for those of a number
LIKE: dict[int, str] = {
    **{ord(sign): "(" for sign in "[【〔〖{「『〈《<⟨❨⦗⟦"},
    **{ord(sign): ")" for sign in "]】〕〗}」』〉》>⟩❩⦘⟧"},
    **{ord(sign): "-" for sign in "‐‑‒–—―−~～"},
    **{ord(sign): "'" for sign in '’‘ʼ"“”'},
    ord("#"): "№",
}
# Words for 号 before the serial number, for patterns that ignore case
NUMBER_WORD = "no|nos|nr|numbers?|di"
_TOKEN = re.compile(rf"[0-9]+|[A-Z]?[a-z]+|[A-Z]+(?![a-z])|[{HAN}]+|[()-]")
_IGNORED = re.compile(r"[\s.']+")
_SIGNS = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_YEAR_IN_SIGNS = re.compile(
    r"(?<=\() *[〇○零一二三四五六七八九]{4} *(?=\))"
    r"|(?<![〇○零一二三四五六七八九])[〇○零一二三四五六七八九]{4}(?= ?年)"
)
# Between letters and figures, not between two figures: 3-1号
_JOINER = re.compile(rf"(?<=[{HAN}A-Za-z])-(?=[{HAN}A-Za-z0-9])|-(?=[{HAN}A-Za-z])")
# The sign between thousands, as English writes them
_THOUSANDS = re.compile(r"(?<=[0-9]),(?=[0-9]{3}$)")
_SINGULAR = re.compile(r"(?:no|№)[. ]*[1-9][0-9]{0,2},[0-9]{3}$", re.IGNORECASE)


def fold(text: str) -> str:
    """Return a text in one width, with round brackets, without accents and joiners.

    Traditional characters of codes become simplified ones.
    """
    # NFKC writes No for №, but keeps most brackets and all characters
    wide = unicodedata.normalize("NFKC", plain(text).text.translate(LIKE))
    apart = unicodedata.normalize("NFD", wide)
    kept = "".join(_folded(character) for character in apart)
    composed = unicodedata.normalize("NFC", kept).strip()
    if _SINGULAR.search(composed):
        composed = _THOUSANDS.sub("", composed)
    return _JOINER.sub(" ", figures_of_year(composed))


def figures_of_year(text: str) -> str:
    """Write years with figures: (二〇二三), 二〇二三年. No length changes."""
    return _YEAR_IN_SIGNS.sub(lambda year: year[0].translate(_SIGNS), text)


def romanised(text: str) -> str:
    """Return `MouMou` for 某某: the commonest reading of each character."""
    return "".join(anyascii(sign).strip() or sign for sign in text)


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
