"""Pictures: checked by content, encoded anew, kept by the hash of their bytes."""

import datetime as dt
import json
from collections.abc import Collection
from dataclasses import replace
from functools import reduce
from operator import or_
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, Any

from django.conf import settings
from django.contrib.auth.models import User
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from articles import permissions
from articles.models import Act, ChangeType, Picture, Stamp, Version
from articles.models.picture_files import path_of
from articles.pictures.encoding import (
    MAX_PIXELS,
    MAX_SIDE,
    PictureFile,
    Refusal,
    widths_of,
)
from articles.publishing import audit, revisions
from articles.publishing.rendered_first import Outdated, rendered_first
from articles.publishing.rerender import render_frozen, replace_rendering
from articles.rendering import Rendered, TextToRender
from cjo.lib.atomic_files import write_atomically
from cjo.lib.child_process import ChildFailed, ChildProcess, Failure, Limits
from cjo.lib.turn import in_turn

# A photo of 39 million pixels takes 5 seconds, and 600 MB
_child = ChildProcess(
    "articles.pictures.child",
    Limits(seconds=30, memory=1024**3, answer=10_000),
)


class PictureRefused(Exception):
    """The file cannot be kept as a picture; the message says why."""


def keep_picture(file: IO[bytes], *, by: User, **credit: Any) -> Picture:
    """Keep an uploaded picture, and smaller copies for small screens.

    `credit` holds fields of Picture: kind, creator, licence… A picture that was
    uploaded before is returned as it is. Raises PictureRefused.
    """
    permissions.require(
        permissions.can_publish(by), _("Only editors can upload pictures.")
    )
    original, *sizes = _encoded(_checked(file))
    # only now: encoding takes seconds, and no other writer should wait for it
    return _insert_picture({**credit, **original, "sizes": sizes}, by=by)


@in_turn
def _insert_picture(fields: dict[str, Any], *, by: User) -> Picture:
    picture, added = Picture.objects.get_or_create(hash=fields["hash"], defaults=fields)
    if added:
        audit.log(by, picture, Act.ADDED, "Uploaded the picture.")
    return picture


def texts_with(picture: Picture) -> QuerySet[Version]:
    """Return the versions that show a picture, as the lead or in the text."""
    files = sorted(picture.hashes)
    shows = reduce(or_, (Q(canonical__contains=file) for file in files))
    return Version.objects.filter(shows)


def _readable_texts_with(picture: Picture) -> QuerySet[Version]:
    return texts_with(picture).exclude(change_type=ChangeType.WITHDRAWAL)


def take_down(picture: Picture, *, by: User, reason: str) -> None:
    """Stop showing a picture: its files answer 410, and texts say so in its place.

    What versions froze stays as it is. Raises ValueError without a reason.
    """
    if not reason.strip():
        raise ValueError("A reason is needed, for the log.")
    _set_taken_down(picture, timezone.now(), reason.strip(), by=by)


def put_back(picture: Picture, *, by: User) -> None:
    _set_taken_down(picture, None, "", by=by)


def _set_taken_down(
    picture: Picture, at: dt.datetime | None, reason: str, *, by: User
) -> None:
    permissions.require(permissions.can_publish(by), _("Only editors can change this."))
    rendered_first(
        lambda: _rendered_texts(picture, taken_down=at is not None),
        lambda renderings: _store_taken_down(picture, at, reason, renderings, by=by),
    )


def _rendered_texts(picture: Picture, *, taken_down: bool) -> dict[Version, Rendered]:
    """Render the texts that show a picture, as if it were taken down or put back."""
    renderings = {}
    for version in _readable_texts_with(picture):
        text = TextToRender.of_document(version.document)
        shown = {kept["hash"] for kept in text.pictures} & picture.hashes
        others = text.taken_down - shown
        files = others | shown if taken_down else others
        renderings[version] = render_frozen(version, replace(text, taken_down=files))
    return renderings


@in_turn
def _store_taken_down(
    picture: Picture,
    at: dt.datetime | None,
    reason: str,
    renderings: dict[Version, Rendered],
    *,
    by: User,
) -> None:
    if {*_readable_texts_with(picture)} != {*renderings}:
        raise Outdated
    revisions.advance(picture, by=by)
    picture.taken_down_at, picture.taken_down_reason = at, reason
    picture.save(update_fields=["taken_down_at", "taken_down_reason"])
    act = f"Taken down: {reason}" if at else "Put back."
    audit.log(by, picture, Act.CHANGED, act)
    for version, rendered in renderings.items():
        replace_rendering(version, rendered)
    # no rendering has the lead picture of a text, and its file answers otherwise too
    Stamp.objects.touch(())


def complete_sizes(picture: Picture) -> None:
    """Keep the files that a picture of a former time lacks, beside those that it has.

    Raises OSError if its own file cannot be read, PictureRefused if it takes too much.
    """
    kept = {file["width"] for file in picture.sizes}
    missing = widths_of(picture.width) - kept
    if missing:
        path = path_of(picture.hash, picture.extension)
        made = _encoded(path.read_bytes(), missing)
        sizes = [*picture.sizes, *made]
        picture.sizes = sorted(sizes, key=lambda file: int(file["width"]))
        picture.save(update_fields=["sizes"])


def _checked(file: IO[bytes]) -> bytes:
    content = file.read(settings.PICTURE_MAX_BYTES + 1)
    if len(content) > settings.PICTURE_MAX_BYTES:
        raise PictureRefused(
            _("The file is larger than %(megabytes)s MB. Save it smaller.")
            % {"megabytes": settings.PICTURE_MAX_BYTES // 2**20}
        )
    if b"<svg" in content[:4096].lower():
        raise PictureRefused(
            _("SVG files can contain programs and are refused. Save it as PNG.")
        )
    return content


def _encoded(content: bytes, widths: Collection[int] = ()) -> list[PictureFile]:
    """Encode a picture, or only sizes of it, in a limited process; keep the files."""
    with TemporaryDirectory(prefix="observer-picture-") as name:
        folder = Path(name)
        upload = folder / "upload"
        upload.write_bytes(content)
        question = {"file": str(upload), "folder": name, "widths": sorted(widths)}
        try:
            answer = _child.ask(json.dumps(question))
        except ChildFailed as failed:
            raise PictureRefused(_failure(failed.failure)) from failed
        if "refusal" in answer:
            raise PictureRefused(_refusal(Refusal(answer["refusal"])))
        files: list[PictureFile] = answer["files"]
        for file in files:
            path = path_of(file["hash"], file["extension"])
            if not path.exists():
                write_atomically(path, (folder / path.name).read_bytes())
    return files


def _refusal(refusal: Refusal) -> str:
    match refusal:
        case Refusal.UNREADABLE:
            return _(
                "The file is not a picture that can be read. Use JPEG, PNG or WebP."
            )
        case Refusal.PIXELS:
            return _(
                "The picture has more than %(millions)s million pixels. Scale it down."
            ) % {"millions": MAX_PIXELS // 1_000_000}
        case Refusal.SIDE:
            return _(
                "The picture is longer than %(pixels)s pixels. Crop it, or scale it "
                "down."
            ) % {"pixels": MAX_SIDE}
        case Refusal.MOVING:
            return _("A moving picture is refused. Save a single frame.")
        case Refusal.DAMAGED:
            return _("The file is damaged: it cannot be read to its end.")


def _failure(failure: Failure) -> str:
    if failure == Failure.BUSY:
        return _("Other pictures are being saved just now. Try again in a minute.")
    return _("The picture takes too long or too much memory. Scale it down.")
