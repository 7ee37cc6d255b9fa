"""A text and the records that it shows, together as HTML and as plain text."""

import math
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from lxml.html import Element as new_element

from articles.extensions import registries
from articles.extensions.types import Embed, RecordState
from articles.markup.conversion import Source
from articles.markup.flaws import Flaw
from articles.markup.inline_marks import TOKEN, Reference
from articles.models import Picture
from articles.models.document import Document, PrintedPicture, ShownRecord
from articles.rendering.isolation import isolate_numbers
from articles.rendering.links import Named, link_named
from articles.rendering.markup import Markup, embeds, markups_of
from articles.rendering.notes import number_notes
from articles.rendering.pictures import with_credits
from articles.rendering.source_numbers import number_sources
from articles.rendering.tree import Element, Slot, inner_html, parse, slots
from articles.rendering.unstyled import as_prose, plain_text
from articles.rendering.wrapped_lines import joined_lines
from cjo.lib.blocks_of_html import without_line_ends

Resolve = Callable[[str, str], RecordState | None]
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_CJK_PER_MINUTE, _WORDS_PER_MINUTE = 400, 220


@dataclass(frozen=True, slots=True)
class TextToRender:
    """The Markdown of an article, all of it in one language.

    `head` is title and abstract: read for the subjects they name, not made into HTML.
    `pictures` are those that it shows, with their credits; words replace those whose
    file is among those `taken_down`.
    """

    language: str
    body: str
    takeaways: list[str]
    sources: str
    head: str = ""
    pictures: list[PrintedPicture] = field(default_factory=list)
    taken_down: frozenset[str] = frozenset()

    @classmethod
    def of_document(cls, document: Document) -> "TextToRender":
        text = "\n".join(
            [*document["takeaways"], document["body"], document["sources"]]
        )
        # those of schema 1 froze no credit: the picture has it
        pictures = document.get("pictures") or Picture.objects.shown_in(
            text, document["language"]
        )
        return cls(
            document["language"],
            document["body"],
            document["takeaways"],
            document["sources"],
            f"{document['title']}\n"
            f"{joined_lines(document['abstract'], document['language'])}",
            pictures,
            Picture.objects.taken_down(picture["hash"] for picture in pictures),
        )


@dataclass(slots=True)
class Rendered:
    """HTML, and the facts that follow from it.

    It was made from `text`, and from the state in `shown` of the record of each embed.
    `unknown` are the embeds of unknown records, `named` the subjects that recognisers
    found, by kind and key, `minutes` the time to read, `flaws` those of each field.
    """

    text: TextToRender
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
    flaws: list[tuple[str, Flaw]] = field(default_factory=list)
    shown: dict[tuple[str, str], RecordState | None] = field(default_factory=dict)

    def is_current(self, text: TextToRender, resolve: Resolve) -> bool:
        """Return whether the text, and all that it shows, is as it was rendered."""
        return text == self.text and all(
            resolve(*embed) == state for embed, state in self.shown.items()
        )

    @property
    def is_whole(self) -> bool:
        """Whether the text was converted: one that is too heavy has no HTML."""
        return not any(flaw.kind.is_failure for _field, flaw in self.flaws)


@dataclass(slots=True)
class _Shown:
    """The records of a text while it is rendered, each looked up and worded once."""

    resolve: Resolve
    language: str
    states: dict[tuple[str, str], RecordState | None] = field(default_factory=dict)
    worded: dict[Reference, str] = field(default_factory=dict)

    def state(self, reference: Reference) -> RecordState | None:
        key = (reference.name, reference.argument)
        if reference.name not in registries.embeds:
            return None
        if key not in self.states:
            self.states[key] = self.resolve(*key)
        return self.states[key]

    def is_inline(self, reference: Reference) -> bool:
        known = self.state(reference) is not None
        return known and registries.embeds[reference.name].inline

    def html(self, reference: Reference) -> str:
        if reference not in self.worded:
            self.worded[reference] = self._html(reference)
        return self.worded[reference]

    def _html(self, reference: Reference) -> str:
        state = self.state(reference)
        if state is None:
            context: dict[str, Any] = {"reference": reference}
            return render_to_string("articles/_unknown_embed.html", context)
        embed = registries.embeds[reference.name]
        return str(embed.html(state, reference.argument, self.language))


def newest_state(name: str, argument: str) -> RecordState | None:
    """Resolve an embed to the newest state of its record: for drafts."""
    return registries.embeds[name].newest(argument)


def frozen_states(embeds: list[ShownRecord]) -> Resolve:
    numbers = {(shown["kind"], shown["key"]): shown["number"] for shown in embeds}

    def resolve(name: str, argument: str) -> RecordState | None:
        embed = registries.embeds[name]
        number = numbers.get((embed.record_kind, argument.partition("/")[0]))
        if number is None:
            return _by_its_hash(embed, argument, embeds)
        state = embed.at(argument, number)
        return state if embed.has(state, argument) else None

    return resolve


