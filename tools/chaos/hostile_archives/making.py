"""The table of hostile archives, and how a backup is read, changed and written."""

import hashlib
import io
import json
import tarfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from cjo.lib.backups.manifest import MANIFEST

Maker = Callable[[Path, Path], None]
Files = list[tuple[tarfile.TarInfo, bytes]]

HOSTILE: dict[str, Maker] = {}
TERABYTE = 10**12


def hostile(maker: Maker) -> Maker:
    HOSTILE[maker.__name__.replace("_", " ")] = maker
    return maker


def read(backup: Path) -> Files:
    with tarfile.open(backup) as tar:
        return [
            (member, file.read()) for member in tar if (file := tar.extractfile(member))
        ]


def write(backup: Path, files: Files) -> None:
    with tarfile.open(backup, "w", format=tarfile.PAX_FORMAT) as tar:
        for member, content in files:
            if member.isreg():
                member.size = len(content)
            tar.addfile(member, io.BytesIO(content))


def named(name: str, content: bytes = b"") -> tuple[tarfile.TarInfo, bytes]:
    return tarfile.TarInfo(name), content


def manifest_of(backup: Path) -> dict[str, Any]:
    return dict(json.loads(read(backup)[-1][1]))


def with_manifest(good: Path, bad: Path, content: bytes) -> None:
    write(bad, [*read(good)[:-1], named(MANIFEST, content)])


def with_entry(good: Path, bad: Path, entry: tarfile.TarInfo) -> None:
    write(bad, [(entry, b""), *read(good)])


def with_database(good: Path, bad: Path, content: bytes, name: str = "") -> None:
    """Exchange the database, and let the manifest agree."""
    files, manifest = read(good), manifest_of(good)
    old = files[0][0].name
    del manifest["files"][old]
    digest = {"sha256": hashlib.sha256(content).hexdigest(), "bytes": len(content)}
    manifest["files"][name or old] = digest
    told = named(MANIFEST, json.dumps(manifest).encode())
    write(bad, [named(name or old, content), *files[1:-1], told])
