"""Put a text and the records it shows together, as HTML and as plain text."""

import html
import math
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import nh3
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from articles.extensions import registries
from articles.extensions.types import Embed, RecordState
from articles.models.document import Document, ShownRecord
from articles.rendering.anchors import Anchors
from articles.rendering.links import Named, link_named
from articles.rendering.markup import (
    BLOCK_TOKEN,
    TOKEN,
    Markup,
    Reference,
    to_markup,
)

RENDERER = 5  # raise it when the HTML changes, and run `manage.py rerender`
Resolve = Callable[[str, str], RecordState | None]
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_TABLE = re.compile(r"<table>.*?</table>", re.DOTALL)
_CJK_PER_MINUTE, _WORDS_PER_MINUTE = 400, 220


@dataclass(frozen=True, slots=True)
class TextToRender:
    """What has to be made into HTML: Markdown, all of it in one language.

    `head` is title and abstract: read for what they name, and not made into HTML.
    """

    language: str
    body: str
    takeaways: list[str]
    sources: str
    head: str = ""

    @classmethod
    def of_document(cls, document: Document) -> "TextToRender":
        return cls(
            document["language"],
            document["body"],
            document["takeaways"],
            document["sources"],
            f"{document['title']}\n{document['abstract']}",
        )


@dataclass(slots=True)
class Rendered:
    """HTML and what follows from it; `unknown` names embeds that lead nowhere.

    `named` is what the recognisers found in the words, by kind and key.
    """

    body_html: SafeString
    takeaways_html: SafeString
    sources_html: SafeString
    outline: list[dict[str, str | int]]
    plain_text: str
    minutes: int
    states: list[RecordState] = field(default_factory=list)
    unknown: list[Reference] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    pictures: list[tuple[str, str]] = field(default_factory=list)
    named: list[Named] = field(default_factory=list)


@dataclass(slots=True)
class _Shown:
    """The states met while one text is rendered, each looked up once."""

    resolve: Resolve
    language: str
    found: dict[tuple[str, str], RecordState | None] = field(default_factory=dict)

    def state(self, reference: Reference) -> RecordState | None:
        key = (reference.name, reference.argument)
        if key not in self.found:
            known = reference.name in registries.embeds
            self.found[key] = self.resolve(*key) if known else None
        return self.found[key]


def newest_state(name: str, argument: str) -> RecordState | None:
    """Resolve an embed to what the record is today: for drafts."""
    return registries.embeds[name].newest(argument)


def frozen_states(embeds: list[ShownRecord]) -> Resolve:
    """Resolve embeds to the record versions that a Version froze."""
    numbers = {(shown["kind"], shown["key"]): shown["number"] for shown in embeds}

    def resolve(name: str, argument: str) -> RecordState | None:
        embed = registries.embeds[name]
        number = numbers.get((embed.record_kind, argument.partition("/")[0]))
        if number is None:
            return _by_its_hash(embed, argument, embeds)
        return embed.at(argument, number)

    return resolve


def _by_its_hash(
    embed: Embed, argument: str, embeds: list[ShownRecord]
) -> RecordState | None:
    """Find what was shown of a record that the text calls by a former key."""
    for shown in embeds:
        if shown["kind"] == embed.record_kind:
            try:
                state = embed.at(argument, shown["number"])
            except KeyError:
                continue
            if state.hash == shown["hash"]:
                return state
    return None


def render(text: TextToRender, resolve: Resolve) -> Rendered:
    """Return what pages print of a text, in the text's own language."""
    with translation.override(text.language):
        ids, shown = Anchors(), _Shown(resolve, text.language)
        body = to_markup(text.body, text.language, ids)
        takeaways = to_markup(
            "\n".join(f"- {line}" for line in text.takeaways), text.language, ids
        )
        sources = to_markup(text.sources, text.language, ids)
        markups = (body, takeaways, sources)
        plain = _plain(body, shown)
        (takeaways.html, body.html), named = link_named(
            [takeaways.html, body.html], text.language, head=text.head
        )
        references = [one for markup in markups for one in markup.references]
        states = [shown.state(one) for one in references]
        return Rendered(
            body_html=_filled(body, shown),
            takeaways_html=_filled(takeaways, shown),
            sources_html=_filled(sources, shown),
            outline=body.outline,
            plain_text="\n".join([_plain(takeaways, shown), plain]).strip(),
            minutes=minutes_to_read(plain),
            states=list({(s.kind, s.key): s for s in states if s}.values()),
            unknown=[
                one for one, s in zip(references, states, strict=True) if s is None
            ],
            links=[link for markup in markups for link in markup.links],
            pictures=[picture for markup in markups for picture in markup.pictures],
            named=named,
        )


def skeleton(source: str, language: str) -> tuple[str, list[Reference]]:
    """Return sanitised HTML with `data-embed` in place of each embed: for print."""
    markup = to_markup(source, language, Anchors())
    blocks = BLOCK_TOKEN.sub(r'<div data-embed="\2"></div>', markup.html)
    return TOKEN.sub(r'<span data-embed="\1"></span>', blocks), markup.references


def minutes_to_read(plain: str) -> int:
    """Estimate in whole minutes, at least one where there is any text."""
    characters = len(_CJK.findall(plain))
    words = len(_CJK.sub(" ", plain).split())
    return math.ceil(characters / _CJK_PER_MINUTE + words / _WORDS_PER_MINUTE)


def _filled(markup: Markup, shown: _Shown) -> SafeString:
    def block(found: re.Match[str]) -> str:
        reference = markup.references[int(found[2])]
        state = shown.state(reference)
        if state is not None and registries.embeds[reference.name].inline:
            return found[0]  # a figure alone in its paragraph stays in it
        anchor = found[1] or ""
        inner = _embed_html(reference, state, shown.language)
        return f'<div class="embed"{anchor}>{inner}</div>'

    def inline(found: re.Match[str]) -> str:
        reference = markup.references[int(found[1])]
        return _embed_html(reference, shown.state(reference), shown.language)

    text = _TABLE.sub(_scrolling, markup.html)
    return mark_safe(TOKEN.sub(inline, BLOCK_TOKEN.sub(block, text)))


def _scrolling(table: re.Match[str]) -> str:
    """Let a wide table scroll by itself, by keyboard too."""
    label = html.escape(_("Table"))
    return (
        f'<div class="scroll" role="region" tabindex="0" aria-label="{label}">'
        f"{table[0]}</div>"
    )


def _embed_html(reference: Reference, state: RecordState | None, language: str) -> str:
    if state is None:
        context: dict[str, Any] = {"reference": reference}
        return render_to_string("articles/_unknown_embed.html", context)
    embed = registries.embeds[reference.name]
    return str(embed.html(state, reference.argument, language))


def _plain(markup: Markup, shown: _Shown) -> str:
    def words(found: re.Match[str]) -> str:
        reference = markup.references[int(found[1])]
        state = shown.state(reference)
        if state is None:
            return ""
        embed = registries.embeds[reference.name]
        return html.escape(embed.text(state, reference.argument, shown.language))

    text = TOKEN.sub(words, markup.html)
    text = re.sub(r"</(?:p|h\d|li|tr|blockquote|div)>|<br>", "\n", text)
    bare = html.unescape(nh3.clean(text, tags=set()))
    return re.sub(r"\n{2,}", "\n", re.sub(r"[ \t]+", " ", bare)).strip()
