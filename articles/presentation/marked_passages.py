"""A translation that is behind, with a mark on each passage whose source has changed.

A mark leads to that passage beside the newest source, on a page of its own: to put the
source here would make a page of two languages out of every translation that is behind.
"""

from dataclasses import dataclass, field

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from lxml.html import Element as new_element

from articles.models import Rendering, Version
from articles.presentation.alignment import Change, Row
from articles.presentation.behind import newest_of_source
from articles.presentation.beside import (
    anchor,
    change_label,
    changed_head,
    rows_of_part,
)
from articles.presentation.passages import ITEM, NOTE, Passage
from articles.rendering.tree import Element, inner_html
from cjo.lib.languages import get_language

# Within an item the line of a mark would reach the first link alone
_CLASS, _IN_ITEM = "meta since", "meta since-item"


@dataclass(slots=True)
class MarkedText:
    """The parts of a translation with their marks; `url` shows both side by side."""

    url: str
    title: SafeString
    abstract: SafeString
    takeaways_html: SafeString = field(default_factory=SafeString)
    body_html: SafeString = field(default_factory=SafeString)
    is_marked: bool = False


def marked_text(version: Version) -> MarkedText | None:
    """Return a current version with its marks; None if it is not behind. One query."""
    source, newest = version.translated_from, newest_of_source(version)
    if source is None or newest is None:
        return None
    renderings = Rendering.objects.defer("plain_text").in_bulk([source.pk, newest.pk])
    if len(renderings) < 2:
        return None
    is_ready = get_language(source.language).is_ready
    url = version.edition.url_of("beside", source.language) if is_ready else ""
    title, abstract = (_mark(url, change) for change in changed_head(version))
    text = MarkedText(url, title, abstract, is_marked=bool(title or abstract))
    for part in ("takeaways", "body"):
        root, rows = rows_of_part(
            part, version.rendering, renderings[source.pk], renderings[newest.pk]
        )
        if _put_marks(part, rows, root, url):
            text.is_marked = True
        # safe: it was sanitised before it was stored, and marks are made of our words
        html = mark_safe(inner_html(root))
        setattr(text, f"{part}_html", html)
    return text


def _put_marks(part: str, rows: list[Row], root: Element, url: str) -> bool:
    marked = False
    for place, row in enumerate(rows):
        if not row.change:
            continue
        marked = True
        label = change_label(row.change)
        address = url and f"{url}#{anchor(part, place, row)}"
        following = [passage for later in rows[place:] for passage in later.first]
        _put(label, address, following[0] if following else None, root)
    return marked


def _put(label: str, address: str, passage: Passage | None, root: Element) -> None:
    """Put a mark before a passage, within an item; at the end if there is none."""
    is_item = passage is not None and passage.kind in (ITEM, NOTE)
    mark = new_element("p", {"class": _IN_ITEM if is_item else _CLASS})
    holder = mark
    if address:
        holder = new_element("a", {"href": address})
        mark.append(holder)
    holder.text = label
    if passage is None:
        root.append(mark)
    elif is_item:
        mark.tail, passage.element.text = passage.element.text, None
        passage.element.insert(0, mark)
    else:
        passage.element.addprevious(mark)


def _mark(url: str, change: Change) -> SafeString:
    label = change_label(change)
    if not label:
        return SafeString()
    if not url:
        return format_html('<p class="{}">{}</p>', _CLASS, label)
    return format_html('<p class="{}"><a href="{}">{}</a></p>', _CLASS, url, label)
