"""Backups: database and pictures in one tar file, with a manifest of digests."""

import datetime as dt
import hashlib
import json
import shutil
import sqlite3
import tarfile
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import IO, Any, TypedDict, cast

from cjo.lib.atomic_files import whole_file

FORMAT = 1
MANIFEST = "manifest.json"
DATABASE = "observer.sqlite3"
MEDIA = "media/"
_PIECE = 1024 * 1024


class BackupError(Exception):
    """A backup failed; the message is a sentence for the operator."""


class KeptFile(TypedDict):
    sha256: str
    bytes: int


class Manifest(TypedDict):
    """The last file of a backup; without it, the backup was interrupted."""

    format: int
    made_at: str
    code: str
    files: dict[str, KeptFile]
    rows: dict[str, int]


@dataclass(frozen=True, slots=True)
class House:
    """The places of the data; `database` is None if it is not a SQLite file."""

    database: Path | None
    media: Path


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
    def kept(self) -> KeptFile:
        return {"sha256": self.hash.hexdigest(), "bytes": self.bytes}


def make_backup(house: House, target: Path, code: str) -> Manifest:
    """Write a complete backup while the site is in use; raise BackupError if it fails.

    `code` is the version of the code, for the manifest.
    """
    manifest: Manifest = {
        "format": FORMAT,
        "made_at": dt.datetime.now(dt.UTC).isoformat(timespec="seconds"),
        "code": code,
        "files": {},
        "rows": {},
    }
    try:
        # mode 0600: the database holds the users' names and password hashes
        with (
            whole_file(target, mode=0o600) as part,
            tempfile.TemporaryDirectory(dir=target.parent, prefix=".part-") as folder,
            tarfile.open(part, "w", format=tarfile.PAX_FORMAT) as tar,
        ):
            # The database first: the pictures that it names exist by then
            if house.database is not None:
                copy = Path(folder) / DATABASE
                manifest["rows"] = _copy_database(house.database, copy)
                manifest["files"][DATABASE] = _pack(tar, copy, DATABASE)
            for path in _pictures(house.media):
                name = MEDIA + path.relative_to(house.media).as_posix()
                manifest["files"][name] = _pack(tar, path, name)
            content = json.dumps(manifest, indent=1, sort_keys=True).encode()
            entry = tarfile.TarInfo(MANIFEST)
            entry.size, entry.mtime = len(content), dt.datetime.now().timestamp()
            tar.addfile(entry, BytesIO(content))
    except (OSError, sqlite3.Error) as wrong:
        raise BackupError(f"No backup was made: {wrong}.") from wrong
    return manifest


def _copy_database(source: Path, copy: Path) -> dict[str, int]:
    # "rw" and not the usual "rwc": a missing database is an error, not an empty one
    with sqlite3.connect(f"{source.absolute().as_uri()}?mode=rw", uri=True) as live:
        live.execute("VACUUM INTO ?", [str(copy)])
    live.close()
    return _count_rows(copy)


def _count_rows(database: Path) -> dict[str, int]:
    kept = sqlite3.connect(database)
    try:
        tables = kept.execute(
            # The search index is virtual; its own tables hold the rows
            "SELECT name FROM sqlite_master WHERE type = 'table' "
            "AND sql NOT LIKE 'CREATE VIRTUAL%' AND name NOT LIKE 'sqlite_%'"
        ).fetchall()
        return {
            name: kept.execute(
                # the names come from the database's own list
                f'SELECT count(*) FROM "{name}"'  # noqa: S608
            ).fetchone()[0]
            for (name,) in sorted(tables)
        }
    finally:
        kept.close()


def _pictures(media: Path) -> list[Path]:
    if not media.is_dir():
        return []
    # A file that is still being written starts with a dot: see atomic_files
    return sorted(
        path
        for path in media.rglob("*")
        if path.is_file() and not path.is_symlink() and not path.name.startswith(".")
    )


