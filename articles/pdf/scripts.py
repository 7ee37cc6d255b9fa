"""How each script is set: its faces, size, leading, and where its emphasis lies.

The faces come from pinned wheels, never from the system: the same bytes everywhere.
Another script needs its wheel in `FOLDERS`, a `Script`, and a line in `_SCRIPTS`.
"""

from importlib.resources import files
from pathlib import Path
from typing import TypedDict

# A folder of faces in a wheel, by package
FOLDERS = {
    "fontpkg_noto_serif": "files",
    "fontpkg_noto_sans": "files",
    "justmytype_intl_cjk": "fonts",
}
# What is tried in turn for a character that the script's own faces lack
_LAST = ["Noto Sans", "Noto Sans SC", "Noto Sans TC", "Noto Sans JP", "Noto Sans KR"]


class Script(TypedDict):
    """Faces and measures of a script; lengths in em of the text."""

    text: list[str]
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
    "text": ["Noto Serif", *_LAST],
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
# The wheel has Chinese without serifs only. Its own Latin is used with it:
# letters of another face would sit on another baseline.
CHINESE: Script = {
    "text": ["Noto Sans SC", *_LAST],
    "label": ["Noto Sans SC", *_LAST],
    "direction": "ltr",
    "size": 10.5,
    "weight": 380,
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


def font_folders() -> list[Path]:
    return [Path(str(files(package) / folder)) for package, folder in FOLDERS.items()]
