"""The text of an entry: complete, and readable without our style sheet."""

import hashlib
import json
from dataclasses import dataclass
from typing import Any

from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.translation import gettext as _

from articles.extensions.types import Correction
from articles.models import Edition, Method, Role, Version
from articles.models.document import Document
from articles.presentation.change_note import change_line
from articles.presentation.method import method_line, source_line
from articles.presentation.origin import origin_line
from articles.rendering.pictures import lead_picture
from articles.rendering.tree import for_xml, inner_html, make_absolute, parse
from articles.rendering.unstyled import as_prose
from cjo.lib.code_digest import code_digest
from cjo.lib.date_line import event_text
from cjo.lib.languages import get_language, page_language
from cjo.lib.locales import list_html
from cjo.lib.passages import isolated
from cjo.lib.signed_cache import SignedCache

_kept = SignedCache()


def entry_content(template: str, context: dict[str, Any], page_url: str) -> str:
    """Return the HTML of an entry; `page_url` is the base of its addresses."""
    # readers strip style sheets and scripts, and know no base for relative addresses
    root = as_prose(parse(render_to_string(template, context).strip()))
    make_absolute(root, page_url)
    content, language = inner_html(root), get_language(page_language())
    if language.direction == "ltr":
        return content
    # a reader shows it within a page of its own, and knows no direction of a language
    return f'<div lang="{language.tag}" dir="{language.direction}">{content}</div>'


@dataclass(frozen=True, slots=True)
class EditionText:
    """All that the entry of an edition is made of; `noted` are its announced versions.

    `summary_line` names cases, whose labels change without the text. `behind` says that
    the source of a translation was corrected since.
    """

    edition: Edition
    version: Version
    noted: list[Version]
    page_url: str
    summary_line: str
    behind: str = ""

    @property
    def name(self) -> str:
        """Return a digest of all this: the name under which its HTML is kept."""
        rendering = self.version.rendering
        parts = [
            code_digest(),
            page_language(),
            self.page_url,
            self.version_url,
            self.version.canonical,
            rendering.body_html,
            rendering.takeaways_html,
            rendering.sources_html,
            rendering.picture,
            self.summary_line,
            self.behind,
            [
                (
                    change.change_type,
                    change.published_at.isoformat(),
                    change.change_note,
                )
                for change in self.noted
            ],
        ]
        return hashlib.sha256(json.dumps(parts).encode()).hexdigest()

    @property
    def version_url(self) -> str:
        return self.edition.url_of("version", self.version.number)

    def html(self) -> str:
        version, rendering = self.version, self.version.rendering
        document = version.document
        context = {
            "version": version,
            "document": document,
            "rendering": rendering,
            "behind": self.behind,
            "notes": [
                change_line(change.change_type, change.published_at, change.change_note)
                for change in self.noted
            ],
            "method_line": ""
            if version.method == Method.ORIGINAL
            else method_line(version.method, document["reviewed_by"]),
            "source_line": source_line(version),
            "summary_line": self.summary_line,
            "event": event_line(version),
            "basis": basis_line(document),
            "origin": origin_line(document["is_based_on"], dated=False),
            "picture": lead_picture(rendering.picture, document),
            "page_url": self.page_url,
            "version_url": self.version_url,
        }
        return for_xml(
            entry_content("articles/_feed_entry.html", context, self.page_url)
        )


def edition_htmls(texts: list[EditionText]) -> list[str]:
    """Return the HTML of each; the same parts are put together once for all feeds."""
    names = [text.name for text in texts]
    kept = _kept.get_many(names)
    made = {
        name: text.html().encode()
        for name, text in zip(names, texts, strict=True)
        if name not in kept
    }
    _kept.put_many(made)
    htmls = kept | made
    return [htmls[name].decode() for name in names]


def event_line(version: Version) -> str:
    """Return the day of the event as a sentence; "" if it is not known."""
    day = event_text(version, version.language)
    # Translators: {event} is the date on which happened what the text is about.
    return _("Event {event}").format(event=day) if day else ""


def basis_line(document: Document) -> str:
    """Return on whose work the text is based; "" if on nobody's."""
    names = [
        isolated(name["name"])
        for name in document["byline"]
        if name["role"] == Role.BASIS
    ]
    if not names:
        return ""
    # Translators: A line under the title; {names} are the people on whose text this one
    # is based. They are not its authors.
    return format_html(
        _("Based on work of {names}"),
        names=list_html(names, document["language"]),
    )


def correction_html(line: Correction, page_url: str, history: str) -> str:
    context = {"line": line, "page_url": page_url, "history_url": history}
    return entry_content("articles/_feed_correction.html", context, page_url)
