"""Which backups of a folder are no longer needed."""

import datetime as dt
from itertools import islice
from pathlib import Path

from cjo.lib.backups.archive import read_manifest
from cjo.lib.backups.encryption import is_encrypted
from cjo.lib.backups.manifest import BackupError
from cjo.lib.backups.site_data import ENGINES


def expired_backups(folder: Path, prefix: str, keep: int) -> list[Path]:
    """Return the backups with this prefix that are older than `keep` good ones.

    A damaged one counts as none, so that the last good one always stays. An encrypted
    one cannot be read here: it counts as good.
    """
    # the names begin with the time
    newest_first = sorted(folder.glob(f"{prefix}-*.tar*"), reverse=True)
    good = (path for path in newest_first if _is_good(path))
    oldest_kept = next(islice(good, keep - 1, None), None)
    if oldest_kept is None:
        return []
    return newest_first[newest_first.index(oldest_kept) + 1 :]


def _is_good(path: Path) -> bool:
    try:
        if not is_encrypted(path):
            read_manifest(path, {*ENGINES})
    except (OSError, BackupError):
        return False
    return True


def backups_before(folder: Path, when: dt.datetime) -> list[Path]:
    """Return the backups that were made before a time, the oldest first."""
    made = {path: path.stat().st_mtime for path in folder.glob("*.tar*")}
    older = (path for path, at in made.items() if at < when.timestamp())
    return sorted(older, key=lambda path: (made[path], path.name))
