"""Pictures as they are kept: nothing but their pixels, in a few sizes."""

import hashlib
import io
from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path
from typing import Any, TypedDict

from PIL import Image, ImageCms, ImageOps

# Pixels: a column of 328 to 380 px on a phone, at densities of 1, 2 and 3; a desk
WIDTHS = (480, 720, 1080, 1600)
MAX_PIXELS = 40_000_000  # decoded, that is 160 MB
MAX_SIDE = 16_383  # pixels: WebP can hold no more
_EXTENSIONS = {"JPEG": "jpg", "PNG": "png", "WEBP": "webp"}
# Drawings with few colours stay exact, and are smaller so
_FEW_COLOURS = 4096


class Refusal(StrEnum):
    UNREADABLE = "unreadable"
    PIXELS = "pixels"
    SIDE = "side"
    MOVING = "moving"
    DAMAGED = "damaged"


class Refused(Exception):
    """The file cannot be kept as a picture."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal)
        self.refusal = refusal


class PictureFile(TypedDict):
    """One file of a picture: its size in pixels and its name."""

    width: int
    height: int
    hash: str
    extension: str


def encode(upload: Path, folder: Path) -> list[PictureFile]:
    """Write the files of a picture: the picture itself, then its sizes for screens.

    The same picture gives the same bytes at every upload. Raises Refused.
    """
    image, encoding = _read(upload)
    options: dict[str, Any] = {
        "JPEG": {"quality": 90, "optimize": True, "progressive": True},
        "PNG": {"compress_level": 6},
        "WEBP": {"quality": 90},
    }[encoding]
    whole = _write(image, encoding, folder, **options)
    return [whole, *_write_sizes(image, widths_of(image.width), folder)]


def encode_sizes(file: Path, widths: Iterable[int], folder: Path) -> list[PictureFile]:
    """Write sizes of a picture that is kept already."""
    with Image.open(file) as image:
        return _write_sizes(image, widths, folder)


def widths_of(largest: int) -> set[int]:
    """Return the widths of the files for screens, never wider than the picture."""
    return {min(width, largest) for width in WIDTHS}


def _read(upload: Path) -> tuple[Image.Image, str]:
    """Return the picture upright, in sRGB, with nothing but its pixels."""
    try:
        image = Image.open(upload, formats=list(_EXTENSIONS))
    except Image.DecompressionBombError:
        raise Refused(Refusal.PIXELS) from None
    except (OSError, ValueError, SyntaxError):
        raise Refused(Refusal.UNREADABLE) from None
    # MPO is a JPEG with a second picture behind it, as telephones write it
    encoding = "JPEG" if image.format == "MPO" else str(image.format)
    if image.width * image.height > MAX_PIXELS:
        raise Refused(Refusal.PIXELS)
    if max(image.size) > MAX_SIDE:
        raise Refused(Refusal.SIDE)
    if encoding != "JPEG" and getattr(image, "is_animated", False):
        raise Refused(Refusal.MOVING)
    try:
        return _bare(image), encoding
    except MemoryError:
        raise
    except Exception:  # Pillow has as many errors as files have ways to be broken
        raise Refused(Refusal.DAMAGED) from None


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


def _write_sizes(
    image: Image.Image, widths: Iterable[int], folder: Path
) -> list[PictureFile]:
    drawing = image.getcolors(_FEW_COLOURS) is not None
    files = []
    for width in sorted(widths):
        height = max(1, round(image.height * width / image.width))
        exact = drawing and width == image.width
        small = image.resize(
            (width, height), Image.Resampling.LANCZOS, reducing_gap=3.0
        )
        options = {"lossless": exact, "quality": 80, "method": 4}
        files.append(_write(small, "WEBP", folder, **options))
    return files


def _write(
    image: Image.Image, encoding: str, folder: Path, **options: Any
) -> PictureFile:
    content = io.BytesIO()
    image.save(content, encoding, **options)
    digest = hashlib.sha256(content.getbuffer()).hexdigest()
    extension = _EXTENSIONS[encoding]
    (folder / f"{digest}.{extension}").write_bytes(content.getbuffer())
    return {
        "width": image.width,
        "height": image.height,
        "hash": digest,
        "extension": extension,
    }
