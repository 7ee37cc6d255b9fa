"""Fenced code, by `pymdownx.superfences`, as elements of the tree."""

import re
import xml.etree.ElementTree as etree
from typing import Any

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor
from markdown.util import HTML_PLACEHOLDER_RE, AtomicString, code_escape
from pymdownx.superfences import SuperFencesCodeExtension

from articles.markup.block_ids import Restore, raw_html

_START, _END = "<pre><code>", "</code></pre>"


def _as_html(source: str, *args: Any, **options: Any) -> str:
    return f"{_START}{code_escape(source)}\n{_END}"


class Fences(SuperFencesCodeExtension):  # type: ignore[misc]
    """Code between fences, in no colours; the language after a fence is passed over."""

    def __init__(self) -> None:
        fence = {"name": "*", "class": "", "format": _as_html}
        super().__init__(custom_fences=[fence], relaxed_headers=True)

    def extendMarkdown(self, md: Markdown) -> None:
        super().extendMarkdown(md)
        md.treeprocessors.register(_Elements(md, self), "fences", 29)

    def source_of(self, token: re.Match[str]) -> str | None:
        """Return the Markdown of the code that a token stands for."""
        source, depth = self.stash.get(token[0][1:-1], (None, 0))
        if source is None:
            return None
        return "\n".join(line[depth:] for line in source.split("\n"))

    def restore(self, md: Markdown) -> Restore:
        """Return a function that puts code and HTML back in the place of tokens.

        Of code, the lines to the first empty one: plain Markdown has a block there.
        """
        other = raw_html(md)

        def block(token: re.Match[str]) -> str:
            source = self.source_of(token)
            return other(token[0]) if source is None else source.split("\n\n")[0]

        return lambda text: HTML_PLACEHOLDER_RE.sub(block, text)


class _Elements(Treeprocessor):
    """Makes a paragraph that is the token of a fence an element, which has an id."""

    def __init__(self, md: Markdown, fences: Fences) -> None:
        super().__init__(md)
        self.fences = fences

    def run(self, root: etree.Element) -> None:
        for paragraph in [*root.iter("p")]:
            token = HTML_PLACEHOLDER_RE.fullmatch((paragraph.text or "").strip())
            if token is None or self.fences.source_of(token) is None:
                continue
            html = str(self.md.htmlStash.rawHtmlBlocks[int(token[1])])
            paragraph.tag, paragraph.text = "pre", None
            code = etree.Element("code")
            code.text = AtomicString(html[len(_START) : -len(_END)])
            paragraph.insert(0, code)
