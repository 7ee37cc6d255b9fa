"""Characters that look or mean alike made one, and invisible ones left out.

For case numbers and citations alike. PDFs write the radical ⾏ for 行, word processors
put zero-width spaces between characters, Chinese has wide figures and brackets, and
traditional characters are read as the simplified ones.
"""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from opencc import OpenCC

# The CJK Radicals Supplement, which NFKC keeps but for two signs: each radical with its
# ideograph, as EquivalentUnifiedIdeograph.txt of the Unicode Character Database has it
_SUPPLEMENT = """
⺁厂 ⺂乛 ⺃乚 ⺄乙 ⺅亻 ⺆冂 ⺇𠘨 ⺈刀 ⺉刂 ⺊卜 ⺋㔾 ⺌小 ⺍小 ⺎兀 ⺏尣 ⺐尢
⺑𡯂 ⺒巳 ⺓幺 ⺔彑 ⺕彐 ⺖忄 ⺗心 ⺘扌 ⺙攵 ⺛旡 ⺜日 ⺝月 ⺞歺 ⺟母 ⺠民 ⺡氵
⺢氺 ⺣灬 ⺤爫 ⺥爫 ⺦丬 ⺧牛 ⺨犭 ⺩王 ⺪𤴔 ⺫目 ⺬示 ⺭礻 ⺮𥫗 ⺯糹 ⺰纟 ⺱罓
⺲罒 ⺳㓁 ⺴冗 ⺵𦉫 ⺶羊 ⺷𦍌 ⺸𦍋 ⺹耂 ⺺肀 ⺻聿 ⺼肉 ⺽𦥑 ⺾艹 ⺿艹 ⻀艹 ⻁虎
⻂衤 ⻃覀 ⻄西 ⻅见 ⻆角 ⻇𧢲 ⻈讠 ⻉贝 ⻊𧾷 ⻋车 ⻌辶 ⻍辶 ⻎辶 ⻏邑 ⻐钅 ⻑長
⻒镸 ⻓长 ⻔门 ⻕𨸏 ⻖阝 ⻗雨 ⻘青 ⻙韦 ⻚页 ⻛风 ⻜飞 ⻝食 ⻞𩙿 ⻟飠 ⻠饣 ⻡𩠐
⻢马 ⻣骨 ⻤鬼 ⻥鱼 ⻦鸟 ⻧卤 ⻨麦 ⻩黄 ⻪黾 ⻫斉 ⻬齐 ⻭歯 ⻮齿 ⻯竜 ⻰龙 ⻱龜
⻲亀 ⻳龟
"""
_KANGXI = range(0x2F00, 0x2FD6)
_COMPATIBLE = range(0xF900, 0xFB00)  # ideographs that NFKC makes ordinary ones
_WIDE = range(0xFF01, 0xFF5F)
_SMALL_AND_VERTICAL = (
    *range(0xFE10, 0xFE19),
    *range(0xFE31, 0xFE53),
    *range(0xFE54, 0xFE6C),
)
_SPACES = range(0x2000, 0x200B)  # from en quad to hair space
_IDEOGRAPHS = [chr(code) for code in range(0x3400, 0xA000)]
_LINES = OpenCC("t2s").convert("\n".join(_IDEOGRAPHS))  # each read by itself
_SIMPLE = dict(zip(_IDEOGRAPHS, _LINES.split("\n"), strict=True))

_ORDINARY = {
    code: unicodedata.normalize("NFKC", chr(code))
    for code in (*_KANGXI, *_COMPATIBLE, *_WIDE, *_SMALL_AND_VERTICAL)
}
_ORDINARY |= {ord(pair[0]): pair[1] for pair in _SUPPLEMENT.split()}
_ALIKE: dict[int, str] = {
    **{ord(sign): simple for sign, simple in _SIMPLE.items()},
    **{code: _SIMPLE.get(sign, sign) for code, sign in _ORDINARY.items()},
    **dict.fromkeys((*_SPACES, 0x00A0, 0x202F, 0x205F, 0x3000, ord("\t")), " "),
}
_VARIATIONS = range(0xFE00, 0xFE10)  # they choose a glyph for the character before


@dataclass(frozen=True, slots=True)
class PlainText:
    """A text as `plain` folded it; `places` has the place of each of its characters."""

    text: str
    places: Sequence[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the span of the text before the folding, end exclusive."""
        if start == end:
            place = self.places[start] if start < len(self.places) else 0
            return place, place
        return self.places[start], self.places[end - 1] + 1


def plain(text: str) -> PlainText:
    """Fold a text: figures, brackets and spaces in one width, radicals as characters.

    Invisible characters (of category Cf, and variation selectors) are left out. Line
    ends stay, so that no pattern reads over one by mistake.
    """
    folded = text.translate(_ALIKE)
    kept = [place for place, sign in enumerate(folded) if not _is_invisible(sign)]
    if len(kept) == len(folded):
        return PlainText(folded, range(len(folded)))
    return PlainText("".join(folded[place] for place in kept), kept)


def _is_invisible(sign: str) -> bool:
    if sign.isascii():
        return False
    return ord(sign) in _VARIATIONS or unicodedata.category(sign) == "Cf"
