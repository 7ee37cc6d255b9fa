"""Backups are whole or not there, and come back as they were."""

import io
import json
import shutil
import sqlite3
import subprocess
import sys
import tarfile
from pathlib import Path

import pytest

from cjo.lib.backups import (
    DATABASE,
    MANIFEST,
    BackupError,
    House,
    make_backup,
    restore_backup,
)


@pytest.fixture
def house(tmp_path: Path) -> House:
    """Return a small house: two rows and a picture."""
    house = House(tmp_path / "var" / "observer.sqlite3", tmp_path / "var" / "media")
    (house.media / "ab").mkdir(parents=True)
    (house.media / "ab" / "abc.webp").write_bytes(b"picture")
    assert house.database
    with sqlite3.connect(house.database) as database:
        database.execute("PRAGMA journal_mode=WAL")
        database.execute("CREATE TABLE kept (id INTEGER PRIMARY KEY, text TEXT)")
        database.execute("INSERT INTO kept (text) VALUES ('one'), ('two')")
    return house


@pytest.fixture
def empty(tmp_path: Path) -> House:
    return House(tmp_path / "new" / "observer.sqlite3", tmp_path / "new" / "media")


def rewritten(source: Path, target: Path, changes: dict[str, bytes | None]) -> Path:
    """Copy a backup with other content for some files, None to leave one out."""
    with tarfile.open(source) as old, tarfile.open(target, "w") as new:
        for member in old:
            file = old.extractfile(member)
            assert file
            content = changes.get(member.name, file.read())
            if content is not None:
                member.size = len(content)
                new.addfile(member, io.BytesIO(content))
    return target


def test_a_backup_comes_back_as_it_was(house: House, empty: House) -> None:
    target = house.media.parent / "backups" / "one.tar"
    manifest = make_backup(house, target, "0.1.0")
    assert manifest["rows"] == {"kept": 2}
    assert set(manifest["files"]) == {DATABASE, "media/ab/abc.webp"}

    assert restore_backup(target, empty) == manifest
    assert empty.database
    with sqlite3.connect(empty.database) as database:
        assert database.execute("SELECT text FROM kept").fetchall() == [
            ("one",),
            ("two",),
        ]
    assert (empty.media / "ab" / "abc.webp").read_bytes() == b"picture"
    assert sorted(path.name for path in empty.media.parent.iterdir()) == [
        "media",
        "observer.sqlite3",
    ]


def test_it_copies_what_a_writer_has_just_committed(house: House) -> None:
    assert house.database
    writer = sqlite3.connect(house.database)
    writer.execute("INSERT INTO kept (text) VALUES ('three')")
    writer.commit()
    writer.execute("INSERT INTO kept (text) VALUES ('not yet')")
    manifest = make_backup(house, house.media.parent / "two.tar", "0.1.0")
    writer.rollback()
    writer.close()
    assert manifest["rows"] == {"kept": 3}


def test_only_its_owner_can_read_a_backup(house: House) -> None:
    target = house.media.parent / "one.tar"
    make_backup(house, target, "0.1.0")
    assert target.stat().st_mode & 0o777 == 0o600


def test_without_a_database_file_the_pictures_are_packed(
    house: House, empty: House
) -> None:
    target = house.media.parent / "one.tar"
    make_backup(House(None, house.media), target, "0.1.0")
    restore_backup(target, House(None, empty.media))
    assert (empty.media / "ab" / "abc.webp").exists()


def test_a_missing_database_is_an_error_and_not_an_empty_backup(house: House) -> None:
    assert house.database
    house.database.unlink()
    with pytest.raises(BackupError):
        make_backup(house, house.media.parent / "one.tar", "0.1.0")
    assert not house.database.exists()


def test_a_full_disk_leaves_no_partial_file(house: House) -> None:
    (house.media / "large.webp").write_bytes(b"x" * 300_000)
    code = (
        "import resource, signal, sys; from pathlib import Path\n"
        "from cjo.lib.backups import *\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))\n"
        "house = House(Path(sys.argv[1]), Path(sys.argv[2]))\n"
        "try: make_backup(house, Path(sys.argv[3]), '')\n"
        "except BackupError as wrong: print(wrong)\n"
    )
    folder = house.media.parent / "backups"
    arguments = [str(house.database), str(house.media), str(folder / "one.tar")]
    finished = subprocess.run(
        [sys.executable, "-c", code, *arguments], capture_output=True, text=True
    )
    assert finished.stdout.startswith("No backup was made: "), finished.stderr
    assert list(folder.iterdir()) == []


def test_it_overwrites_nothing(house: House, empty: House) -> None:
    target = house.media.parent / "one.tar"
    make_backup(house, target, "0.1.0")
    with pytest.raises(BackupError, match="overwrites nothing"):
        restore_backup(target, house)
    (empty.media).mkdir(parents=True)
    (empty.media / "mine.webp").write_bytes(b"mine")
    with pytest.raises(BackupError, match="overwrites nothing"):
        restore_backup(target, empty)


@pytest.mark.parametrize(
    "changes",
    [
        {"media/ab/abc.webp": b"another"},
        {"media/ab/abc.webp": None},
        {MANIFEST: None},
        {MANIFEST: json.dumps({"format": 99, "files": {}}).encode()},
        {DATABASE: b"not a database"},
    ],
)
def test_a_damaged_backup_restores_nothing(
    house: House, empty: House, changes: dict[str, bytes | None]
) -> None:
    target = house.media.parent / "one.tar"
    make_backup(house, target, "0.1.0")
    damaged = rewritten(target, target.with_name("damaged.tar"), changes)
    with pytest.raises(BackupError):
        restore_backup(damaged, empty)
    assert list(empty.media.parent.iterdir()) == []


def test_a_cut_backup_restores_nothing(house: House, empty: House) -> None:
    target = house.media.parent / "one.tar"
    make_backup(house, target, "0.1.0")
    content = target.read_bytes()
    target.write_bytes(content[: len(content) // 2])
    with pytest.raises(BackupError):
        restore_backup(target, empty)
    assert list(empty.media.parent.iterdir()) == []


@pytest.mark.parametrize("name", ["media/../../out", "/out", "other.txt"])
def test_a_backup_cannot_lead_out_of_its_folder(
    tmp_path: Path, empty: House, name: str
) -> None:
    with tarfile.open(tmp_path / "bad.tar", "w") as tar:
        member = tarfile.TarInfo(name)
        member.size = 3
        tar.addfile(member, io.BytesIO(b"bad"))
    with pytest.raises(BackupError, match="should not"):
        restore_backup(tmp_path / "bad.tar", empty)
    shutil.rmtree(empty.media.parent)
    assert [path.name for path in tmp_path.iterdir()] == ["bad.tar"]
