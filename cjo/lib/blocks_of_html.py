"""The blocks of HTML: no reader sees the white space round them."""

import re

# Elements that are laid out as blocks, or not at all: no reader sees the white space
# beside them. In a breadcrumb, too, a style makes the place between items.
_BLOCK = (
    r"</?(?:!doctype|html|head|meta|link|title|body|header|footer|main|nav|section"
    r"|article|figure|figcaption|div|p|h[1-6]|[uod]l|li|d[td]|blockquote|details"
    r"|summary|form|select|option|table|thead|tbody|t[rhd])\b"
)
_BEFORE_BLOCK = re.compile(rf"\n(?={_BLOCK})")
_AFTER_BLOCK = re.compile(rf"({_BLOCK}[^<>]*>)\n")


def without_line_ends(html: str) -> str:
    """Return HTML without the ends of lines beside its blocks."""
    return _AFTER_BLOCK.sub(r"\1", _BEFORE_BLOCK.sub("", html))
