"""Pictures: checked by content, encoded anew, kept by the hash of their bytes."""

import datetime as dt
import hashlib
import io
from dataclasses import replace
from functools import reduce
from operator import or_
from typing import IO, Any, TypedDict

from django.conf import settings
from django.contrib.auth.models import User
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from PIL import Image, ImageCms, ImageOps

from articles import permissions
from articles.models import Act, ChangeType, Picture, Version
from articles.models.picture_files import path_of
from articles.publishing import audit, revisions
from articles.publishing.rendered_first import Outdated, rendered_first
from articles.publishing.rerender import render_frozen, replace_rendering
from articles.rendering import Rendered, TextToRender
from cjo.lib.atomic_files import write_atomically
from cjo.lib.turn import in_turn

# Pixels: a column of 328 to 380 px on a phone, at densities of 1, 2 and 3; a desk
WIDTHS = (480, 720, 1080, 1600)
MAX_PIXELS = 40_000_000  # decoded, that is 160 MB
_EXTENSIONS = {"JPEG": "jpg", "PNG": "png", "WEBP": "webp"}
# Drawings with few colours stay exact, and are smaller so
_FEW_COLOURS = 4096


class PictureRefused(Exception):
    """The file cannot be kept as a picture; the message says why."""


class PictureFile(TypedDict):
    """One file of a picture: its size in pixels and its name."""

    width: int
    height: int
    hash: str
    extension: str


def keep_picture(file: IO[bytes], *, by: User, **credit: Any) -> Picture:
    """Keep an uploaded picture, and smaller copies for small screens.

    `credit` holds fields of Picture: kind, creator, licence… A picture that was
    uploaded before is returned as it is. Raises PictureRefused.
    """
    permissions.require(
        permissions.can_publish(by), _("Only editors can upload pictures.")
    )
    image, encoding = _read(file)
    content = _encoded(image, encoding)
    original = _keep(content, image, encoding)
    sizes = _keep_sizes(image, _widths(image.width))
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


def _read(file: IO[bytes]) -> tuple[Image.Image, str]:
    """Return the picture upright, in sRGB, with nothing but its pixels."""
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
    try:
        image = Image.open(io.BytesIO(content), formats=list(_EXTENSIONS))
    except Image.DecompressionBombError:
        raise PictureRefused(_too_many_pixels()) from None
    except (OSError, ValueError, SyntaxError):
        raise PictureRefused(
            _("The file is not a picture that can be read. Use JPEG, PNG or WebP.")
        ) from None
    # MPO is a JPEG with a second picture behind it, as telephones write it
    encoding = "JPEG" if image.format == "MPO" else str(image.format)
    if image.width * image.height > MAX_PIXELS:
        raise PictureRefused(_too_many_pixels())
    if encoding != "JPEG" and getattr(image, "is_animated", False):
        raise PictureRefused(_("A moving picture is refused. Save a single frame."))
    try:
        return _bare(image), encoding
    except (OSError, ValueError, SyntaxError, EOFError, MemoryError):
        raise PictureRefused(_("The file is damaged: it ends too early.")) from None


def _too_many_pixels() -> str:
    return _(
        "The picture has more than %(millions)s million pixels. Scale it down."
    ) % {"millions": MAX_PIXELS // 1_000_000}


def _bare(image: Image.Image) -> Image.Image:
    """Return the pixels alone: turned as EXIF says, in sRGB, without metadata."""
    profile = image.info.get("icc_profile")
    upright = ImageOps.exif_transpose(image)
    if upright.mode.startswith("I"):  # 16 bits of grey
        upright = upright.point(lambda value: value / 256).convert("L")
    if upright.mode != "L":
        clear = upright.has_transparency_data
        if upright.mode in ("P", "PA", "LA") or clear:
            upright = upright.convert("RGBA" if clear else "RGB")
        if profile and upright.mode in ("RGB", "CMYK"):
            upright = _in_srgb(upright, profile)
        if upright.mode not in ("RGB", "RGBA"):
            upright = upright.convert("RGB")
    bare = Image.new(upright.mode, upright.size)
    bare.paste(upright)
    return bare


def _in_srgb(image: Image.Image, profile: bytes) -> Image.Image:
    try:
        own = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        srgb = ImageCms.createProfile("sRGB")
        turned = ImageCms.profileToProfile(image, own, srgb, outputMode="RGB")
    except (ImageCms.PyCMSError, OSError):
        return image  # a profile that cannot be read says nothing about colours
    return turned or image


def _encoded(image: Image.Image, encoding: str) -> bytes:
    """Return the file; the same picture gives the same bytes at every upload."""
    options: dict[str, Any] = {
        "JPEG": {"quality": 90, "optimize": True, "progressive": True},
        "PNG": {"compress_level": 6},
        "WEBP": {"quality": 90},
    }[encoding]
    content = io.BytesIO()
    image.save(content, encoding, **options)
    return content.getvalue()


def complete_sizes(picture: Picture) -> None:
    """Keep the files that a picture of a former time lacks, beside those that it has.

    Raises OSError if its own file cannot be read.
    """
    kept = {file["width"] for file in picture.sizes}
    missing = _widths(picture.width) - kept
    if missing:
        with Image.open(path_of(picture.hash, picture.extension)) as image:
            made = _keep_sizes(image, missing)
        sizes = [*picture.sizes, *made]
        picture.sizes = sorted(sizes, key=lambda file: int(file["width"]))
        picture.save(update_fields=["sizes"])


def _widths(largest: int) -> set[int]:
    return {min(width, largest) for width in WIDTHS}


def _keep_sizes(image: Image.Image, widths: set[int]) -> list[PictureFile]:
    """Keep files for `srcset`, in WebP, never wider than the picture."""
    drawing = image.getcolors(_FEW_COLOURS) is not None
    return [
        _keep_size(image, width, exact=drawing and width == image.width)
        for width in sorted(widths)
    ]


def _keep_size(image: Image.Image, width: int, *, exact: bool) -> PictureFile:
    height = max(1, round(image.height * width / image.width))
    small = image.resize((width, height), Image.Resampling.LANCZOS, reducing_gap=3.0)
    content = io.BytesIO()
    small.save(content, "WEBP", lossless=exact, quality=80, method=4)
    return _keep(content.getvalue(), small, "WEBP")


def _keep(content: bytes, image: Image.Image, encoding: str) -> PictureFile:
    """Write a file under its hash, unless it is there."""
    digest, extension = hashlib.sha256(content).hexdigest(), _EXTENSIONS[encoding]
    path = path_of(digest, extension)
    if not path.exists():
        write_atomically(path, content)
    return {
        "width": image.width,
        "height": image.height,
        "hash": digest,
        "extension": extension,
    }
