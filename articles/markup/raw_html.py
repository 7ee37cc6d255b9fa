"""HTML that an editor typed among the Markdown, told from words in angle brackets."""

import re
from html.parser import HTMLParser
from typing import Any

import markdown
from lxml.html import defs
from markdown.extensions import Extension
from markdown.htmlparser import HTMLExtractor
from markdown.inlinepatterns import HTML_RE, HtmlInlineProcessor
from markdown.preprocessors import Preprocessor

# Attributes that HTML writes without a value; any other bare word is a word
_BARE = (
    "allowfullscreen|async|autofocus|autoplay|checked|compact|controls|default|defer|"
    "disabled|download|hidden|ismap|loop|multiple|muted|nohref|noshade|novalidate|"
    "nowrap|open|playsinline|readonly|required|reversed|selected"
)
_VALUE = r"""\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'=<>`]+)"""
_TAG = re.compile(
    r"<(?P<end>/?)(?P<name>[a-z][a-z0-9:-]*)"
    rf"(?P<attributes>(?:\s+(?:[^\s\"'<>=/]+{_VALUE}|(?:{_BARE})(?=[\s/>])))*)\s*/?>",
    re.IGNORECASE,
)
_CODE_OR_TAG = re.compile(
    r"^ {0,3}(?P<fence>```+|~~~+).*?(?:^ {0,3}(?P=fence)|\Z)|^(?: {4}|\t)[^\n]*$"
    r"|(?<!`)(?P<ticks>`+)(?!`).+?(?<!`)(?P=ticks)(?!`)|\\.|<!--.*?-->|<[^<>]*>",
    re.MULTILINE | re.DOTALL,
)
# Between brackets these are links in every Markdown
_ADDRESS = re.compile(
    r"<(?:[a-z][a-z0-9+.-]+:[^\s<>]*|[^\s<>@]+@[^\s<>@]+)>", re.IGNORECASE
)
# A browser reads no marks in these, and drops or hides what they hold, to their end
_HOLDING_NO_MARKS = {
    "iframe", "noembed", "noframes", "noscript", "plaintext", "select", "textarea",
    "title", "xmp",
}  # fmt: skip
_HOLDING_NO_WORDS = {"script", "style", "template"}
# Elements that no sentence means by their bare name
_NEVER_WORDS = {"canvas", "embed", "iframe", "script", "style", "svg", "video", "wbr"}


def dropped_elements(html: str, allowed: set[str]) -> list[str]:
    """Return the names of elements in HTML that the sanitiser does not let through."""
    names = _Names()
    names.feed(html)
    names.close()
    return [name for name in dict.fromkeys(names.seen) if name not in allowed]


def without_open_elements(html: str) -> str:
    """Return HTML in which no forbidden element swallows the text that follows it.

    The sanitiser reads like a browser: up to an end that may be missing.
    """

    lower = html.lower()
    ends = {name: lower.rfind(f"</{name}") for name in _HOLDING_NO_WORDS}

    def kept(match: re.Match[str]) -> str:
        name = match["name"].lower()
        if name in _HOLDING_NO_MARKS:
            return ""
        if name in _HOLDING_NO_WORDS and not match["end"]:
            return match[0] if ends[name] > match.start() else ""
        return match[0]

    return _TAG.sub(kept, html)


def without_words_as_tags(source: str, allowed: set[str]) -> str:
    """Return Markdown in which every program reads words in angle brackets as words."""
    house = RawHtml(source, allowed)

    def readable(match: re.Match[str]) -> str:
        text = match[0]
        is_tag = text.startswith("<") and not _ADDRESS.fullmatch(text)
        return f"&lt;{text[1:]}" if is_tag and not house.reads(text) else text

    return _CODE_OR_TAG.sub(readable, source)


class RawHtml(Extension):
    """Keeps words in angle brackets as text; `allowed` are elements of texts."""

    def __init__(self, source: str, allowed: set[str]) -> None:
        super().__init__()
        self.allowed = allowed
        names = re.findall(r"<(/?[a-z][a-z0-9]*)[\s>]", source.lower())
        self.named = set(names)

    def extendMarkdown(self, md: markdown.Markdown) -> None:
        # under the names, and with the priorities, of those of the library
        md.preprocessors.register(_Blocks(md, self), "html_block", 20)
        md.inlinePatterns.register(_Inline(HTML_RE, md, self), "html", 90)
        # as in CommonMark, which the Markdown that we write out follows
        md.ESCAPED_CHARS = [*md.ESCAPED_CHARS, "<"]

    def reads(self, tag: str) -> bool:
        """Return whether a text from `<` to `>` is HTML.

        `<data subject>` and `<personal information>` are words. So is a bare
        `<address>` that is never closed, unless it is an element that texts may have.
        """
        if tag.startswith("<!--"):
            return True
        match = _TAG.fullmatch(tag)
        if match is None:
            return False
        name = match["name"].lower()
        if match["attributes"] or ":" in name:
            return True  # pasted, whatever its name
        if name not in defs.tags:
            return False
        if name in self.allowed | _NEVER_WORDS:
            return True
        return (name if match["end"] else f"/{name}") in self.named


class _Blocks(Preprocessor):
    def __init__(self, md: markdown.Markdown, house: RawHtml) -> None:
        super().__init__(md)
        self.house = house

    def run(self, lines: list[str]) -> list[str]:
        reader = _BlockReader(self.md, self.house)
        reader.feed("\n".join(lines))
        reader.close()
        return "".join(reader.cleandoc).split("\n")


class _BlockReader(HTMLExtractor):
    def __init__(self, md: markdown.Markdown, house: RawHtml) -> None:
        super().__init__(md)
        self.house = house

    def parse_starttag(self, i: int) -> int:
        return super().parse_starttag(i) if self._reads(i) else self._as_words(i)

    def parse_endtag(self, i: int) -> int:
        return super().parse_endtag(i) if self._reads(i) else self._as_words(i)

    def parse_html_declaration(self, i: int) -> int:
        if self.rawdata.startswith("<!--", i):
            return super().parse_html_declaration(i)
        return self._as_words(i)

    def parse_pi(self, i: int) -> int:
        return self._as_words(i)

    def _reads(self, start: int) -> bool:
        tag = _TAG.match(self.rawdata, start)
        if tag is None or not self.house.reads(tag[0]):
            return False
        # one that never ends is no block: the text goes on below it
        name = tag["name"].lower()
        never_ends = not tag["end"] and f"/{name}" not in self.house.named
        return not (never_ends and name in _HOLDING_NO_MARKS | _HOLDING_NO_WORDS)

    def _as_words(self, start: int) -> int:
        self.handle_data("&lt;" if self.inraw else "<")
        return start + 1


class _Inline(HtmlInlineProcessor):
    def __init__(self, pattern: str, md: markdown.Markdown, house: RawHtml) -> None:
        super().__init__(pattern, md)
        self.house = house

    def handleMatch(  # type: ignore[override]
        self, m: re.Match[str], data: str
    ) -> Any:
        if not self.house.reads(m[1]):
            return None, None, None
        return super().handleMatch(m, data)


class _Names(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.seen.append(tag)
