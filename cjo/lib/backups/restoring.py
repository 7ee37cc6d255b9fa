"""To restore a backup: all of it into an empty place, or nothing."""

import os
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import psycopg

from cjo.lib.atomic_files import exclusive_folder, make_folder
from cjo.lib.backups.archive import MEDIA, read_manifest, unpack
from cjo.lib.backups.encryption import decrypt, is_encrypted
from cjo.lib.backups.manifest import UNFINISHED, BackupError, Manifest
from cjo.lib.backups.site_data import ENGINES, SiteData

GIGABYTE = 1_000_000_000

# Takes the address of a copy of the database, and the folder of the pictures, and
# returns a sentence for each fault that it finds in them
Inspection = Callable[[str, Path], list[str]]


def restore_backup(
    source: Path,
    data: SiteData,
    inspect: Inspection,
    *,
    key_file: Path | None = None,
    most_bytes: int = 20 * GIGABYTE,
) -> Manifest:
    """Restore a backup into an empty place.

    The database is tried in a copy first. Raise BackupError, and change nothing, if
    data exists there already, if the backup differs from its manifest, if `inspect`
    finds a fault, or if it takes more than `most_bytes`.
    """
    unfinished = data.media / UNFINISHED
    try:
        _refuse_occupied(data, is_unfinished=unfinished.exists())
        make_folder(data.media)
        with exclusive_folder(unfinished) as folder:
            _remove_pictures(data.media)
            if is_encrypted(source):
                _refuse_size(source.stat().st_size, folder, most_bytes)
                decrypt(source, folder / "decrypted", key_file)
                source = folder / "decrypted"
            manifest = _unpack(source, data, folder, most_bytes)
            dump = folder / data.database.member
            pictures = folder / MEDIA
            pictures.mkdir(exist_ok=True)
            _rehearse(data, dump, manifest, inspect, most_bytes)
            try:
                for picture in pictures.iterdir():
                    picture.rename(data.media / picture.name)
                os.sync()
                # The last act: after a kill before it, a second attempt begins anew
                data.database.load(dump)
            except BaseException:
                _remove_pictures(data.media)
                raise
    except BlockingIOError as wrong:
        raise BackupError("Another backup is being restored there.") from wrong
    except (OSError, sqlite3.Error, psycopg.Error) as wrong:
        raise BackupError(f"Nothing was restored: {str(wrong).strip()}.") from wrong
    return manifest


def _refuse_occupied(data: SiteData, *, is_unfinished: bool) -> None:
    occupied = [data.database.occupied_by()]
    if not is_unfinished and data.media.is_dir() and any(data.media.iterdir()):
        occupied.append(str(data.media))
    if any(occupied):
        raise BackupError(
            f"There is data already: {' and '.join(filter(None, occupied))}. Move it "
            "away first; a restore overwrites nothing."
        )


def _unpack(source: Path, data: SiteData, folder: Path, most_bytes: int) -> Manifest:
    manifest = read_manifest(source, {*ENGINES})
    files = manifest["files"]
    own = data.database.member
    if own not in files:
        kept = [engine for name, engine in ENGINES.items() if name in files]
        raise BackupError(
            f"This backup holds {f'a {kept[0]}' if kept else 'no'} database, and "
            f"DATABASE_URL names one of {ENGINES[own]}."
        )
    total = sum(file["bytes"] for file in files.values())
    # the database is there twice for a while
    _refuse_size(total + files[own]["bytes"], folder, most_bytes)
    unpack(source, manifest, folder)
    return manifest


def _refuse_size(size: int, folder: Path, most_bytes: int) -> None:
    free = shutil.disk_usage(folder).free
    if size > free:
        raise BackupError(
            f"This takes {size / GIGABYTE:.1f} GB, and {free / GIGABYTE:.1f} GB of the "
            f"disk at {folder.parent} are free."
        )
    if size > most_bytes:
        raise BackupError(
            f"This takes {size / GIGABYTE:.1f} GB, and {most_bytes / GIGABYTE:g} GB "
            "are allowed: --most-gigabytes allows more."
        )


def _rehearse(
    data: SiteData, dump: Path, manifest: Manifest, inspect: Inspection, most_bytes: int
) -> None:
    try:
        with data.database.rehearsed(dump, most_bytes) as (url, rows):
            if rows != manifest["rows"]:
                raise BackupError(
                    "The database in this backup does not hold the rows that its "
                    "manifest counts."
                )
            faults = inspect(url, dump.parent / MEDIA)
    except sqlite3.DatabaseError as wrong:
        raise BackupError(
            f"The database in this backup cannot be read: {wrong}."
        ) from wrong
    if faults:
        raise BackupError("\n".join(faults))


def _remove_pictures(media: Path) -> None:
    """Remove what a restore that did not end has moved there already."""
    for path in media.iterdir():
        if path.name != UNFINISHED:
            shutil.rmtree(path) if path.is_dir() else path.unlink()
