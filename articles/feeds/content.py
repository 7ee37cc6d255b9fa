"""The text of an entry: complete, and right wherever it is shown."""

import datetime as dt
import re
from typing import Protocol
from urllib.parse import urljoin

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import mark_safe

from articles.extensions.types import Correction
from articles.models import Edition, Method, Version
from cjo.lib.links import absolute, localised
from cjo.lib.locales import CHINA, Precision

# Raise it when an entry is told otherwise: subscribers then fetch all feeds anew
FEED_FORMAT = 3
# What XML 1.0 cannot hold, not even escaped (its production 2, Char)
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_TAG = re.compile(r"""<[a-zA-Z](?:[^<>"']|"[^"]*"|'[^']*')*>""")
_ADDRESS = re.compile(
    r'(\s(?:href|src|xlink:href|cite|poster|action)=")([^"]*)"', re.IGNORECASE
)
# What makes sense only beside our stylesheet: bars, which would be black boxes, and
# what is hidden until it is wanted, which would stand in the middle of a sentence
_STYLED = re.compile(
    r'<svg\b.*?</svg>|<span class="hidden">[^<]*</span>|<span role="note".*?</span>',
    re.DOTALL,
)
_SRCSET = re.compile(r'(\ssrcset=")([^"]*)"', re.IGNORECASE)


class Change(Protocol):
    """A version of a text or of a record, as its note is told."""

    change_type: str
    change_note: str
    published_at: dt.datetime


def for_xml(text: str) -> str:
    """Return the text without the characters that would make a feed unreadable."""
    return _NOT_XML.sub("", text)


def with_absolute_addresses(html: str, page_url: str) -> str:
    """Make every address in sanitised HTML absolute; `#…` leads into the page."""

    def resolved(address: str) -> str:
        inside = address.startswith("/") and not address.startswith("//")
        return absolute(address) if inside else urljoin(page_url, address)

    def candidates(srcset: str) -> str:
        each = (one.split() for one in srcset.split(","))
        return ", ".join(" ".join([resolved(one[0]), *one[1:]]) for one in each if one)

    def tag(found: re.Match[str]) -> str:
        text = _ADDRESS.sub(lambda one: f'{one[1]}{resolved(one[2])}"', found[0])
        return _SRCSET.sub(lambda one: f'{one[1]}{candidates(one[2])}"', text)

    return _TAG.sub(tag, html)


def without_styled_parts(html: str) -> str:
    return _STYLED.sub("", html)


def edition_html(
    edition: Edition, version: Version, noted: list[Version], page_url: str
) -> str:
    """Return all that the article page tells: notes of changes first, then the text."""
    document, rendering = version.document, version.rendering
    kind = "page" if edition.article.is_page else "article"
    arguments = [edition.article.slug, version.number]
    files = rendering.picture if document["picture"] else None
    html = render_to_string(
        "articles/_feed_entry.html",
        {
            "version": version,
            "document": document,
            "rendering": rendering,
            "body": mark_safe(without_styled_parts(rendering.body_html)),
            "notes": [note_of(one) for one in noted],
            "method": "" if version.method == Method.ORIGINAL else version.method,
            "picture": files[-1] if files else None,
            "page_url": page_url,
            "version_url": localised(
                reverse(f"{kind}_version", args=arguments), edition.language
            ),
        },
    )
    return with_absolute_addresses(html.strip(), page_url)


def correction_html(line: Correction, page_url: str, history: str) -> str:
    html = render_to_string(
        "articles/_feed_correction.html",
        {"line": line, "page_url": page_url, "history_url": history},
    )
    return with_absolute_addresses(html.strip(), page_url)


def note_of(change: Change) -> dict[str, str]:
    """Return a change as the notice prints it: its kind, its day, what was said."""
    day = change.published_at.astimezone(CHINA).date()
    return {
        "type": change.change_type,
        "dated": day.isoformat(),
        "dated_precision": Precision.DAY,
        "text": change.change_note,
    }
