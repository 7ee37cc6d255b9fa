"""A power cut loses nothing that was acknowledged."""

import itertools
import os
import re
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import apsw
import pytest
from django.conf import settings

from cjo.lib import atomic_files
from cjo.lib.atomic_files import whole_file, write_once
from cjo.lib.databases import SQLITE_PRAGMAS

COMMITS = 12


class Disk(apsw.VFS):
    """A file system that remembers the content of each file at its last fsync."""

    def __init__(self) -> None:
        self.synced: dict[Path, bytes] = {}
        super().__init__("disk", base="")

    def xOpen(self, name: Any, flags: Any) -> "DiskFile":
        return DiskFile(self, name, flags)

    def after_power_cuts(self, database: Path, folder: Path) -> Iterator[Path]:
        """Yield the database in each state that a power cut could leave now.

        What was written and not synced may be on the disk or not, file by file.
        """
        files = [database, database.with_name(f"{database.name}-wal")]
        for is_lost in itertools.product([True, False], repeat=2):
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
            for file, lost in zip(files, is_lost, strict=True):
                content = self.synced.get(file, b"") if lost else file.read_bytes()
                (folder / file.name).write_bytes(content)
            yield folder / database.name


class DiskFile(apsw.VFSFile):
    def __init__(self, disk: Disk, name: Any, flags: Any) -> None:
        self.disk = disk
        self.path = Path(name.filename() if hasattr(name, "filename") else name)
        super().__init__("", name, flags)

    def xSync(self, flags: int) -> None:
        super().xSync(flags)
        self.disk.synced[self.path] = self.path.read_bytes()


def lost_commits(folder: Path, pragmas: str) -> int:
    """Commit row after row; return how many acknowledged ones a power cut loses."""
    disk, lost = Disk(), 0
    database = apsw.Connection(str(folder / "site.sqlite3"), vfs="disk")
    # a checkpoint every few commits, so that both files are caught half written
    # fetched, or only the first of them would be executed
    database.execute(f"{pragmas} PRAGMA wal_autocheckpoint=10;").fetchall()
    database.execute("CREATE TABLE kept (id INTEGER PRIMARY KEY, text TEXT)")
    for number in range(1, COMMITS + 1):
        database.execute("INSERT INTO kept (text) VALUES (?)", ["x" * 3000])
        for copy in disk.after_power_cuts(folder / "site.sqlite3", folder / "after"):
            lost = max(lost, number - rows_in(copy))
    return lost


def rows_in(copy: Path) -> int:
    database = sqlite3.connect(copy)
    try:
        return int(database.execute("SELECT count(*) FROM kept").fetchone()[0])
    except sqlite3.OperationalError:  # the table is lost too
        return 0
    finally:
        database.close()


def test_sqlite_keeps_each_acknowledged_commit(tmp_path: Path) -> None:
    assert lost_commits(tmp_path, SQLITE_PRAGMAS) == 0


def test_a_setting_that_waits_for_no_disk_would_be_noticed(tmp_path: Path) -> None:
    hasty = SQLITE_PRAGMAS.replace("synchronous=FULL", "synchronous=NORMAL")
    assert lost_commits(tmp_path, hasty) > 0


COMMIT = """
from django.db import connection
with connection.cursor() as cursor:
    cursor.execute("CREATE TABLE kept (text)")
    cursor.execute("INSERT INTO kept VALUES ('acknowledged')")
    print("acknowledged", flush=True)
"""


@pytest.mark.skipif(not shutil.which("strace"), reason="strace is not installed")
def test_the_site_acknowledges_after_the_system_has_synced(tmp_path: Path) -> None:
    trace = tmp_path / "trace"
    watched = ["strace", "-f", "-y", "-e", "trace=pwrite64,write,fsync,fdatasync"]
    command = [sys.executable, "manage.py", "shell", "-c", COMMIT]
    finished = subprocess.run(
        [*watched, "-o", str(trace), *command],
        cwd=settings.BASE_DIR,
        env={**os.environ, "DATABASE_URL": f"sqlite:///{tmp_path / 'site.sqlite3'}"},
        capture_output=True,
        text=True,
    )
    if "PTRACE" in finished.stderr or "ptrace" in finished.stderr:
        pytest.skip("strace may trace nothing here")
    before, acknowledged, _after = trace.read_text().partition('"acknowledged')
    assert acknowledged, finished.stderr
    log = [line for line in before.splitlines() if "site.sqlite3-wal" in line]
    assert re.search(r"fdatasync|fsync", log[-1])


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the calls that reach the disk, in their order."""
    calls: list[str] = []
    sync, replace, hardlink_to = atomic_files.sync, Path.replace, Path.hardlink_to

    def synced(path: Path) -> None:
        sync(path)
        calls.append(f"sync {path.name}")

    def replaced(source: Path, target: Path) -> None:
        replace(source, target)
        calls.append(f"name {target.name}")

    def linked(target: Path, source: Path) -> None:
        hardlink_to(target, source)
        calls.append(f"name {target.name}")

    monkeypatch.setattr(atomic_files, "sync", synced)
    monkeypatch.setattr(Path, "replace", replaced)
    monkeypatch.setattr(Path, "hardlink_to", linked)
    return calls


def test_a_file_is_on_the_disk_before_it_has_its_name(
    tmp_path: Path, calls: list[str]
) -> None:
    with whole_file(tmp_path / "ab" / "picture.webp") as part:
        part.write_bytes(b"picture")
    # the new folder, the content, the name, and the folder that lists the name
    assert calls == [
        f"sync {tmp_path.name}",
        f"sync {part.name}",
        "name picture.webp",
        "sync ab",
    ]


def test_a_key_is_on_the_disk_before_it_has_its_name(
    tmp_path: Path, calls: list[str]
) -> None:
    write_once(tmp_path / "key", b"secret")
    write_once(tmp_path / "key", b"another")
    part, *later = calls
    assert re.fullmatch(r"sync \.part-\w+", part)
    assert later[:2] == ["name key", f"sync {tmp_path.name}"]
    assert (tmp_path / "key").read_bytes() == b"secret"
    assert (tmp_path / "key").stat().st_mode & 0o777 == 0o600
