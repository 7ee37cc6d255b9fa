"""How each script is set: its faces, size, leading, and where its emphasis lies.

Another script needs its wheel in `faces.py`, a `Script`, and a line in `_SCRIPTS`.
"""

from typing import NotRequired, TypedDict


class Part(TypedDict):
    """A face of which only the signs of a class of characters are taken."""

    name: str
    covers: str


Family = str | Part


class Script(TypedDict):
    """Faces and measures of a script; lengths in em of the text.

    A line is as high as its capitals. Where faces have none, or letters and signs of
    several heights meet in a line, `top` is the height instead.
    """

    text: list[Family]
    head: list[Family]  # of headings and of strong words
    label: list[Family]
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
    wide: bool  # letters and signs that fill a square
    top: NotRequired[float]
    # more space between lines, also where the template sets them close; marks above and
    # below letters need it
    extra: float
    items: float  # space between the items of a list
    tracking: float  # space between letters at most, to fill a line of few spaces
    fine: float  # size of labels and tables, as a part of the usual one
    latin: float  # of Latin words, which look larger than those of the script
    latin_fine: float


def _part(name: str, letters: str) -> Part:
    return {"name": name, "covers": f"[{letters}]"}


_LATIN_LETTERS = (
    "A-Za-z\u00aa\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u1e00-\u1eff"
)
_ARABIC = "\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufefc"
_HEBREW = "\u0590-\u05ff\ufb1d-\ufb4f"
_DEVANAGARI = "\u0900-\u097f\ua8e0-\ua8ff"
_THAI = "\u0e00-\u0e7f"
_KANA = "\u3040-\u30ff\u31f0-\u31ff"
_HANGUL = "\u1100-\u11ff\u3130-\u318f\uac00-\ud7ff"
# What is tried in turn for a character that the script's own faces lack
_OTHER_SERIFS: list[Family] = [
    _part("Amiri", _ARABIC),
    _part("Noto Serif Hebrew", _HEBREW),
    _part("Noto Serif Devanagari", _DEVANAGARI),
    _part("Noto Serif Thai", _THAI),
    _part("Noto Serif JP", _KANA),
    _part("Noto Serif KR", _HANGUL),
]
_LAST: list[Family] = [
    "Noto Sans",
    "Noto Sans SC",
    "Noto Sans TC",
    "Noto Sans JP",
    "Noto Sans KR",
    "Almarai",
    "Noto Sans Hebrew",
    "Noto Sans Devanagari",
    "Noto Sans Thai",
]

LATIN: Script = {
    "text": ["Noto Serif", *_OTHER_SERIFS, "Noto Serif SC", *_LAST],
    "head": ["Noto Serif", *_OTHER_SERIFS, *_LAST],
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
    "wide": False,
    "extra": 0.0,
    "items": 0.75,
    "tracking": 0.0,
    "fine": 1.0,
    "latin": 1.0,
    "latin_fine": 1.0,
}
# As their printers do, also after a heading
INDENTED: Script = {**LATIN, "indent_first": True}
# typst has no patterns to hyphenate these by: letters share what a line has to fill
UNHYPHENATED: Script = {**LATIN, "tracking": 0.02}
# Two marks above a capital
VIETNAMESE: Script = {**LATIN, "leading": 0.82, "extra": 0.08, "items": 0.85}
# Song for the text, which the wheel has in one weight, and Hei for what is strong, as
# Chinese newspapers set them. The Latin of each is used with it: letters of another
# face would sit on another baseline.
CHINESE: Script = {
    "text": ["Noto Serif SC", *_OTHER_SERIFS, *_LAST],
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
    "wide": True,
    "extra": 0.0,
    "items": 0.75,
    "tracking": 0.0,
    "fine": 1.0,
    "latin": 1.0,
    "latin_fine": 1.0,
}
# Mincho and Gothic, Batang and Dotum: the same division of work. Chinese names have
# signs that the Japanese and the Korean face lack.
JAPANESE: Script = {
    **CHINESE,
    "text": ["Noto Serif JP", "Noto Serif SC", *_OTHER_SERIFS, *_LAST],
    "head": ["Noto Sans JP", *_LAST],
    "label": ["Noto Sans JP", *_LAST],
    "size": 9.75,
    "leading": 0.96,
    "indent": 1.0,
    "measure": 41.0,
    "extra": 0.12,
    "items": 0.98,
}
KOREAN: Script = {
    **CHINESE,
    "text": ["Noto Serif KR", "Noto Serif SC", *_OTHER_SERIFS, *_LAST],
    "head": ["Noto Sans KR", *_LAST],
    "label": ["Noto Sans KR", *_LAST],
    "size": 10.0,
    "leading": 0.92,
    "indent": 1.0,
    "measure": 40.0,
    "extra": 0.1,
    "items": 0.95,
    "wide": False,
}


