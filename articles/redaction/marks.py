"""The marks that readers find in place of withheld words."""

import re
from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from articles.redaction.choice import Choice
from articles.redaction.columns import CODES
from articles.redaction.slugs import new_slugs

_MARKDOWN = frozenset({"body", "takeaways", "sources"})
# Members that name other rows and no person, unless in their slugs
_REFERENCES = frozenset(
    {"edition", "key", "subject", "law", "base", "overview", "source", "field"}
)


class Marks:
    """Writes marks in place of the chosen names, and of all words of chosen versions.

    A mark is the same for every name, so that its length tells nothing.
    """

    def __init__(self, choice: Choice) -> None:
        self._pattern, self._whole = choice.pattern, choice.whole
        own = re.escape(settings.SITE_URL)
        address = rf"""(?!{own})https?://[^\s<>()\[\]"'”]+"""
        self._foreign = re.compile(address, re.IGNORECASE)
        self.slugs = new_slugs(choice.pattern) if choice.pattern else {}
        slugs = sorted(map(re.escape, self.slugs), key=len, reverse=True)
        in_words = rf"(?<![a-z0-9-])(?:{'|'.join(slugs)})(?![a-z0-9-])"
        self._slug_pattern = re.compile(in_words) if slugs else None

    def in_text(self, text: str, language: str, member: str) -> str:
        """Return a text with marks; `member` names its column or JSON member."""
        pattern = self._pattern
        if pattern is None or member in CODES or not pattern.search(text):
            return text
        # what is left of a foreign address would still lead to the person
        nowhere = "" if self._foreign.fullmatch(text) else "#withheld"
        text = self._foreign.sub(
            lambda match: nowhere if pattern.search(match[0]) else match[0], text
        )
        if self._slug_pattern:
            text = self._slug_pattern.sub(lambda match: self.slugs[match[0]], text)
        mark = mark_in(language)
        if member in _MARKDOWN:
            return pattern.sub(lambda match: in_markdown(mark, match), text)
        return pattern.sub(lambda _match: mark, text)

    def in_json(
        self, value: Any, language: str, *, member: str = "", whole: bool = False
    ) -> Any:
        """Return a value with marks, in the languages that it names for its parts."""
        if isinstance(value, str):
            if whole:
                return self._in_place_of(value, language, member)
            return self.in_text(value, language, member)
        if isinstance(value, list):
            # the sources of a fact are named by their keys
            whole = whole and member != "sources"
            return [
                self.in_json(inner, language, member=member, whole=whole)
                for inner in value
            ]
        if not isinstance(value, dict):
            return value
        language = value.get("language") or language
        whole = whole or value.get("hash") in self._whole
        marked = {
            # sources are members named by their keys, which are slugs
            self.slugs.get(name, name): self.in_json(
                inner,
                name if member == "texts" else language,
                member=name,
                whole=whole,
            )
            # a picture shows more than its words say
            for name, inner in (_without_pictures(value) if whole else value).items()
        }
        if "address" in marked and _has_address(value) and not _has_address(marked):
            marked["address"] = "none"
        return marked

    def in_document(
        self, document: dict[str, Any], hash_: str, language: str
    ) -> dict[str, Any]:
        """Return the document of the row that was published with this hash."""
        whole = hash_ in self._whole
        marked: dict[str, Any] = self.in_json(document, language, whole=whole)
        return marked

    def _in_place_of(self, text: str, language: str, member: str) -> str:
        if not text or member in CODES | _REFERENCES:
            return self.in_text(text, language, member)
        return "" if member.endswith("url") else mark_in(language)


def mark_in(language: str) -> str:
    with translation.override(language):
        # Translators: Stands in a text in the place of words that were taken out, such
        # as a name.
        return str(_("[withheld]"))


def in_markdown(mark: str, name: re.Match[str]) -> str:
    """Return the mark for a name in Markdown, which makes no link and no emphasis."""
    before = name.string[: name.start()][-1:]
    after = name.string[name.end() :][:1]
    # [withheld](1970) would be a link, [[withheld]] an embed
    if before == "[" or after in {"(", "[", ":"}:
        mark = mark.replace("[", r"\[")
    # half of an emphasis, as in Zhang **San**
    opening: list[str] = re.findall(r"(?<=\s)[*_]+(?=\S)", name[0])
    closing: list[str] = re.findall(r"(?<=\S)[*_]+(?=\s)", name[0])
    if len(opening) == len(closing):
        return mark
    return opening[0] + mark if opening else mark + closing[0]


def _without_pictures(value: dict[str, Any]) -> dict[str, Any]:
    none: dict[str, Any] = {"picture": None, "pictures": []}
    return {name: none.get(name, inner) for name, inner in value.items()}


def _has_address(source: dict[str, Any]) -> bool:
    return bool(source["url"] or source["archived_url"])
