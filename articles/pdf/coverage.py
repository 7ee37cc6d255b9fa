"""Which signs the faces of the PDF hold, and what is printed for the others.

A sign without a glyph would be an empty box on paper. Its code is printed in its place,
and the desk tells the writer before.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from fontTools.ttLib import TTFont

from articles.pdf.faces import faces

# Signs that have no shape of their own: spaces, controls, joiners, variations
_SHAPELESS = {"Cc", "Cf", "Zs", "Zl", "Zp"}
_VARIATIONS = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")
_TIED = re.compile("[\u200d\ufe00-\ufe0f\U0001f3fb-\U0001f3ff\U000e0100-\U000e01ef]")
_ADDRESSES = {"address", "href", "source"}


def missing_signs(text: str) -> str:
    """Return the signs of a text that no face holds, each once, in order."""
    signs = {sign for sign in text if sign > "~"}
    for face in _faces():
        if not signs:
            break
        signs -= _signs_of(face)
    missing = [sign for sign in dict.fromkeys(text) if sign in signs]
    return "".join(sign for sign in missing if _has_shape(sign))


def printable(data: Any) -> Any:
    """Return data with the code of each sign in its texts that no face holds."""
    match data:
        case str():
            return _printable(data) if missing_signs(data) else data
        case dict():
            return {
                key: value if key in _ADDRESSES else printable(value)
                for key, value in data.items()
            }
        case list():
            return [printable(value) for value in data]
        case _:
            return data


def code_of(sign: str) -> str:
    return f"U+{ord(sign):04X}"


def _printable(text: str) -> str:
    return "".join(_pieces(text, missing_signs(text)))


def _pieces(text: str, missing: str) -> Iterator[str]:
    codes: list[str] = []
    for sign in text:
        if sign in missing:
            codes.append(code_of(sign))
        elif not (codes and _TIED.match(sign)):
            if codes:
                yield f"[{' '.join(codes)}]"
            codes = []
            yield sign
    if codes:
        yield f"[{' '.join(codes)}]"


def _has_shape(sign: str) -> bool:
    shapeless = unicodedata.category(sign) in _SHAPELESS
    return not shapeless and not _VARIATIONS.match(sign)


def _faces() -> Iterator[Path]:
    """Yield the files of the faces: those of Latin first, which are small."""
    latin = [face for face in faces() if not _is_cjk(face)]
    cjk = [face for face in faces() if _is_cjk(face)]
    yield from [*latin, *sorted(cjk, key=lambda face: "SC" not in face.name)]


def _is_cjk(face: Path) -> bool:
    return any(region in face.name for region in ("SC", "TC", "JP", "KR"))


@cache
def _signs_of(face: Path) -> frozenset[str]:
    return frozenset(map(chr, TTFont(face, lazy=True).getBestCmap()))
