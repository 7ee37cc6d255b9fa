"""A published Version on paper: gathered from its frozen text and its HTML."""

import hashlib
import io
import logging
from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.utils import translation
from PIL import Image

from articles.models import Picture, Role, Version
from articles.models.picture import ADDRESS
from articles.models.picture_files import path_of
from articles.pdf.blocks import Block, Run
from articles.pdf.document import Name, PrintedDocument, PrintedPicture
from articles.pdf.faces import missing_packages
from articles.pdf.from_html import from_html
from articles.pdf.store import kept_or_made
from articles.pdf.typesetting import typeset
from articles.pdf.words import Words, words_of
from articles.presentation.notices import notices_of
from articles.rendering.revisions import PDF_FORMAT
from cjo.lib.date_line import date_line_text
from cjo.lib.links import absolute, localised

log = logging.getLogger(__name__)

MASTHEAD: list[Name] = [
    {"text": "China Justice Observer", "lang": "en"},
    {"text": "中司观察", "lang": "zh-hans"},
]
ENOUGH_PIXELS = 1200  # across the text: 220 to the inch
MOST_BYTES = 16 * 1024**2  # of the pictures in a text; half of what typst is given


def print_version(version: Version) -> bytes:
    """Return a Version as a PDF: made at the first demand, then kept.

    Raises TypesettingFailed where none can be made now. A withdrawn text has none.
    """
    if version.is_withdrawal:
        raise ValueError("A withdrawn text is not printed.")
    with translation.override(version.language):
        notices = notices_of(version)
    key = _key(version, notices)
    return kept_or_made(
        key,
        lambda: typeset(printed_document(version, notices)),
        version=str(version.pk),
    )


def _key(version: Version, notices: str) -> str:
    """Return a digest of all that the PDF is made from.

    A newer rendering, or a notice, makes another PDF of the same Version; so does a
    lead picture or a face that is missing, and may come back.
    """
    rendering = version.rendering
    files = [
        path_of(file["hash"], file["extension"]) for file in rendering.picture or ()
    ]
    made_from = [
        version.hash,
        str(PDF_FORMAT),
        settings.SITE_URL,
        rendering.takeaways_html,
        rendering.body_html,
        rendering.sources_html,
        *(file["hash"] for file in rendering.picture or ()),
        notices,
        *(file.name for file in files if not file.is_file()),
        *missing_packages(),
    ]
    return hashlib.sha256("\n".join(made_from).encode()).hexdigest()


def printed_document(version: Version, notices: str = "") -> PrintedDocument:
    """Return all that the PDF prints, in the language of the Version.

    `notices` are the changes since, as `articles.presentation.notices` words them.
    """
    document, rendering = version.document, version.rendering
    address = version_address(version, version.language, version.number)
    with translation.override(version.language):
        words = words_of(
            version,
            address=address,
            notices=notices,
        )
        takeaways, body, sources = (
            from_html(html, base_url=address)
            for html in (
                rendering.takeaways_html,
                rendering.body_html,
                rendering.sources_html,
            )
        )
        return {
            "language": version.language,
            "masthead": MASTHEAD,
            "title": document["title"],
            "title_note": words.text("title_note"),
            "abstract": document["abstract"],
            "authors": [
                name["name"]
                for name in document["byline"]
                if name["role"] != Role.BASIS
            ],
            "byline": words.lines("byline"),
            "dateline": date_line_text(version, version.language),
            "based_on": words.line("based_on"),
            "truth": words.line("truth"),
            "notices": words.lines("notice"),
            "takeaways": _lines(takeaways["blocks"]),
            "picture": _picture(version, words),
            "taken_down": words.text("taken_down"),
            "pictures": _pictures_of([*body["blocks"], *sources["blocks"]]),
            "blocks": body["blocks"],
            "notes": [*takeaways["notes"], *body["notes"], *sources["notes"]],
            "remark": words.text("remark"),
            "sources": sources["blocks"],
            "imprint": words.lines("truth_note") + words.lines("imprint"),
            "address": address,
            "published_at": version.published_at,
            "labels": {
                "takeaways": words.text("takeaways"),
                "sources": words.text("sources"),
                "version": words.text("version"),
                "page": words.text("page"),
            },
        }


def version_address(version: Version, language: str, number: int) -> str:
    path = version.edition.article.url_of("version", number)
    return absolute(localised(path, language))


def _lines(blocks: list[Block]) -> list[list[Run]]:
    lines: list[list[Run]] = []
    for block in blocks:
        if block["type"] == "list":
            for item in block["items"]:
                paragraphs = (part for part in item if part["type"] == "paragraph")
                lines.append([run for part in paragraphs for run in part["runs"]])
    return lines


def _picture(version: Version, words: Words) -> PrintedPicture | None:
    frozen, files = version.document["picture"], version.rendering.picture
    if frozen is None or not files:
        return None
    content = _content(files, frozen["kind"])
    if content is None:
        return None
    return {"content": content, "alt": frozen["alt"], "caption": words.line("caption")}


def _pictures_of(blocks: Iterable[Block]) -> dict[str, bytes]:
    """Return the files of the pictures in the text, by address, up to a limit.

    Those that are missing, or beyond the limit, are printed as their words.
    """
    sources = [block["source"] for block in blocks if block["type"] == "picture"]
    named = {source: ADDRESS.fullmatch(source) for source in sources}
    hashes = {source: match[1] for source, match in named.items() if match}
    pictures = Picture.objects.by_file([*hashes.values()]) if hashes else {}
    contents, size = {}, 0
    for source, file in hashes.items():
        picture = pictures.get(file)
        content = picture and _content(picture.sizes, picture.kind)
        if content and size + len(content) <= MOST_BYTES:
            contents[source] = content
            size += len(content)
    return contents


def _content(files: list[dict[str, Any]], kind: str) -> bytes | None:
    """Return the file that is wide enough for paper; a photo as JPEG."""
    wide = [file for file in files if file["width"] >= ENOUGH_PIXELS]
    file = min(wide, key=lambda file: int(file["width"])) if wide else files[-1]
    try:
        content = path_of(file["hash"], file["extension"]).read_bytes()
    except OSError as failure:
        log.error("printed without its picture: %s", failure)
        return None
    return _as_jpeg(content) if kind == Picture.Kind.PHOTO else content


def _as_jpeg(content: bytes) -> bytes:
    """A PDF holds WebP as bare pixels: a photo of 100 kB would weigh 4 MB."""
    jpeg = io.BytesIO()
    Image.open(io.BytesIO(content)).convert("RGB").save(jpeg, "JPEG", quality=85)
    return jpeg.getvalue()
