"""The manifest of a backup: the files that it has to contain, with their digests."""

import json
import re
from typing import Any, TypedDict, cast

# Code of version 0.2.0 reads it too: going back is restoring what a newer `setup` kept
FORMAT = 1
MANIFEST = "manifest.json"
UNFINISHED = ".restoring"  # the folder of pictures that are being restored
MOST_BYTES = 64 * 1024 * 1024  # of a manifest: that of some 400,000 files


class BackupError(Exception):
    """A backup or its restoring failed; the message is a sentence for the operator."""


Rows = dict[str, int]  # how many, by table


class FileDigest(TypedDict):
    sha256: str
    bytes: int


class Manifest(TypedDict):
    """The last file of a backup; without it, the backup was interrupted."""

    format: int
    made_at: str
    code: str
    files: dict[str, FileDigest]
    rows: Rows


def parse_manifest(content: bytes) -> Manifest:
    """Return a manifest of which every part has the right type; raise BackupError."""
    try:
        manifest = json.loads(content)
    # a text nested too deep, a number too long
    except (ValueError, RecursionError) as wrong:
        raise BackupError("The manifest of this backup is not JSON.") from wrong
    if not isinstance(manifest, dict):
        raise BackupError("The manifest of this backup is not an object.")
    version: Any = manifest.get("format")
    if _is_number(version) and version > FORMAT:
        raise BackupError(
            f"This backup has format {version}, of a newer version of this site: "
            "restore it with that version."
        )
    right = {
        "format": version == FORMAT and _is_number(version),
        "made_at": isinstance(manifest.get("made_at"), str),
        "code": isinstance(manifest.get("code"), str),
        "files": _is_table(manifest.get("files"), _is_digest),
        "rows": _is_table(manifest.get("rows"), _is_number),
    }
    if faults := [name for name, is_right in right.items() if not is_right]:
        raise BackupError(
            f"The manifest of this backup lacks {', '.join(faults)}, or has it in "
            "another form."
        )
    return cast(Manifest, manifest)


def _is_table(value: Any, is_right: Any) -> bool:
    return isinstance(value, dict) and all(map(is_right, value.values()))


def _is_number(value: Any) -> bool:
    # True is a number to Python
    return type(value) is int and value >= 0


def _is_digest(value: Any) -> bool:
    return (
        isinstance(value, dict)
        and _is_number(value.get("bytes"))
        and isinstance(value.get("sha256"), str)
        and bool(re.fullmatch(r"[0-9a-f]{64}", value["sha256"]))
    )
