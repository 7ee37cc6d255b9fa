"""Sources, as a language names them and as a page numbers them."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal

from django.utils.html import (
    conditional_escape,
    escape,
    format_html,
    format_html_join,
)
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from cases.models import Carrier, TextOf
from cases.numbers.normalise import HAN
from cases.presentation.text import (
    HAN_LANGUAGES,
    NO_TEXT,
    LanguageText,
    MixedText,
    choose,
    fill_html,
)
from cases.snapshots.schema import Sources, SourceShape
from cjo.lib.languages import get_language
from cjo.lib.locales import number_text
from cjo.lib.safe_urls import safe_address

_HAN = re.compile(f"[{HAN}]")
_LATIN = re.compile("[A-Za-z]")
_DOMAIN = re.compile(r"[a-z0-9-]+(\.[a-z0-9-]+)+")
# An editor's remark at the end of a title: none is recorded, or it was read elsewhere
_REMARK = re.compile(r"\s*\(title [^()]*\)$|（标题[^（）]*）$")
TITLE_ROOM = 80  # letters of a title inside a sentence


def is_description(title: str, language: str) -> bool:
    # an English title of a Chinese source can only be an editor's description
    is_english = language in HAN_LANGUAGES and not _HAN.search(title)
    return is_english or bool(_REMARK.search(title))


@dataclass(frozen=True, slots=True)
class PresentedSource:
    """A source in a language; `number` is its place in the list of a page."""

    key: str
    shape: SourceShape
    language: str
    number: int = 0

    @property
    def title(self) -> MixedText:
        title, language = self.shape["title"], self.shape["language"]
        # a title is a quotation, and never translated; a description is ours
        if not self.is_described:
            return MixedText(title, language, self.language)
        return self._translated("title", "zh-hans" if title.endswith("）") else "en")

    @property
    def is_described(self) -> bool:
        return is_description(self.shape["title"], self.shape["language"])

    @property
    def short_title(self) -> MixedText:
        title = self.title
        short = Truncator(_REMARK.sub("", title.plain)).chars(TITLE_ROOM)
        return MixedText(short, title.language, self.language)

    @property
    def publisher(self) -> MixedText:
        name, language = self.shape["publisher"], self.shape["language"]
        has_han, has_latin = _HAN.search(name), _LATIN.search(name)
        is_native = language in HAN_LANGUAGES and has_han and not has_latin
        if _DOMAIN.fullmatch(name):  # in no language
            return self._translated("publisher", self.language)
        return self._translated("publisher", language if is_native else "en")

    def _translated(
        self, name: Literal["title", "publisher"], own_language: str
    ) -> MixedText:
        """Return an editor's translation; without one the text in its own language."""
        texts = self.shape.get("texts", {})
        # English is preferred to a third language, never to the page's own
        fallback = ["en"] if self.language != own_language else []
        for language in [self.language, *fallback]:
            if text := texts.get(language, {}).get(name, ""):
                return MixedText(text, language, self.language)
        return MixedText(self.shape[name], own_language, self.language)

    @property
    def tag(self) -> str:
        # for `hreflang`: the language of the document, whatever we call it
        return get_language(self.shape["language"]).tag

    @property
    def url(self) -> str:
        # a copy on an unrelated site is evidence that we keep, not one that we spread
        return safe_address(self.shape["url"]) if self.shape["public"] else ""

    @property
    def archived_url(self) -> str:
        return safe_address(self.shape["archived_url"]) if self.shape["public"] else ""

    @property
    def linked_title(self) -> SafeString:
        title = self.title
        if not self.url:
            return conditional_escape(title)
        return format_html(
            '<a href="{}" hreflang="{}"{}>{}</a>',
            self.url,
            self.tag,
            title.attributes,
            title.inner,
        )

    @property
    def entry(self) -> SafeString:
        parts: list[str] = [self.linked_title]
        if self.publisher:
            parts.insert(0, self.publisher)
        if self.archived_url:
            copy = _("archived copy")
            parts.append(format_html('<a href="{}">{}</a>', self.archived_url, copy))
        entry = _joined(parts)
        if not self.remarks:
            return entry
        joined = format_html_join(
            # Translators: The mark between remarks in brackets, with its space.
            pgettext("between remarks", "; "),
            "{}",
            ((each,) for each in self.remarks),
        )
        small = format_html('<small class="muted">{}</small>', joined)
        return format_html(_("{words} ({remark})"), words=entry, remark=small)

    @property
    def kind(self) -> str:
        """Return whose text it is and, of a copy, in which state; "" of the past."""
        kinds: dict[str, str] = {
            # Translators: Whose text a source is: that of a court or another public
            # body.
            TextOf.COURT: _("official text"),
            # Translators: Whose text a source is: that of a newspaper, a journal or a
            # news agency.
            TextOf.PRESS: _("press"),
            TextOf.FIRM: _("law firm or institute"),
            # Translators: Whose text a source is: that of a web portal.
            TextOf.PORTAL: _("portal"),
            # Translators: Whose text a source is: that of a blog, or of a page that
            # only collects links under a keyword.
            TextOf.BLOG: _("blog or page of tags"),
        }
        carriers: dict[str, str] = {
            Carrier.WHOLE_COPY: _("whole copy"),
            Carrier.DAMAGED_COPY: _("damaged or reworded copy"),
        }
        kind = kinds.get(self.shape.get("text_of", ""), "")
        carrier = carriers.get(self.shape.get("carrier", ""), "")
        # Translators: The mark between short items in a line, with its space.
        comma = pgettext("between items of a list", ", ")
        return comma.join(part for part in (kind, carrier) if part)

    @property
    def address_remark(self) -> LanguageText:
        """Return why readers find no address here that they can trust; often empty."""
        address = self.shape.get("address", "")
        if address == "none":
            reason = choose(self.shape.get("texts", {}), "no_address", self.language)
            return reason or self._own(_("no address on record"))
        # named all the same: a reader may ask us for it
        if not self.shape["public"]:
            # Translators: Said of a web address: this site knows it and does not link
            # to it.
            return self._own(_("on record, not linked"))
        if address == "cited":
            # Translators: Said of a web address: others cite it, and nobody here has
            # opened it.
            return self._own(_("address as cited, not checked"))
        return NO_TEXT

    def _own(self, words: str) -> LanguageText:
        return LanguageText(words, self.language, self.language)

    @property
    def remarks(self) -> list[str]:
        return [part for part in (self.kind, self.address_remark) if part]

    @property
    def short_entry(self) -> SafeString:
        # room for one line in a text: the overview's page has the titles
        name = self.publisher or self.title
        if not self.url:
            return conditional_escape(name)
        return format_html(
            '<a href="{}"{}>{}</a>', self.url, name.attributes, name.inner
        )


