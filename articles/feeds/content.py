"""The text of an entry: complete, and readable without our style sheet."""

import datetime as dt
from typing import Any, Protocol

from django.template.loader import render_to_string
from django.urls import reverse

from articles.extensions.types import Correction
from articles.models import Edition, Method, Version
from articles.rendering.tree import inner_html, make_absolute, parse
from articles.rendering.unstyled import as_prose
from cjo.lib.links import localised
from cjo.lib.locales import CHINA, Precision


class Change(Protocol):
    """A version of a text or of a record, as far as a notice prints it."""

    change_type: str
    change_note: str
    published_at: dt.datetime


def entry_content(template: str, context: dict[str, Any], page_url: str) -> str:
    """Return the HTML of an entry; `page_url` is the base of its addresses."""
    root = as_prose(parse(render_to_string(template, context).strip()))
    make_absolute(root, page_url)
    return inner_html(root)


def edition_html(
    edition: Edition, version: Version, noted: list[Version], page_url: str
) -> str:
    """Return the whole text of the article's page, after the notes of its changes."""
    document, rendering = version.document, version.rendering
    kind = "page" if edition.article.is_page else "article"
    arguments = [edition.article.slug, version.number]
    files = rendering.picture if document["picture"] else None
    return entry_content(
        "articles/_feed_entry.html",
        {
            "version": version,
            "document": document,
            "rendering": rendering,
            "notes": [note_of(version) for version in noted],
            "method": "" if version.method == Method.ORIGINAL else version.method,
            "picture": files[-1] if files else None,
            "page_url": page_url,
            "version_url": localised(
                reverse(f"{kind}_version", args=arguments), edition.language
            ),
        },
        page_url,
    )


def correction_html(line: Correction, page_url: str, history: str) -> str:
    context = {"line": line, "page_url": page_url, "history_url": history}
    return entry_content("articles/_feed_correction.html", context, page_url)


def note_of(change: Change) -> dict[str, str]:
    """Return a change as the notice prints it: its kind, its day and its note."""
    day = change.published_at.astimezone(CHINA).date()
    return {
        "type": change.change_type,
        "dated": day.isoformat(),
        "dated_precision": Precision.DAY,
        "text": change.change_note,
    }
