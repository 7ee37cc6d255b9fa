"""Files written completely or not at all, and kept through a power cut."""

import contextlib
import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def whole_file(path: Path, mode: int = 0o644) -> Iterator[Path]:
    """Yield a temporary path; rename it to `path` when the block ends without error.

    After a full disk, an interruption or a power cut, `path` is as it was before or
    complete. `mode` is the permission of the file.
    """
    with _part_of(path) as part:
        yield part
        part.chmod(mode)
        # on the disk before the rename, or a power cut leaves an empty file
        sync(part)
        part.replace(path)
        sync(path.parent)


def write_atomically(path: Path, content: bytes) -> None:
    with whole_file(path) as part:
        part.write_bytes(content)


def write_once(path: Path, content: bytes) -> None:
    """Write a file that only its owner reads; keep the one that is already there.

    Two processes may do so at once: both find the same content afterwards.
    """
    with _part_of(path) as part, contextlib.suppress(FileExistsError):
        part.write_bytes(content)
        sync(part)
        path.hardlink_to(part)
        sync(path.parent)


def make_folder(folder: Path) -> None:
    """Create a folder and its parents so that a power cut does not lose them."""
    if not folder.is_dir():
        make_folder(folder.parent)
        folder.mkdir(exist_ok=True)
        sync(folder.parent)


def sync(path: Path) -> None:
    """Wait until a file, or the list of names in a folder, is on the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def exclusive_folder(folder: Path) -> Iterator[Path]:
    """Make an empty folder that no other process uses, and remove it at the end.

    A killed process may have left something in it: that is deleted. Raise
    BlockingIOError while another process uses it.
    """
    make_folder(folder)
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        try:
            _empty(folder)
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)
    finally:
        os.close(handle)


def _empty(folder: Path) -> None:
    for path in folder.iterdir():
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink()


@contextmanager
def _part_of(path: Path) -> Iterator[Path]:
    make_folder(path.parent)
    # in the same folder: a rename between file systems is a copy, not atomic
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".part-")
    os.close(handle)
    part = Path(name)
    try:
        yield part
    finally:
        part.unlink(missing_ok=True)
