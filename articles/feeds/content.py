"""The text of an entry: complete, and readable without our style sheet."""

from typing import Any

from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from articles.extensions.types import Correction
from articles.models import Edition, Method, Role, Version
from articles.models.document import Document
from articles.presentation.change_note import change_line
from articles.presentation.method import method_line, source_line
from articles.presentation.origin import origin_line
from articles.presentation.summary import summary_line
from articles.rendering.pictures import lead_picture
from articles.rendering.tree import inner_html, make_absolute, parse
from articles.rendering.unstyled import as_prose
from cjo.lib.date_line import event_text
from cjo.lib.locales import list_text


def entry_content(template: str, context: dict[str, Any], page_url: str) -> str:
    """Return the HTML of an entry; `page_url` is the base of its addresses."""
    # readers strip style sheets and scripts, and know no base for relative addresses
    root = as_prose(parse(render_to_string(template, context).strip()))
    make_absolute(root, page_url)
    return inner_html(root)


def edition_html(
    edition: Edition, version: Version, noted: list[Version], page_url: str
) -> str:
    document, rendering = version.document, version.rendering
    return entry_content(
        "articles/_feed_entry.html",
        {
            "version": version,
            "document": document,
            "rendering": rendering,
            "notes": [
                change_line(change.change_type, change.published_at, change.change_note)
                for change in noted
            ],
            "method_line": ""
            if version.method == Method.ORIGINAL
            else method_line(version.method, document["reviewed_by"]),
            "source_line": source_line(version),
            "summary_line": "" if version.has_text else summary_line(version),
            "event": event_line(version),
            "basis": basis_line(document),
            "origin": origin_line(document["is_based_on"], dated=False),
            "picture": lead_picture(rendering.picture, document),
            "page_url": page_url,
            "version_url": edition.url_of("version", version.number),
        },
        page_url,
    )


def event_line(version: Version) -> str:
    """Return the day of the event as a sentence; "" if it is not known."""
    day = event_text(version, version.language)
    return _("Event {event}").format(event=day) if day else ""


def basis_line(document: Document) -> str:
    """Return after whose work the text was written; "" if after nobody's."""
    names = [name["name"] for name in document["byline"] if name["role"] == Role.BASIS]
    if not names:
        return ""
    return _("After {names}").format(names=list_text(names, document["language"]))


def correction_html(line: Correction, page_url: str, history: str) -> str:
    context = {"line": line, "page_url": page_url, "history_url": history}
    return entry_content("articles/_feed_correction.html", context, page_url)
