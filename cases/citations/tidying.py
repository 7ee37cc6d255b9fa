"""The text as citations are read in it: one kind of quote, dash and space.

Places in it lead back to the text, as those of `cases.citations.characters` do.
"""

import re

from cases.citations.characters import PlainText, plain

HAN = "\u3400-\u9fff\u3007"  # Chinese characters, as a range for patterns

_ALIKE = str.maketrans(
    {
        **dict.fromkeys("’‘`´′", "'"),
        **dict.fromkeys("“”„‟«»「」『』″", '"'),
        **dict.fromkeys("‐‑", "-"),
        **dict.fromkeys("―−‒", "–"),
        **dict.fromkeys("〜∼⁓", "~"),
        **dict.fromkeys("〈﹤", "《"),
        **dict.fromkeys("〉﹥", "》"),
        **dict.fromkeys("【〔［", "["),
        **dict.fromkeys("】〕］", "]"),
        "﹑": "、",
    }
)
# Spaces that nobody means: several in a row, those inside Chinese, or of a broken
# word (“Anti- Monopoly”); also the stars and low lines that Markdown puts around words
_IDLE = re.compile(
    rf" +(?= )|(?<=[{HAN}《》、]) (?=[{HAN}《》0-9])|(?<=[0-9]) (?=[{HAN}])"
    r"|(?<=[a-z]-) (?=[A-Z])|\*+|(?<![A-Za-z0-9])_+|_+(?![A-Za-z0-9])"
)


def tidy(text: str) -> PlainText:
    """Return a text for reading; `span` leads from its places to those of the text."""
    folded = plain(text)
    alike = folded.text.translate(_ALIKE)
    kept: list[str] = []
    places: list[int] = []
    done = 0
    for idle in _IDLE.finditer(alike):
        kept.append(alike[done : idle.start()])
        places += folded.places[done : idle.start()]
        done = idle.end()
    if not kept:
        return PlainText(alike, folded.places)
    kept.append(alike[done:])
    places += folded.places[done:]
    return PlainText("".join(kept), places)
