"""Texts as somebody typed or pasted them, without what no reader can see.

Word processors and web pages hand over breaks of lines and pages of their own, and
invisible characters. Direction marks and joiners stay: Persian, Hindi and Arabic are
written with them. So does the space without width of scripts without spaces (Thai).
"""

import re

_LINE_END = re.compile("\r\n?|[\x0b\x0c\x0e\x85\u2028]|\u2029")
_IN_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"  # Thai, Lao, Burmese, Khmer
# Without the null character: forms refuse it, for no text has it
_INVISIBLE = re.compile(
    "[\x01-\x06\x08\x0f-\x1d\x1f\x7f-\x9f"
    "\u202d\u202e"  # they turn letters around: a text would not say what it shows
    "\u2061-\u2064\u206a-\u206f\ufeff\ufff9-\ufffc"
    "\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff\U000e0000-\U000e007f]"
    f"|(?<![{_IN_UNSPACED}])\u200b|\u200b(?![{_IN_UNSPACED}])"
)
# Word's sign of a cell's end, and its hyphen that does not break a line
_ALIKE = str.maketrans({"\x07": " ", "\x1e": "-"})


def typed_lines(text: str) -> str:
    """Return a text of several lines, each ended by a line feed alone."""
    ended = _LINE_END.sub(lambda end: "\n\n" if end[0] == "\u2029" else "\n", text)
    return _INVISIBLE.sub("", ended.translate(_ALIKE))


def typed_line(text: str) -> str:
    """Return a text of a single line: other lines follow after a space."""
    return re.sub(r"[ \t]*[\n\t][\n\t ]*", " ", typed_lines(text))
