"""Our templates, without the white space that only their lines and indents need."""

import re

from django.template.base import Origin
from django.template.loaders import filesystem

_INDENT = re.compile(r"[ \t]*\n\s*")
_NOTE = re.compile(r"\{% comment %\}.*?\{% endcomment %\}\n?", re.DOTALL)
# A tag that prints nothing itself, alone on its line
_ALONE = re.compile(
    r"\n(\{% (?:load|if|elif|else|endif|for|empty|endfor|with|endwith|block|endblock"
    r"|ifchanged|endifchanged)\b(?:(?!%\}).)*%\})(?=\n)"
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
    return _ALONE.sub(r"\1", _NOTE.sub("", _INDENT.sub("\n", source)))
