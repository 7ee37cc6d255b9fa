"""How the columns of a table share its width: by what they hold."""

import re

from articles.pdf.blocks import Table, text_of

_WORDS = re.compile("[\u2e80-\uffef]{1,6}|[^\\s\u2e80-\uffef]+")
WIDEST = 36  # halves of an em; what is longer takes a second line


def _ems(text: str) -> int:
    """Return about how wide a text is, in halves of an em."""
    return sum(2 if character >= "\u2e80" else 1 for character in text)


def width_of(table: Table, column: int) -> int:
    """Share the width by what a column holds; its head may break between words."""
    cells = [row["cells"] for row in table["rows"] if not row.get("heading")]
    texts = [text_of(row[column]) for row in cells if column < len(row)]
    words = [
        word
        for cell in table["head"][column : column + 1]
        for word in (_WORDS.findall(text_of(cell)))
    ]
    widest = max((min(_ems(text), WIDEST) for text in texts), default=0)
    # words at the head are bold
    return max(widest, *(_ems(word) * 5 // 4 for word in words), 4) + 3