def _with_latin(name: str, sans: str, script: Script) -> Script:
    """Set Latin letters in Noto: the script's own faces have only the commonest.

    Labels take points and figures from there too: addresses stay in one face.
    """
    letters = _part("Noto Serif", _LATIN_LETTERS)
    others = [*_OTHER_SERIFS, "Noto Serif SC"]
    return {
        **script,
        "text": [letters, name, "Noto Serif", *others, *_LAST],
        "head": [letters, name, "Noto Serif", *_OTHER_SERIFS, *_LAST],
        "label": [_part("Noto Sans", f" -~{_LATIN_LETTERS}"), sans, *_LAST],
    }


_PLAIN: Script = {**LATIN, "italics": False, "old_style": False, "top": 0.72}
ARABIC = _with_latin(
    "Amiri",
    "Almarai",
    {
        **_PLAIN,
        "direction": "rtl",
        "size": 12.5,
        "strong": 700,
        "leading": 0.82,
        "measure": 31.3,
        "extra": 0.2,
        "items": 1.0,
        "fine": 0.84,
        "latin": 0.8,
        "latin_fine": 0.92,
    },
)
HEBREW = _with_latin(
    "Noto Serif Hebrew",
    "Noto Sans Hebrew",
    {
        **_PLAIN,
        "direction": "rtl",
        "size": 10.5,
        "leading": 0.8,
        "measure": 37.0,
        "extra": 0.05,
        "items": 0.85,
        "latin": 0.94,
        "latin_fine": 0.94,
    },
)
HINDI = _with_latin(
    "Noto Serif Devanagari",
    "Noto Sans Devanagari",
    {
        **_PLAIN,
        "size": 10.5,
        "leading": 0.92,
        "measure": 37.0,
        "extra": 0.15,
        "items": 0.95,
        "latin": 0.94,
        "latin_fine": 0.94,
    },
)
THAI = _with_latin(
    "Noto Serif Thai",
    "Noto Sans Thai",
    {
        **_PLAIN,
        "size": 10.5,
        "leading": 1.0,
        "measure": 37.0,
        "tracking": 0.04,
        "extra": 0.22,
        "items": 1.05,
        "latin": 0.94,
        "latin_fine": 0.94,
        "indent": 2.0,
        "indent_first": True,
    },
)
_SCRIPTS = {
    "ar": ARABIC,
    "es": INDENTED,
    "fr": INDENTED,
    "he": HEBREW,
    "id": UNHYPHENATED,
    "ms": UNHYPHENATED,
    "hi": HINDI,
    "ja": JAPANESE,
    "ko": KOREAN,
    "ru": INDENTED,
    "th": THAI,
    "vi": VIETNAMESE,
    "zh-hans": CHINESE,
}
# typst writes a language and a region where BCP 47 may write a script
_REGIONS = {"zh-hans": ("zh", "cn"), "en": ("en", "gb")}
_FROM_THE_RIGHT = frozenset(("ar", "fa", "he", "ur", "yi"))


def script_of(language: str) -> Script:
    return _SCRIPTS.get(language, LATIN)


def typst_language(language: str) -> tuple[str, str | None]:
    code = language.lower()
    return _REGIONS.get(code, (code.partition("-")[0], None))


def direction_of(language: str) -> str:
    """Return the direction of a language, which need not be one of the site."""
    from_the_right = language.lower().partition("-")[0] in _FROM_THE_RIGHT
    return "rtl" if from_the_right else "ltr"


def is_cjk(language: str) -> bool:
    return language.partition("-")[0] in ("zh", "ja", "ko")
