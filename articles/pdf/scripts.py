"""How each script is set: its faces, size, leading, and where its emphasis lies.

The faces come from pinned wheels, never from the system: the same bytes everywhere.
Another script needs its wheel in `FACES`, a `Script`, and a line in `_SCRIPTS`.
"""

from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TypedDict

# The faces in a wheel, by package
FACES = {
    "fontpkg_noto_serif": "files/**/*.ttf",
    "fontpkg_noto_sans": "files/**/*.ttf",
    "justmytype_intl_cjk": "fonts/**/*.ttf",
    # it has a sans too, in one weight: typst would take it for that of all weights
    "pylopdf_fonts_zh_cn": "NotoSerifSC-Regular.otf",
}
# What is tried in turn for a character that the script's own faces lack
_LAST = ["Noto Sans", "Noto Sans SC", "Noto Sans TC", "Noto Sans JP", "Noto Sans KR"]


class Script(TypedDict):
    """Faces and measures of a script; lengths in em of the text."""

    text: list[str]
    head: list[str]  # of headings and of strong words
    label: list[str]
    direction: str
    size: float  # of the text, in points
    weight: int
    strong: int
    leading: float
    indent: float
    indent_first: bool  # also the first paragraph after a heading
    measure: float
    italics: bool
    old_style: bool


LATIN: Script = {
    "text": ["Noto Serif", "Noto Serif SC", *_LAST],
    "head": ["Noto Serif", *_LAST],
    "label": ["Noto Sans", *_LAST],
    "direction": "ltr",
    "size": 9.75,
    "weight": 400,
    "strong": 680,
    "leading": 0.74,
    "indent": 1.4,
    "indent_first": False,
    "measure": 40.0,
    "italics": True,
    "old_style": True,
}
# Song for the text, which the wheel has in one weight, and Hei for what is strong, as
# Chinese newspapers set them. The Latin of each is used with it: letters of another
# face would sit on another baseline.
CHINESE: Script = {
    "text": ["Noto Serif SC", *_LAST],
    "head": ["Noto Sans SC", *_LAST],
    "label": ["Noto Sans SC", *_LAST],
    "direction": "ltr",
    "size": 10.5,
    "weight": 400,
    "strong": 640,
    "leading": 0.86,
    "indent": 2.0,
    "indent_first": True,
    "measure": 38.0,
    "italics": False,
    "old_style": False,
}
_SCRIPTS = {"zh-hans": CHINESE}
# typst writes a language and a region where BCP 47 may write a script
_REGIONS = {"zh-hans": ("zh", "cn"), "en": ("en", "gb")}


def script_of(language: str) -> Script:
    return _SCRIPTS.get(language, LATIN)


def typst_language(language: str) -> tuple[str, str | None]:
    code = language.lower()
    return _REGIONS.get(code, (code.partition("-")[0], None))


def is_cjk(language: str) -> bool:
    return language.partition("-")[0] in ("zh", "ja", "ko")


@cache
def faces() -> tuple[Path, ...]:
    """Return the files of the faces, in the order of their packages."""
    return tuple(
        face
        for package, pattern in FACES.items()
        for face in sorted(Path(str(files(package))).glob(pattern))
    )