@dataclass(slots=True)
class SourceList:
    """Numbers sources in the order in which a page first names them."""

    sources: Sources
    id: str
    language: str
    _numbered: dict[str, PresentedSource] = field(init=False, default_factory=dict)

    def marks(self, keys: Iterable[str]) -> tuple[PresentedSource, ...]:
        return tuple(self._mark(key) for key in keys)

    def _mark(self, key: str) -> PresentedSource:
        if key not in self._numbered:
            number = len(self._numbered) + 1
            shape = self.sources[key]
            self._numbered[key] = PresentedSource(key, shape, self.language, number)
        return self._numbered[key]

    @property
    def entries(self) -> list[PresentedSource]:
        return list(self._numbered.values())


def source_credit(sources: Sequence[PresentedSource], language: str) -> SafeString:
    """Return publisher and title of the first source, and how many others there are."""
    if not sources:
        # Translators: After “Source:”, where this site knows of no source.
        return escape(_("none on record"))
    first, others = sources[0], len(sources) - 1
    title = conditional_escape(first.short_title)
    if title and not first.is_described:
        # Translators: Only quotation marks round the title of a source.
        title = fill_html(_("“%(title)s”"), {"title": title})
    credit = _joined([part for part in (first.publisher, title) if part])
    if not others:
        return credit
    # Translators: source is the publisher and title of a source, count how many other
    # sources there are.
    sentence = ngettext(
        "%(source)s, and %(count)s other",
        "%(source)s, and %(count)s others",
        others,
    )
    return fill_html(
        sentence, {"source": credit, "count": number_text(others, language)}
    )


def _joined(parts: Iterable[str]) -> SafeString:
    # Translators: The mark between publisher, title and other parts of a source, with
    # its space.
    comma = pgettext("between parts of a source", ", ")
    return format_html_join(comma, "{}", ((part,) for part in parts))
