"""Which backups of a folder are no longer needed."""

import datetime as dt
import re
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from cjo.lib.backups.archive import read_manifest
from cjo.lib.backups.encryption import is_encrypted
from cjo.lib.backups.manifest import BackupError
from cjo.lib.backups.site_data import ENGINES

NAMED = "%Y%m%dT%H%M%S%f"  # the time in the name of a backup, in UTC
_TIME = re.compile(r"-(\d{8}T\d{6,12})Z?\.tar")


@dataclass(frozen=True)
class Keep:
    """How many backups stay: the newest, and the newest of each day, week and month.

    As restic and borg count: a day, week or month without any backup does not count.
    """

    last: int = 0
    daily: int = 0
    weekly: int = 0
    monthly: int = 0

    def choose(self, made: Iterable[dt.datetime]) -> set[dt.datetime]:
        """Return the times of the backups that stay, of those that are good."""
        newest_first = sorted(made, reverse=True)
        kept: set[dt.datetime] = set()
        for number, period in (
            (self.last, NAMED),
            (self.daily, "%Y%m%d"),
            (self.weekly, "%GW%V"),
            (self.monthly, "%Y%m"),
        ):
            newest: dict[str, dt.datetime] = {}
            for time in newest_first:
                newest.setdefault(time.strftime(period), time)
            kept.update([*newest.values()][:number])
        return kept


def expired_backups(
    folder: Path, prefix: str, keep: Keep, coming: dt.datetime | None = None
) -> list[Path]:
    """Return the backups with this prefix that need not be kept, the newest first.

    `coming` is the time of another one, for a rehearsal. A damaged one counts as none,
    and expires when there is a good one that is newer. So the last good one always
    stays. An encrypted one cannot be read here: it counts as good.
    """
    times = _times(folder.glob(f"{prefix}-*.tar*"))
    good = {path for path in times if _is_good(path)}
    made = {times[path] for path in good} | ({coming} if coming else set())
    if not made:
        return []
    kept = keep.choose(made) | {max(made)}
    expired = (
        path
        for path, time in times.items()
        if time < max(made) and not (path in good and time in kept)
    )
    return sorted(expired, key=lambda path: times[path], reverse=True)


def _times(paths: Iterable[Path]) -> dict[Path, dt.datetime]:
    """Return the time in each name; a file without one is no backup of ours."""
    times = {}
    for path in paths:
        if found := _TIME.search(path.name):
            with suppress(ValueError):
                # older names have no microseconds
                time = dt.datetime.strptime(found[1].ljust(21, "0"), NAMED)
                times[path] = time.replace(tzinfo=dt.UTC)
    return times


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
