"""Rotation deletes no backup that is to be kept, and never the last good one."""

import datetime as dt
import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from cjo.lib.backups.manifest import FORMAT, MANIFEST
from cjo.lib.backups.rotation import Keep, expired_backups
from tools.chaos.hostile_archives import making

DAY = dt.timedelta(days=1)
NOON = dt.datetime(2026, 3, 31, 12, tzinfo=dt.UTC)  # a Tuesday


def keep_backup(folder: Path, made: dt.datetime, name: str = "observer") -> Path:
    """Write a good backup of an empty site."""
    told = {
        "format": FORMAT,
        "made_at": made.isoformat(),
        "code": "",
        "files": {},
        "rows": {},
    }
    path = folder / f"{name}-{made:%Y%m%dT%H%M%S%f}Z.tar"
    making.write(path, [making.named(MANIFEST, json.dumps(told).encode())])
    return path


def days(paths: list[Path]) -> list[str]:
    return [path.name[9:17] for path in paths]


def left(folder: Path, keep: Keep) -> list[str]:
    expired = expired_backups(folder, "observer", keep)
    return days(sorted({*folder.iterdir()} - {*expired}, reverse=True))


@pytest.fixture
def year(tmp_path: Path) -> Path:
    """Return a folder with a backup of each day since a year ago."""
    for number in range(365):
        keep_backup(tmp_path, NOON - number * DAY)
    return tmp_path


def test_the_newest_of_each_day_week_and_month_stay(year: Path) -> None:
    keep_backup(year, NOON - dt.timedelta(hours=1))
    assert left(year, Keep(daily=3)) == ["20260331", "20260330", "20260329"]
    assert left(year, Keep(weekly=3)) == ["20260331", "20260329", "20260322"]
    assert left(year, Keep(monthly=3)) == ["20260331", "20260228", "20260131"]
    assert left(year, Keep(last=2)) == ["20260331", "20260331"]


def test_a_backup_stays_if_any_rule_keeps_it(year: Path) -> None:
    kept = left(year, Keep(daily=7, weekly=4, monthly=12))
    assert kept == [
        *("20260331", "20260330", "20260329", "20260328", "20260327", "20260326"),
        *("20260325", "20260322", "20260315", "20260228", "20260131", "20251231"),
        *("20251130", "20251031", "20250930", "20250831", "20250731", "20250630"),
        *("20250531", "20250430"),
    ]


def test_days_without_a_backup_do_not_count(tmp_path: Path) -> None:
    for number in (0, 30, 31):
        keep_backup(tmp_path, NOON - number * DAY)
    assert left(tmp_path, Keep(daily=2)) == ["20260331", "20260301"]


def test_a_damaged_backup_takes_the_place_of_no_good_one(tmp_path: Path) -> None:
    good = keep_backup(tmp_path, NOON)
    for number in (1, 2):
        keep_backup(tmp_path, NOON + number * DAY).write_bytes(b"cut")
    for keep in (Keep(last=1), Keep(daily=1), Keep(weekly=1), Keep(monthly=1)):
        assert expired_backups(tmp_path, "observer", keep) == []
    newer = keep_backup(tmp_path, NOON + 3 * DAY)
    assert good in expired_backups(tmp_path, "observer", Keep(last=1))
    assert newer not in expired_backups(tmp_path, "observer", Keep(last=1))


def test_what_is_no_backup_of_this_name_stays(tmp_path: Path) -> None:
    keep_backup(tmp_path, NOON)
    keep_backup(tmp_path, NOON - DAY, "before-setup")
    for name in ("observer-mine.tar", "observer-99999999T999999Z.tar", "notes.txt"):
        (tmp_path / name).write_bytes(b"")
    assert expired_backups(tmp_path, "observer", Keep(last=1)) == []


def test_a_backup_named_before_names_had_microseconds_expires_too(
    tmp_path: Path,
) -> None:
    old = keep_backup(tmp_path, NOON - DAY)
    old = old.rename(tmp_path / "observer-20260330T120000Z.tar")
    keep_backup(tmp_path, NOON)
    assert expired_backups(tmp_path, "observer", Keep(last=1)) == [old]


def test_a_rehearsal_says_which_would_go_and_deletes_none(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    now = dt.datetime.now(dt.UTC)
    old, newer = (keep_backup(tmp_path, now - age * DAY) for age in (40, 2))
    options = ["--to", str(tmp_path), "--keep-daily", "2", "--dry-run"]
    call_command("backup", *options)
    told = capsys.readouterr().out
    assert f"Would be deleted: {old}" in told
    assert str(newer) not in told
    assert old.exists()


def test_nothing_is_kept_by_no_number(tmp_path: Path) -> None:
    for wrong in ("0", "-1", "many"):
        with pytest.raises(CommandError, match="a number from 1"):
            call_command("backup", f"--keep-daily={wrong}", "--to", str(tmp_path))
