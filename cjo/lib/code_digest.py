"""A digest of the code and the settings that pages are made with."""

import hashlib
from functools import cache
from pathlib import Path

from django.conf import settings

_CODE = ("*.py", "*.html", "*.mo", "*.json", "*.css")


@cache
def code_digest() -> str:
    """Return a digest of all that pages are made with, except for the database."""
    digest = hashlib.sha256()
    for name in sorted(name for name in dir(settings) if name.isupper()):
        digest.update(f"{name}={getattr(settings, name)!r}\n".encode())
    for path in sorted(_files()):
        state = path.stat()
        digest.update(f"{path} {state.st_size} {state.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def _files() -> set[Path]:
    folders = [settings.BASE_DIR / name for name in ("articles", "cases", "cjo")]
    folders += [settings.BASE_DIR / "templates", Path(settings.STATIC_ROOT)]
    return {
        path
        for folder in folders
        for pattern in _CODE
        for path in folder.rglob(pattern)
    }
