"""Our templates, without the white space that only their lines and indents need."""

import re

from django.template.base import Origin
from django.template.loaders import filesystem

from cjo.lib.blocks_of_html import without_line_ends

_INDENT = re.compile(r"[ \t]*\n\s*")
_NOTE = re.compile(r"\{% comment %\}.*?\{% endcomment %\}\n?", re.DOTALL)
# A tag that prints nothing itself, alone on its line
_ALONE = re.compile(
    r"\n(\{% (?:load|if|elif|else|endif|for|empty|endfor|with|endwith|block|endblock"
    r"|ifchanged|endifchanged)\b(?:(?!%\}).)*%\})(?=\n)"
)
# In a tag, a condition that gives an attribute: the blank belongs to the attribute
_ATTRIBUTE = re.compile(
    r"\n(\{% if (?:(?!%\}).)*%\})(?=[a-z-]+=\")((?:(?!\{%|\n).)*)"
    r"(?:\{% else %\}(?=[a-z-]+=\")((?:(?!\{%|\n).)*))?(\{% endif %\})"
)


class Loader(filesystem.Loader):
    """Read a template from DIRS; where an error page shows its source, unchanged."""

    def get_contents(self, origin: Origin) -> str:
        contents = super().get_contents(origin)
        return contents if self.engine.debug else squeezed(contents)


def squeezed(source: str) -> str:
    """Return a template that prints the same words with less white space.

    Between two words stays at least one character where there was one, so nothing
    that a reader sees changes; texts and stored HTML come in through variables.
    """
    lines = _ALONE.sub(r"\1", _NOTE.sub("", _INDENT.sub("\n", source)))
    return without_line_ends(_ATTRIBUTE.sub(_with_blanks, lines))


def _with_blanks(attribute: re.Match[str]) -> str:
    condition, first, second, end = attribute.groups()
    otherwise = f"{{% else %}} {second}" if second else ""
    return f"{condition} {first}{otherwise}{end}"