def _pack(tar: tarfile.TarFile, path: Path, name: str) -> KeptFile:
    entry = tar.gettarinfo(path, arcname=name)
    # The users of this machine mean nothing on another
    entry.uid = entry.gid = 0
    entry.uname = entry.gname = ""
    with path.open("rb") as file:
        digesting = _Digesting(file)
        tar.addfile(entry, cast(IO[bytes], digesting))
    return digesting.kept


def restore_backup(source: Path, house: House) -> Manifest:
    """Restore a backup into an empty place.

    Raise BackupError if data exists there already, or if the backup differs from its
    manifest; nothing is changed then.
    """
    _refuse_occupied(house)
    parents = [house.media.parent]
    if house.database is not None:
        parents.append(house.database.parent)
    try:
        for parent in parents:
            parent.mkdir(parents=True, exist_ok=True)
        # Unpacked on the same file system and checked; then moved, the database last
        with (
            tempfile.TemporaryDirectory(dir=parents[0], prefix=".part-") as media,
            tempfile.TemporaryDirectory(dir=parents[-1], prefix=".part-") as data,
        ):
            manifest = _unpack(source, Path(media), Path(data))
            copy = Path(data) / DATABASE
            if house.database is None and copy.exists():
                raise BackupError(
                    "This backup holds a SQLite database, and the settings name "
                    "another kind: set DATABASE_URL to a SQLite file first."
                )
            if copy.exists() and _count_rows(copy) != manifest["rows"]:
                raise BackupError(
                    "The database in this backup does not hold the rows that its "
                    "manifest counts. Nothing was changed."
                )
            unpacked = Path(media) / "media"
            if unpacked.exists():
                if house.media.exists():
                    house.media.rmdir()
                unpacked.rename(house.media)
            if house.database is not None and copy.exists():
                copy.replace(house.database)
    except (OSError, tarfile.TarError, sqlite3.Error) as wrong:
        raise BackupError(f"Nothing was restored: {wrong}.") from wrong
    return manifest


def _refuse_occupied(house: House) -> None:
    occupied = [path for path in [house.media] if path.is_dir() and any(path.iterdir())]
    if house.database is not None:
        names = [house.database.name + end for end in ("", "-wal", "-journal")]
        files = [house.database.with_name(name) for name in names]
        occupied += [path for path in files if path.exists() and path.stat().st_size]
    if occupied:
        listed = " and ".join(str(path) for path in occupied)
        raise BackupError(
            f"Something stands already at {listed}: move it away first, "
            "a restore overwrites nothing."
        )


def _unpack(source: Path, media: Path, data: Path) -> Manifest:
    """Unpack into two folders; raise BackupError if it differs from the manifest."""
    unpacked: dict[str, KeptFile] = {}
    manifest: dict[str, Any] | None = None
    with tarfile.open(source, "r:") as tar:
        for name, file in _members(tar):
            if name == MANIFEST:
                manifest = json.loads(file.read())
                continue
            target = (data if name == DATABASE else media) / name
            target.parent.mkdir(parents=True, exist_ok=True)
            with target.open("xb") as written:
                digesting = _Digesting(written)
                shutil.copyfileobj(file, digesting, _PIECE)
            unpacked[name] = digesting.kept
    if manifest is None or manifest.get("format") != FORMAT:
        raise BackupError(f"{source} is no whole backup: it has no manifest we know.")
    if manifest["files"] != unpacked:
        changed = sorted(
            name
            for name in {*manifest["files"], *unpacked}
            if manifest["files"].get(name) != unpacked.get(name)
        )
        raise BackupError(
            f"{source} differs from its manifest in {', '.join(changed[:5])}. "
            "Nothing was changed."
        )
    return cast(Manifest, manifest)


def _members(tar: tarfile.TarFile) -> Iterator[tuple[str, IO[bytes]]]:
    for member in tar:
        # A tar can name paths outside the folder, links and devices: refuse them all
        parts = Path(member.name).parts
        known = member.name in (MANIFEST, DATABASE) or member.name.startswith(MEDIA)
        file = tar.extractfile(member) if member.isfile() else None
        if file is None or not known or ".." in parts:
            raise BackupError(f"The backup holds what it should not: {member.name}.")
        yield member.name, file
