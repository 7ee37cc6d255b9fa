"""The rows around a version of a text: byline, source, records, pictures, HTML."""

from collections.abc import Iterator

from articles.models import EntryKind, IntegrityEntry, Picture, Rendering, Version
from articles.models.chain import chained_models
from articles.models.document import PrintedName
from articles.publishing import effects

_NAME = list(PrintedName.__annotations__)


def text_faults(version: Version, before: Version | None) -> Iterator[str]:
    document, edition = version.document, version.edition
    if document["edition"] != edition.tag:
        yield f"it is another text's: {document['edition']}."
    source = document["translated_from"]
    if (source and source["hash"]) != (
        version.translated_from and version.translated_from.hash
    ):
        yield "the column translated_from differs from the canonical JSON."
    noticed = effects.updated_at_of(document, before, version.published_at)
    if version.updated_at != noticed:
        yield "the column updated_at is not the time of its last change."
    yield from _byline_faults(version)
    if edition.current_version_id == version.pk:
        yield from _edition_faults(version)
    for embed in document["embeds"]:
        if not _is_published(embed["hash"]):
            yield f"the {embed['kind']} {embed['key']} that it shows is missing."
    for picture in _pictures(version):
        yield f"the picture {picture} that it shows is missing."
    yield from _rendering_faults(version)


def _byline_faults(version: Version) -> Iterator[str]:
    rows = sorted(version.bylines.all(), key=lambda row: row.position)
    printed = [{field: getattr(row, field) for field in _NAME} for row in rows]
    places = [row.position for row in rows]
    if printed != version.document["byline"] or places != list(range(len(rows))):
        yield "the byline differs from the canonical JSON."


def _edition_faults(version: Version) -> Iterator[str]:
    edition = version.edition
    if edition.is_withdrawn != version.is_withdrawal:
        yield "its text is withdrawn in one place and not in the other."
    if edition.listed_on != effects.listed_on(edition, version):
        yield "lists order its text by another day."


def _is_published(hash_: str) -> bool:
    return any(
        model._default_manager.filter(hash=hash_).exists() for model in chained_models()
    )


def _pictures(version: Version) -> list[str]:
    """Return the files of pictures that are frozen in a version and unknown."""
    document = version.document
    frozen = [document["picture"], *document.get("pictures", [])]
    hashes = [picture["hash"] for picture in frozen if picture]
    known = Picture.objects.by_file(hashes) if hashes else {}
    return [hash_ for hash_ in hashes if hash_ not in known]


def _rendering_faults(version: Version) -> Iterator[str]:
    rendering: Rendering | None = getattr(version, "rendering", None)
    if version.is_withdrawal:
        if rendering is not None:
            yield "it is a withdrawal and has HTML."
        return
    if rendering is None:
        yield "its HTML is missing."
        return
    entries = IntegrityEntry.objects.filter(
        kind=EntryKind.RENDERING, subject=version.subject, version=version.number
    )
    entered = entries.order_by("-number").values_list("digest", flat=True).first()
    if entered is None:
        yield "its HTML is not in the integrity log."
    elif entered != rendering.entered.digest:
        yield "its HTML is not what the integrity log has a digest of."
