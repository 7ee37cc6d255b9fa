"""The credit line of a picture: who made it, where it is from, under which licence."""

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from articles.models import Picture
from articles.models.document import PrintedPicture
from cjo.lib.passages import isolated


def credit_line(picture: PrintedPicture) -> SafeString:
    """Return the credit as HTML: a sentence, the licence, and the note on a new line.

    A licence such as CC BY asks for the name, the source and a link to itself.
    """
    parts = [_maker(picture)]
    if picture["licence"]:
        parts.append(_link(picture["licence"], picture["licence_url"], rel="license"))
    line = format_html_join(" · ", "{}", ((part,) for part in parts))
    return format_html("{}<br>{}", line, picture["note"]) if picture["note"] else line


def parentheses() -> tuple[str, str]:
    """Return the signs before and after a credit within a line of text."""
    # Translators: Stands after the caption of a picture, with its space; {credit} names
    # who made it.
    before, _credit, after = _(" ({credit})").partition("{credit}")
    return before, after


def _maker(picture: PrintedPicture) -> SafeString:
    creator = _link(picture["creator"], picture["creator_url"])
    source = _link(picture["source"], picture["source_url"])
    if picture["kind"] == Picture.Kind.ILLUSTRATION:
        if source:
            # Translators: {creator} is a name, {source} that of a site such as
            # Unsplash.
            sentence = _("Illustration by {creator} on {source}")
        else:
            sentence = _("Illustration by {creator}")
    elif source:
        # Translators: {creator} is a name, {source} that of a site such as Unsplash.
        sentence = _("Photo by {creator} on {source}")
    else:
        sentence = _("Photo by {creator}")
    return format_html(sentence, creator=creator, source=source)


def _link(text: str, url: str, rel: str = "") -> SafeString:
    if not url:
        return isolated(text)
    if not rel:
        return format_html('<a href="{}">{}</a>', url, isolated(text))
    return format_html('<a href="{}" rel="{}">{}</a>', url, rel, isolated(text))
