"""The faces of the PDFs: their files, from pinned wheels and never from the system.

The same bytes everywhere. A site that opens few languages may leave wheels out: signs
that no installed face holds are then printed as codes, and the doctor tells the rest.
"""

from functools import cache
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path

# The faces in a wheel, by package; those that every language needs come first
FACES = {
    "fontpkg_noto_serif": "files/**/*.ttf",
    "fontpkg_noto_sans": "files/**/*.ttf",
    "justmytype_intl_cjk": "fonts/**/*.ttf",
    # the next three have a sans too, in one weight: typst would take it for all weights
    "pylopdf_fonts_zh_cn": "NotoSerifSC-Regular.otf",
    "pylopdf_fonts_jp": "NotoSerifJP-Regular.otf",
    "pylopdf_fonts_ko": "NotoSerifKR-Regular.otf",
    # letters with their dots in one glyph: those of Noto are put together, and typst
    # would repeat them in the text under the page
    "fontpkg_amiri": "files/**/*.ttf",
    "fontpkg_almarai": "files/**/*.ttf",
    "pylopdf_fonts_he": "*.ttf",
    "pylopdf_fonts_hi": "*.ttf",
    "pylopdf_fonts_th": "*.ttf",
}
# Every text has a masthead in Latin and Chinese, and names of Chinese courts
OF_ALL_LANGUAGES = (
    "fontpkg_noto_serif",
    "fontpkg_noto_sans",
    "justmytype_intl_cjk",
    "pylopdf_fonts_zh_cn",
)
OF_LANGUAGE = {
    "ar": ("fontpkg_amiri", "fontpkg_almarai"),
    "he": ("pylopdf_fonts_he",),
    "hi": ("pylopdf_fonts_hi",),
    "ja": ("pylopdf_fonts_jp",),
    "ko": ("pylopdf_fonts_ko",),
    "th": ("pylopdf_fonts_th",),
}


@cache
def missing_packages() -> tuple[str, ...]:
    return tuple(package for package in FACES if find_spec(package) is None)


@cache
def faces() -> tuple[Path, ...]:
    """Return the files of the installed faces, in the order of their packages."""
    return tuple(
        face
        for package, pattern in FACES.items()
        if package not in missing_packages()
        for face in sorted(Path(str(files(package))).glob(pattern))
    )
