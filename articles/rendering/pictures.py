"""Pictures in a text: the sizes to choose from, caption, credit and licence.

A licence such as CC BY asks for the credit wherever the picture is shown, so it is part
of the HTML that page, feed and PDF read.
"""

from collections.abc import Container, Iterable
from typing import Any

from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _
from lxml.html import Element as new_element

from articles.models import Picture
from articles.models.document import Document, PrintedPicture
from articles.models.picture import ADDRESS
from articles.models.picture_files import address_of
from articles.rendering.credit import credit_line, parentheses
from articles.rendering.tree import Element, parse

TAKEN_DOWN = _("A picture was taken down here.")

# The column of a text, as the style sheet lays it out: beside the margin, and alone
SIZES = "(width >= 70rem) 50rem, (width >= 64rem) calc(96vw - 16.5rem), 92vw"


def lead_picture(
    files: list[dict[str, Any]] | None, document: Document
) -> dict[str, Any] | None:
    """Return the attributes of the lead picture's `img`, and its credit.

    Without files it was taken down.
    """
    frozen = document["picture"]
    if not files or frozen is None:
        return None
    return {**_sized(files, frozen["alt"]), "credit": credit_line(frozen)}


def with_credits(
    roots: Iterable[Element],
    pictures: list[PrintedPicture],
    taken_down: Container[str],
) -> None:
    """Give each picture of the trees its sizes and its credit.

    A picture alone in its paragraph becomes a figure with the id of the paragraph; one
    within a line stays there, with its credit behind it. Words replace a picture whose
    file is among those `taken_down`.
    """
    images = [image for root in roots for image in root.iter("img")]
    credited = {picture["hash"]: picture for picture in pictures}
    files = Picture.objects.by_file([*credited]) if images and credited else {}
    for image in images:
        address = ADDRESS.fullmatch(image.get("src", ""))
        picture = credited.get(address[1]) if address else None
        if picture is None:
            continue
        if picture["hash"] in taken_down:
            _replace_by_words(image)
        else:
            _dress(image, picture, files.get(picture["hash"]))


def _dress(image: Element, picture: PrintedPicture, kept: Picture | None) -> None:
    caption = image.attrib.pop("title", "")
    context = {
        "picture": _attributes(image, kept),
        "caption": caption,
        "credit": credit_line(picture),
        "lazy": True,
    }
    figure = parse(render_to_string("articles/_picture.html", context)).find("figure")
    dressed, words = figure.find("img"), figure.find("figcaption")
    dressed.tail, tail = None, image.tail
    image.getparent().replace(image, dressed)
    # the credit has links of its own, which no link can hold
    link = next(dressed.iterancestors("a"), None)
    shown = dressed if link is None else link
    dressed.tail = tail
    paragraph = shown.getparent()
    if _is_alone(shown, paragraph) and (link is None or _is_alone(dressed, link)):
        shown.tail = None
        figure.insert(0, shown)
        if paragraph.get("id"):
            figure.set("id", paragraph.get("id"))
        figure.tail = paragraph.tail
        paragraph.getparent().replace(paragraph, figure)
        return
    before, after = parentheses()
    credit = new_element("small", {"class": "credit"})
    credit.text, credit.tail = f"{before}{words.text or ''}", shown.tail
    shown.tail = None
    credit.extend([*words])
    _append(credit, after)
    shown.addnext(credit)


def _replace_by_words(image: Element) -> None:
    words = new_element("em")
    words.text, words.tail = str(TAKEN_DOWN), image.tail
    image.getparent().replace(image, words)


def _attributes(image: Element, kept: Picture | None) -> dict[str, Any]:
    source, alt = image.get("src"), image.get("alt", "")
    if kept is None or not kept.sizes:
        return {"src": source, "alt": alt}
    return _sized(kept.sizes, alt)


def _sized(files: list[dict[str, Any]], alt: str) -> dict[str, Any]:
    largest = files[-1]
    return {
        "src": address_of(largest),
        "srcset": ", ".join(f"{address_of(file)} {file['width']}w" for file in files),
        "sizes": SIZES,
        "width": largest["width"],
        "height": largest["height"],
        "alt": alt,
    }


def _is_alone(element: Element, around: Element) -> bool:
    words = f"{around.text or ''}{element.tail or ''}".strip()
    return around.tag in ("p", "a") and len(around) == 1 and not words


def _append(element: Element, text: str) -> None:
    if len(element):
        element[-1].tail = (element[-1].tail or "") + text
    else:
        element.text = (element.text or "") + text
