"""Picture files: under MEDIA_ROOT, named by the hash of their bytes."""

import hashlib
import re
from pathlib import Path
from typing import Any

from django.conf import settings
from django.urls import reverse

_NAME = re.compile(r"([0-9a-f]{64})\.(jpg|png|webp)")


def path_of(hash_: str, extension: str) -> Path:
    return Path(settings.MEDIA_ROOT) / hash_[:2] / f"{hash_}.{extension}"


def path_named(name: str) -> Path | None:
    """Return the path of `HASH.ext`; None if it is no such name."""
    named = _NAME.fullmatch(name)
    return path_of(*named.groups()) if named else None


def address_of(file: dict[str, Any]) -> str:
    """Return the address of one of the files in `Picture.sizes`."""
    return reverse("media", args=[f"{file['hash']}.{file['extension']}"])


def is_kept(address: str) -> bool:
    path = path_named(address.removeprefix("/media/"))
    return path is not None and path.is_file()


def fault_of(hash_: str, extension: str) -> str:
    """Return a sentence if this file is not the one that was kept; "" if it is."""
    path = path_of(hash_, extension)
    try:
        content = path.read_bytes()
    except OSError:
        return f"The picture {path.name} is missing."
    if hashlib.sha256(content).hexdigest() != hash_:
        return f"The picture {path.name} is not the file that was kept."
    return ""
