"""Backups are whole or not there, and come back as they were."""

import errno
import json
import signal
import subprocess
import sys
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from unittest.mock import Mock

import pytest

from cjo.lib.backups.encryption import new_key
from cjo.lib.backups.making import make_backup
from cjo.lib.backups.manifest import BackupError, Rows
from cjo.lib.backups.restoring import restore_backup
from cjo.lib.backups.site_data import SiteData
from cjo.tests.own_databases import IS_SQLITE, execute, own_database
from tools.chaos.hostile_archives import HOSTILE

PICTURE = Path("ab") / "abc.webp"


@pytest.fixture
def site(tmp_path: Path) -> Iterator[SiteData]:
    """Return the data of a small site: two rows and a picture."""
    media = tmp_path / "var" / "media"
    (media / "ab").mkdir(parents=True)
    (media / PICTURE).write_bytes(b"picture")
    with own_database(media.parent, "observer_backed_up") as database:
        execute(database, "CREATE TABLE kept (id INTEGER PRIMARY KEY, text TEXT)")
        execute(database, "INSERT INTO kept VALUES (1, 'one'), (2, 'two')")
        yield SiteData(database, media)


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[SiteData]:
    with own_database(tmp_path / "new", "observer_restored") as database:
        yield SiteData(database, tmp_path / "new" / "media")


@pytest.fixture
def backup(site: SiteData, tmp_path: Path) -> Path:
    target = tmp_path / "backups" / "observer-1.tar"
    make_backup(site, target, "0.2.0")
    return target


def no_faults(url: str, media: Path) -> list[str]:
    return []


def texts(data: SiteData) -> list[str]:
    rows = execute(data.database, "SELECT text FROM kept ORDER BY id")
    return [text for (text,) in rows]


def is_empty(data: SiteData) -> bool:
    files = [*data.media.parent.rglob("*")] if data.media.parent.exists() else []
    return not data.database.occupied_by() and not [
        path for path in files if path.is_file()
    ]


def test_a_backup_comes_back_as_it_was(site: SiteData, empty: SiteData) -> None:
    target = site.media.parent / "backups" / "one.tar"
    manifest = make_backup(site, target, "0.2.0")
    assert manifest["rows"] == {"kept": 2}
    assert set(manifest["files"]) == {site.database.member, f"media/{PICTURE}"}

    assert restore_backup(target, empty, no_faults) == manifest
    assert texts(empty) == ["one", "two"]
    assert (empty.media / PICTURE).read_bytes() == b"picture"
    assert [path.name for path in empty.media.iterdir()] == ["ab"]
    assert [path.name for path in target.parent.iterdir()] == ["one.tar"]


def test_it_copies_what_a_writer_has_just_committed(
    site: SiteData, tmp_path: Path
) -> None:
    execute(site.database, "INSERT INTO kept VALUES (3, 'three')")
    manifest = make_backup(site, tmp_path / "two.tar", "0.2.0")
    assert manifest["rows"] == {"kept": 3}


def test_only_its_owner_can_read_a_backup(backup: Path) -> None:
    assert backup.stat().st_mode & 0o777 == 0o600


def test_a_database_that_is_missing_is_no_empty_backup(
    empty: SiteData, tmp_path: Path
) -> None:
    if IS_SQLITE:
        with pytest.raises(BackupError, match="No backup was made"):
            make_backup(empty, tmp_path / "backups" / "one.tar", "0.2.0")
        assert is_empty(empty)
        assert [*(tmp_path / "backups").iterdir()] == []