def _by_its_hash(
    embed: Embed, argument: str, embeds: list[ShownRecord]
) -> RecordState | None:
    for shown in embeds:
        if shown["kind"] == embed.record_kind:
            # the text may call it by a former key: its address moved since
            try:
                state = embed.at(argument, shown["number"])
            except KeyError:
                continue
            if state.hash == shown["hash"] and embed.has(state, argument):
                return state
    return None


def render(text: TextToRender, resolve: Resolve) -> Rendered:
    with translation.override(text.language):
        shown = _Shown(resolve, text.language)
        source = Source(text.takeaways, text.body, text.sources, embeds())
        parts = markups_of(source, text.language)
        markups = [*parts.values()]
        trees = [markup.tree for markup in markups]
        takeaways, body, sources = trees
        number_notes(trees)
        pictures = [picture for markup in markups for picture in markup.pictures]
        with_credits(trees, text.pictures, text.taken_down)
        # before the embeds are put in: what a record names is noted with the record
        named = link_named([takeaways, body], text.language, head=text.head)
        for tree in trees:
            isolate_numbers(tree, text.language)
        for markup in markups:
            _fill(markup, shown)
        number_sources([takeaways, body], sources, text.language)
        html = [mark_safe(without_line_ends(inner_html(tree))) for tree in trees]
        words = [plain_text(as_prose(tree)) for tree in (takeaways, body)]
        references = [each for markup in markups for each in markup.references]
        states = [shown.state(reference) for reference in references]
        return Rendered(
            text=text,
            takeaways_html=html[0],
            body_html=html[1],
            sources_html=html[2],
            outline=_outline(body),
            plain_text="\n".join(filter(None, words)),
            minutes=minutes_to_read(words[1]),
            states=list({(s.kind, s.key): s for s in states if s}.values()),
            unknown=[
                reference
                for reference, state in zip(references, states, strict=True)
                if state is None
            ],
            links=[link for markup in markups for link in markup.links],
            pictures=pictures,
            named=named,
            flaws=[
                (name, flaw) for name, markup in parts.items() for flaw in markup.flaws
            ],
            shown=shown.states,
        )


def minutes_to_read(plain: str) -> int:
    """Estimate in whole minutes, at least one where there is any text."""
    characters = len(_CJK.findall(plain))
    words = len(_CJK.sub(" ", plain).split())
    return math.ceil(characters / _CJK_PER_MINUTE + words / _WORDS_PER_MINUTE)


def _fill(markup: Markup, shown: _Shown) -> None:
    """Put each embed in the place of its token; let wide tables and code scroll."""
    for table in [*markup.tree.iter("table")]:
        if next(table.iterancestors("table"), None) is None:
            _let_scroll(table)
    for code in markup.tree.iter("pre"):
        code.set("tabindex", "0")  # a wide line scrolls by keyboard too
    for paragraph in markup.tree.iter("p"):
        token = TOKEN.fullmatch((paragraph.text or "").strip())
        if token is None or len(paragraph):
            continue
        # a figure alone in its paragraph stays in it
        if not shown.is_inline(markup.references[int(token[1])]):
            paragraph.tag, paragraph.text = "div", token[0]
            paragraph.set("class", "embed")
    for slot in [*slots(markup.tree)]:
        _hold_blocks(slot, markup, shown)
        for token in reversed([*TOKEN.finditer(slot.text)]):
            embed = shown.html(markup.references[int(token[1])])
            slot.insert(parse(embed), *token.span())


def _hold_blocks(slot: Slot, markup: Markup, shown: _Shown) -> None:
    """Make a paragraph with a record among its words an element that may hold it."""
    references = [markup.references[int(number)] for number in TOKEN.findall(slot.text)]
    if all(map(shown.is_inline, references)):
        return
    paragraph = next(slot.parent.iterancestors("p"), slot.parent)
    if paragraph.tag == "p":
        paragraph.tag = "div"


def _let_scroll(table: Element) -> None:
    region = {"class": "scroll", "role": "region", "tabindex": "0"}
    # Translators: The name of a table without a caption, for screen readers.
    around = new_element("div", {**region, "aria-label": _("Table")})
    around.tail, table.tail = table.tail, None
    table.getparent().replace(table, around)
    around.append(table)


def _outline(root: Element) -> list[dict[str, str | int]]:
    """Return the headings of the text itself; those in embeds have no id."""
    return [
        {
            "level": int(heading.tag[1]),
            "id": heading.get("id"),
            "text": plain_text(heading),
        }
        for heading in root.iter("h2", "h3", "h4")
        if heading.get("id")
    ]
