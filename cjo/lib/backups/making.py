"""To make a backup, while the site is in use."""

import datetime as dt
import json
import sqlite3
import tarfile
from collections.abc import Sequence
from pathlib import Path

import psycopg

from cjo.lib.atomic_files import exclusive_folder, make_folder, sync
from cjo.lib.backups.archive import MEDIA, is_media_name, pack, pack_bytes
from cjo.lib.backups.encryption import encrypt
from cjo.lib.backups.manifest import FORMAT, MANIFEST, BackupError, Manifest
from cjo.lib.backups.site_data import SiteData


def make_backup(
    data: SiteData, target: Path, code: str, public_keys: Sequence[str] = ()
) -> Manifest:
    """Write a complete backup; raise BackupError if it fails, and leave nothing then.

    `code` is the version of the code, for the manifest. With public keys the file is
    encrypted.
    """
    try:
        make_folder(target.parent)
        with exclusive_folder(target.parent / ".writing") as folder:
            backup = folder / target.name
            manifest = _write(data, backup, code)
            if public_keys:
                plain = backup.rename(folder / "plain")
                encrypt(plain, backup, public_keys)
            # the database holds the users' names and password hashes
            backup.chmod(0o600)
            sync(backup)
            backup.replace(target)
            sync(target.parent)
    except BlockingIOError as wrong:
        raise BackupError(
            f"Another backup is being written to {target.parent}."
        ) from wrong
    except (OSError, sqlite3.Error, psycopg.Error) as wrong:
        raise BackupError(f"No backup was made: {str(wrong).strip()}.") from wrong
    return manifest


def _write(data: SiteData, backup: Path, code: str) -> Manifest:
    now = dt.datetime.now(dt.UTC)
    manifest: Manifest = {
        "format": FORMAT,
        "made_at": now.isoformat(timespec="seconds"),
        "code": code,
        "files": {},
        "rows": {},
    }
    name = data.database.member
    # The database first: a picture is kept before a row names it, and never deleted,
    # so that every picture that this copy names is packed after it
    dump = backup.with_name(name)
    manifest["rows"] = data.database.dump(dump)
    with tarfile.open(backup, "w", format=tarfile.PAX_FORMAT) as tar:
        manifest["files"][name] = pack(tar, dump, name)
        dump.unlink()
        for path, name in _pictures(data.media):
            manifest["files"][name] = pack(tar, path, name)
        content = json.dumps(manifest, indent=1, sort_keys=True).encode()
        pack_bytes(tar, content, MANIFEST, now.timestamp())
    return manifest


def _pictures(media: Path) -> list[tuple[Path, str]]:
    named = [
        (path, f"{MEDIA}/{path.relative_to(media).as_posix()}")
        for path in sorted(media.rglob("*"))
        if path.is_file() and not path.is_symlink()
    ]
    return [(path, name) for path, name in named if is_media_name(name)]
