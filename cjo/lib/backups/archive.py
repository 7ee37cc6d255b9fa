"""The tar file of a backup: written once, and read as if an enemy had made it."""

import hashlib
import re
import shutil
import tarfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import IO, cast

from cjo.lib.backups.manifest import (
    MANIFEST,
    MOST_BYTES,
    BackupError,
    FileDigest,
    Manifest,
    parse_manifest,
)

MEDIA = "media"
_MEDIA_NAME = re.compile(rf"{MEDIA}(/[^/.][^/]{{0,254}}){{1,8}}")
_PIECE = 1024 * 1024
_MOST_FILES = 1_000_000


def is_media_name(name: str) -> bool:
    # a file that is still being written starts with a dot: see atomic_files
    return name.isprintable() and bool(_MEDIA_NAME.fullmatch(name))


class _Digesting:
    """A file that is hashed while it is read or written, so that it is read once."""

    def __init__(self, file: IO[bytes]) -> None:
        self.file = file
        self.hash = hashlib.sha256()
        self.bytes = 0

    def _take(self, piece: bytes) -> bytes:
        self.hash.update(piece)
        self.bytes += len(piece)
        return piece

    def read(self, size: int = -1) -> bytes:
        return self._take(self.file.read(size))

    def write(self, piece: bytes) -> int:
        return self.file.write(self._take(piece))

    @property
    def digest(self) -> FileDigest:
        return {"sha256": self.hash.hexdigest(), "bytes": self.bytes}


def pack(tar: tarfile.TarFile, path: Path, name: str) -> FileDigest:
    entry = tar.gettarinfo(path, arcname=name)
    # The users of this machine mean nothing on another
    entry.uid = entry.gid = 0
    entry.uname = entry.gname = ""
    with path.open("rb") as file:
        digesting = _Digesting(file)
        tar.addfile(entry, cast(IO[bytes], digesting))
    return digesting.digest


def pack_bytes(tar: tarfile.TarFile, content: bytes, name: str, mtime: float) -> None:
    entry = tarfile.TarInfo(name)
    entry.size, entry.mtime = len(content), mtime
    tar.addfile(entry, BytesIO(content))


class _Bounded:
    """A file of which no large piece is read at once.

    A tar may name a header of any length, which tarfile reads whole into memory.
    """

    def __init__(self, file: IO[bytes]) -> None:
        self.file = file
        self.tell, self.seek = file.tell, file.seek

    def read(self, size: int = -1) -> bytes:
        if not 0 <= size <= 2 * _PIECE:
            raise BackupError("The backup has a header of an impossible length.")
        return self.file.read(size)


def read_manifest(source: Path, databases: set[str]) -> Manifest:
    """Return the manifest of a backup whose other files have the right names and sizes.

    `databases` are the names that a database may have. Nothing is written. Raise
    BackupError.
    """
    manifest: Manifest | None = None
    sizes: dict[str, int] = {}
    with _opened(source) as tar:
        for member in _members(tar):
            name = member.name
            if manifest is not None:
                raise BackupError("The backup goes on behind its manifest.")
            if name in sizes:
                raise BackupError(f"The backup holds {_shown(name)} twice.")
            if len(sizes) >= _MOST_FILES:
                raise BackupError(f"The backup holds more than {_MOST_FILES:,} files.")
            if name == MANIFEST:
                manifest = parse_manifest(_read(tar, member))
            elif name in databases or is_media_name(name):
                sizes[name] = member.size
            else:
                raise _foreign(name)
    if manifest is None:
        raise BackupError("The backup is not complete: it has no manifest.")
    expected = {name: file["bytes"] for name, file in manifest["files"].items()}
    _refuse_differences(
        name
        for name in {*expected, *sizes}
        if expected.get(name, -1) != sizes.get(name, -1)
    )
    return manifest


def unpack(source: Path, manifest: Manifest, folder: Path) -> None:
    """Write the files into a folder; raise BackupError where a digest differs."""
    changed = []
    with _opened(source) as tar:
        for member in _members(tar):
            if member.name == MANIFEST:
                continue
            expected = manifest["files"].get(member.name)
            # asked again: the file may be another since its manifest was read
            if expected is None or expected["bytes"] != member.size:
                raise _foreign(member.name)
            target = folder / member.name
            target.parent.mkdir(parents=True, exist_ok=True)
            with target.open("xb") as written:
                digesting = _Digesting(written)
                shutil.copyfileobj(_content(tar, member), digesting, _PIECE)
            if digesting.digest != expected:
                changed.append(member.name)
    _refuse_differences(changed)


@contextmanager
def _opened(source: Path) -> Iterator[tarfile.TarFile]:
    try:
        with (
            source.open("rb") as file,
            tarfile.open(fileobj=cast(IO[bytes], _Bounded(file)), mode="r:") as tar,
        ):
            yield tar
    # a header may hold anything where tarfile expects a number
    except (tarfile.TarError, ValueError, OverflowError, EOFError) as wrong:
        raise BackupError(
            f"The file is damaged or is no backup: {ascii(str(wrong))[1:-1]}."
        ) from wrong


def _members(tar: tarfile.TarFile) -> Iterator[tarfile.TarInfo]:
    last = -1
    while (member := tar.next()) is not None:
        # it would remember each of a million
        tar.members.clear()  # type: ignore[attr-defined]
        # A tar can name links, devices and files with holes, and lead back into itself
        if not member.isreg() or member.issparse() or member.offset <= last:
            raise _foreign(member.name)
        last = member.offset
        yield member


def _read(tar: tarfile.TarFile, member: tarfile.TarInfo) -> bytes:
    if member.size > MOST_BYTES:
        raise BackupError("The manifest of this backup is too long.")
    content = BytesIO()
    shutil.copyfileobj(_content(tar, member), content, _PIECE)
    return content.getvalue()


def _content(tar: tarfile.TarFile, member: tarfile.TarInfo) -> IO[bytes]:
    content = tar.extractfile(member)
    if content is None:
        raise _foreign(member.name)
    return content


def _foreign(name: str) -> BackupError:
    return BackupError(f"The backup holds what it should not: {_shown(name)}.")


def _refuse_differences(names: Iterable[str]) -> None:
    if changed := sorted(names):
        listed = ", ".join(_shown(name) for name in changed[:5])
        more = f" and {len(changed) - 5} more" if len(changed) > 5 else ""
        raise BackupError(f"The backup differs from its manifest in {listed}{more}.")


def _shown(name: str) -> str:
    # a name may be no text, or very long
    return ascii(name)[1:-1][:100]