def test_a_second_backup_at_the_same_time_is_refused(
    site: SiteData, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def make_another(target: Path) -> dict[str, int]:
        with pytest.raises(BackupError, match="Another backup is being written"):
            make_backup(site, tmp_path / "second.tar", "0.2.0")
        target.write_bytes(b"")
        return {}

    monkeypatch.setattr(type(site.database), "dump", lambda _, to: make_another(to))
    make_backup(site, tmp_path / "first.tar", "0.2.0")
    assert not (tmp_path / "second.tar").exists()


# What can go wrong while it is restored


def test_it_overwrites_nothing(site: SiteData, empty: SiteData, backup: Path) -> None:
    with pytest.raises(BackupError, match="overwrites nothing"):
        restore_backup(backup, site, no_faults)
    empty.media.mkdir(parents=True)
    (empty.media / "mine.webp").write_bytes(b"mine")
    with pytest.raises(BackupError, match="overwrites nothing"):
        restore_backup(backup, empty, no_faults)
    assert (empty.media / "mine.webp").exists()


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_hostile_file_is_refused_in_a_sentence(
    kind: str, backup: Path, empty: SiteData, tmp_path: Path
) -> None:
    HOSTILE[kind](backup, tmp_path / "bad.tar")
    with pytest.raises(BackupError) as refused:
        restore_backup(tmp_path / "bad.tar", empty, no_faults)
    message = str(refused.value)
    assert message.endswith(".")
    assert len(message) < 400
    assert message.isascii()
    assert is_empty(empty)


def test_a_fault_in_the_content_restores_nothing(backup: Path, empty: SiteData) -> None:
    with pytest.raises(BackupError, match="The hash of a text is wrong"):
        restore_backup(backup, empty, lambda *_: ["The hash of a text is wrong."])
    assert is_empty(empty)


def test_the_copy_that_is_inspected_may_be_changed(
    backup: Path, empty: SiteData
) -> None:
    """`migrate` brings it to the form of this code; what is restored stays."""

    def inspect(url: str, media: Path) -> list[str]:
        assert (media / PICTURE).read_bytes() == b"picture"
        for file in media.parent.glob("rehearsed-*"):
            file.write_bytes(b"changed")
        return []

    restore_backup(backup, empty, inspect)
    assert texts(empty) == ["one", "two"]


def test_it_takes_no_more_room_than_is_allowed(backup: Path, empty: SiteData) -> None:
    with pytest.raises(BackupError, match="--most-gigabytes"):
        restore_backup(backup, empty, no_faults, most_bytes=3000)
    assert is_empty(empty)


def test_a_database_that_cannot_be_loaded_takes_its_pictures_back(
    backup: Path, empty: SiteData, monkeypatch: pytest.MonkeyPatch
) -> None:
    full = OSError(errno.ENOSPC, "No space left on device")
    monkeypatch.setattr(type(empty.database), "load", Mock(side_effect=full))
    with monkeypatch.context() as patched:
        # on PostgreSQL the rehearsal loads too
        patched.setattr(type(empty.database), "rehearsed", no_rehearsal)
        with pytest.raises(BackupError, match="No space left"):
            restore_backup(backup, empty, no_faults)
    assert is_empty(empty)


@contextmanager
def no_rehearsal(*_: object) -> Iterator[tuple[str, Rows]]:
    yield "", {"kept": 2}


@pytest.mark.skipif(IS_SQLITE, reason="a SQLite file is as large as its backup")
def test_a_dump_that_grows_on_the_server_is_stopped(
    site: SiteData, empty: SiteData, tmp_path: Path
) -> None:
    grown = "SELECT n, repeat(md5(n::text), 500) FROM generate_series(3, 3000) AS n"
    execute(site.database, f"INSERT INTO kept {grown}")
    make_backup(site, tmp_path / "one.tar", "")
    assert (tmp_path / "one.tar").stat().st_size < 2_000_000
    with pytest.raises(BackupError, match="larger than allowed"):
        restore_backup(tmp_path / "one.tar", empty, no_faults, most_bytes=8_000_000)
    assert is_empty(empty)


def in_a_process(before: str, call: str, *data: SiteData, path: Path) -> str:
    """Call a function in a process of its own; return what it printed."""
    code = (
        "import os, resource, shutil, signal; from pathlib import Path\n"
        "from cjo.lib.backups.making import make_backup\n"
        "from cjo.lib.backups.manifest import BackupError\n"
        "from cjo.lib.backups.postgresql import PostgreSQLDatabase\n"
        "from cjo.lib.backups.restoring import restore_backup\n"
        "from cjo.lib.backups.site_data import SiteData\n"
        "from cjo.lib.backups.sqlite import SQLiteFile\n"
        f"site = SiteData({_written(data[0])}, Path({str(data[0].media)!r}))\n"
        f"path = Path({str(path)!r})\n{before}\n"
        f"try: {call}\nexcept BackupError as wrong: print(wrong)\n"
    )
    finished = subprocess.run([sys.executable, "-c", code], capture_output=True)
    assert finished.returncode in (0, -signal.SIGKILL), finished.stderr.decode()
    return finished.stdout.decode()


def _written(data: SiteData) -> str:
    if IS_SQLITE:
        return f"SQLiteFile(Path({str(data.database.path)!r}))"  # type: ignore[attr-defined]
    return f"PostgreSQLDatabase({data.database.conninfo!r})"  # type: ignore[attr-defined]


MAKE = "make_backup(site, path, '')"
RESTORE = "restore_backup(path, site, lambda *_: [])"
FULL_DISK = (
    "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
    "resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))"
)


def test_a_full_disk_leaves_no_partial_backup(site: SiteData, tmp_path: Path) -> None:
    (site.media / "large.webp").write_bytes(b"x" * 300_000)
    target = tmp_path / "backups" / "one.tar"
    printed = in_a_process(FULL_DISK, MAKE, site, path=target)
    assert printed.startswith("No backup was made: ")
    assert [*target.parent.iterdir()] == []


def test_a_full_disk_restores_nothing(
    site: SiteData, empty: SiteData, tmp_path: Path
) -> None:
    (site.media / "large.webp").write_bytes(b"x" * 300_000)
    make_backup(site, tmp_path / "one.tar", "")
    printed = in_a_process(FULL_DISK, RESTORE, empty, path=tmp_path / "one.tar")
    assert printed.startswith("Nothing was restored: ")
    assert is_empty(empty)


@pytest.mark.parametrize(
    "moment",
    [
        "shutil.copyfileobj",  # before a file is unpacked
        "Path.rename",  # before a picture gets its place
        "os.sync",  # after all of them
        f"{'SQLiteFile' if IS_SQLITE else 'PostgreSQLDatabase'}.load",
    ],
)
def test_a_killed_restore_can_be_called_again(
    moment: str, backup: Path, empty: SiteData
) -> None:
    kill = f"{moment} = lambda *_: os.kill(os.getpid(), signal.SIGKILL)"
    assert in_a_process(kill, RESTORE, empty, path=backup) == ""
    assert not empty.database.occupied_by()
    restore_backup(backup, empty, no_faults)
    assert texts(empty) == ["one", "two"]
    assert (empty.media / PICTURE).read_bytes() == b"picture"


def test_a_killed_backup_leaves_nothing_behind_the_next(
    site: SiteData, tmp_path: Path
) -> None:
    target = tmp_path / "backups" / "one.tar"
    kill = "Path.replace = lambda *_: os.kill(os.getpid(), signal.SIGKILL)"
    in_a_process(kill, MAKE, site, path=target)
    assert not target.exists()
    make_backup(site, target, "")
    assert [path.name for path in target.parent.iterdir()] == ["one.tar"]


# Encryption


def test_an_encrypted_backup_opens_with_its_key(
    site: SiteData, empty: SiteData, tmp_path: Path
) -> None:
    secret, public = new_key()
    (tmp_path / "key").write_text(f"# public key: {public}\n{secret}\n")
    make_backup(site, tmp_path / "one.tar.age", "", public_keys=[public])
    assert b"manifest" not in (tmp_path / "one.tar.age").read_bytes()
    restore_backup(
        tmp_path / "one.tar.age", empty, no_faults, key_file=tmp_path / "key"
    )
    assert texts(empty) == ["one", "two"]


def test_a_wrong_key_is_named(site: SiteData, empty: SiteData, tmp_path: Path) -> None:
    make_backup(site, tmp_path / "one.tar.age", "", public_keys=[new_key()[1]])
    (tmp_path / "key").write_text(new_key()[0])
    with pytest.raises(BackupError, match="is not that of this backup"):
        restore_backup(
            tmp_path / "one.tar.age", empty, no_faults, key_file=tmp_path / "key"
        )
    (tmp_path / "key").write_text("no key")
    with pytest.raises(BackupError, match="holds no secret key"):
        restore_backup(
            tmp_path / "one.tar.age", empty, no_faults, key_file=tmp_path / "key"
        )


@pytest.mark.parametrize("place", [5_000, -1])
def test_a_changed_piece_of_an_encrypted_backup_is_found(
    place: int, site: SiteData, empty: SiteData, tmp_path: Path
) -> None:
    secret, public = new_key()
    (tmp_path / "key").write_text(secret)
    sealed = tmp_path / "one.tar.age"
    make_backup(site, sealed, "", public_keys=[public])
    content = bytearray(sealed.read_bytes())
    content[place] ^= 1
    sealed.write_bytes(content)
    with pytest.raises(BackupError, match="damaged"):
        restore_backup(sealed, empty, no_faults, key_file=tmp_path / "key")
    assert is_empty(empty)


def test_a_key_that_is_none_makes_no_backup(site: SiteData, tmp_path: Path) -> None:
    with pytest.raises(BackupError, match="BACKUP_KEYS"):
        make_backup(site, tmp_path / "b" / "one.tar.age", "", public_keys=["age1"])
    assert [*(tmp_path / "b").iterdir()] == []


def test_code_of_version_0_2_0_reads_a_backup_of_today(backup: Path) -> None:
    """Going back to it is restoring what a newer `setup` has kept."""
    with tarfile.open(backup) as tar:
        manifest = tar.extractfile("manifest.json")
        assert tar.getnames()[-1] == "manifest.json"
        assert manifest and json.loads(manifest.read())["format"] == 1
