"""Marks within a line beyond plain Markdown: embeds, bare addresses, broken lines."""

import re
import xml.etree.ElementTree as etree
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import cast

import markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor, SubstituteTagInlineProcessor
from markdown.treeprocessors import InlineProcessor as InlineTree
from markdown.util import HTML_PLACEHOLDER_RE, INLINE_PLACEHOLDER_RE, STX, AtomicString

from articles.markup.block_ids import EMBED
from articles.markup.flaws import FlawKind, Flaws

# pymdownx.magiclink was tried: it sees no address right after a Chinese character, and
# takes the Chinese words that follow an address into it. An address is ASCII here.
_ADDRESS = r"""(?xi)
    (?<![a-z0-9@/.:_-])
    (?: (?: https?://[a-z0-9] | www\.[a-z0-9] ) [a-z0-9.-]*\.[a-z0-9-]+ (?: :\d+ )?
        (?: [/?\#] [a-z0-9._~:/?\#\[\]@!$&'()*+,;=%-]* )?
      | [a-z0-9][a-z0-9._+-]*@[a-z0-9-]+(?:\.[a-z0-9-]+)+ )
"""
_AFTER = re.compile(r"(?:[?!.,:;*_~'-]|&[a-z0-9]+;)+$", re.IGNORECASE)
_LINK_TAG = re.compile(r"<(/?)a[\s>]", re.IGNORECASE)
_PAIRS = {")": "(", "]": "["}


# Two private-use characters fence the number of an embed through Markdown and the
# sanitiser; they are taken out of what comes in, so no text can forge one.
TOKEN = re.compile("\ue000(\\d+)\ue001")


@dataclass(frozen=True, slots=True)
class Reference:
    """A record that a text shows, by the name of the embed and its argument."""

    name: str
    argument: str


def without_tokens(source: str) -> str:
    return source.replace("\ue000", "").replace("\ue001", "")


def address_in(text: str) -> str:
    """Return an address without the punctuation of the sentence that it ends."""
    while text:
        shorter = _AFTER.sub("", text)
        last = shorter[-1:]
        if last in _PAIRS and shorter.count(last) > shorter.count(_PAIRS[last]):
            shorter = shorter[:-1]
        if shorter == text:
            return text
        text = shorter
    return text


class _Embed(InlineProcessor):
    def __init__(
        self, references: list[Reference], flaws: Flaws, embeds: Mapping[str, bool]
    ) -> None:
        super().__init__(EMBED.pattern)
        self.references = references
        self.flaws = flaws
        self.embeds = embeds

    def handleMatch(  # type: ignore[override]
        self, m: re.Match[str], data: str
    ) -> tuple[str, int, int]:
        self.references.append(Reference(m[1], m[2]))
        if not self.embeds.get(m[1], True) and data.strip() != m[0]:
            begin, end = data.rfind("\n", 0, m.start()) + 1, data.find("\n", m.end())
            line = data[begin : end if end > 0 else None]
            # what was read before this mark stands there as a placeholder
            self.flaws.add(FlawKind.RECORD_IN_LINE, m[0] if STX in line else line)
        token = f"\ue000{len(self.references) - 1}\ue001"
        return token, m.start(0), m.end(0)


class _Flawed(InlineProcessor):
    """Leaves what it finds as it is, and notes it."""

    def __init__(self, pattern: str, kind: FlawKind, flaws: Flaws) -> None:
        super().__init__(pattern)
        self.kind = kind
        self.flaws = flaws

    def handleMatch(  # type: ignore[override]
        self, m: re.Match[str], data: str
    ) -> tuple[str, int, int]:
        self.flaws.add(self.kind, m[0])
        return m[0], m.start(0), m.end(0)


class _BareAddress(InlineProcessor):
    ANCESTOR_EXCLUDES = ("a",)

    def handleMatch(  # type: ignore[override]
        self, m: re.Match[str], data: str
    ) -> tuple[etree.Element | None, int | None, int | None]:
        address = address_in(m[0])
        if not address or self._is_in_link(data[: m.start()]):
            return None, None, None
        link = etree.Element("a")
        lower = address.lower()
        is_whole = lower.startswith(("http://", "https://"))
        if is_whole:
            link.set("href", address)
        elif lower.startswith("www."):
            link.set("href", f"http://{address}")
        else:
            link.set("href", f"mailto:{address}")
        link.text = AtomicString(address)
        return link, m.start(), m.start() + len(address)

    def _is_in_link(self, before: str) -> bool:
        """Whether a link that was written as HTML is open here."""
        if not any(map(_LINK_TAG.match, map(str, self.md.htmlStash.rawHtmlBlocks))):
            return False
        open_links = 0
        nodes = cast("InlineTree", self.md.treeprocessors["inline"]).stashed_nodes
        for kept in INLINE_PLACEHOLDER_RE.finditer(before):
            token = HTML_PLACEHOLDER_RE.fullmatch(str(nodes.get(kept[1], "")))
            if token:
                tag = str(self.md.htmlStash.rawHtmlBlocks[int(token[1])])
                link = _LINK_TAG.match(tag)
                open_links += (-1 if link[1] else 1) if link else 0
        return open_links > 0


def embeds_in(text: str, names: Iterable[str]) -> list[str]:
    """Return the embeds, whole or broken, in a text that shows no records."""
    pattern = rf"(?i)\[\[\s*(?:{_any_of(names)})\s*[:：][^\[\]\n]*\]{{0,2}}"
    return re.findall(pattern, text)


def _any_of(names: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, names))) or r"\b\B"


class InlineMarks(Extension):
    """Embeds and broken ones, notes without a text, bare addresses, broken lines."""

    def __init__(
        self, references: list[Reference], flaws: Flaws, embeds: Mapping[str, bool]
    ) -> None:
        super().__init__()
        self.references = references
        self.flaws = flaws
        self.embeds = embeds

    def extendMarkdown(self, md: markdown.Markdown) -> None:
        # behind an escaped bracket nothing is looked for
        names = _any_of(self.embeds)
        broken = (
            rf"(?i)(?:\[\[|【【)\s*(?:(?:{names})\b|[a-z]+\s*[:：])[^\[\]【】\n]*[\]】]{{0,2}}"
            rf"|(?<![\[\x03])\[\s*(?:{names})\s*[:：][^\[\]\n]*\]\]"
        )
        note = r"\[\^[^\]\s]+\]"
        for pattern, name, priority in (
            (_Embed(self.references, self.flaws, self.embeds), "embed", 175.5),
            (_Flawed(broken, FlawKind.EMBED, self.flaws), "broken-embed", 174),
            (_Flawed(note, FlawKind.UNKNOWN_NOTE, self.flaws), "unknown-note", 173),
            (SubstituteTagInlineProcessor(r"\\\n", "br"), "broken-line", 101),
            (_BareAddress(_ADDRESS, md), "bare-address", 85),
        ):
            md.inlinePatterns.register(pattern, name, priority)
