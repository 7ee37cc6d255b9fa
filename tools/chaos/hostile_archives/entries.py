"""Entries with names and kinds that no backup has, twice or missing."""

import tarfile
from pathlib import Path

from tools.chaos.hostile_archives.making import (
    HOSTILE,
    hostile,
    named,
    read,
    with_entry,
    write,
)

for name in (
    "/etc/observer",
    "media/../../observer",
    "media/./observer",
    "media/.hidden",
    "media//observer",
    "media/a\x1bb",
    "media/\udcff",
    "media/" + "n" * 1_000_000,
    "media/" + "n/" * 100_000,
    "settings.py",
):

    def _maker(good: Path, bad: Path, name: str = name) -> None:
        write(bad, [named(name, b"enemy"), *read(good)])

    HOSTILE[f"name {ascii(name)[1:-1][:30]}"] = _maker

for kind, type_ in {
    "symbolic link": tarfile.SYMTYPE,
    "hard link": tarfile.LNKTYPE,
    "device": tarfile.CHRTYPE,
    "disk": tarfile.BLKTYPE,
    "pipe": tarfile.FIFOTYPE,
    "folder": tarfile.DIRTYPE,
}.items():

    def _maker_of_kind(good: Path, bad: Path, type_: bytes = type_) -> None:
        entry = tarfile.TarInfo("media/ab/enemy.webp")
        entry.type, entry.linkname = type_, "/etc/passwd"
        with_entry(good, bad, entry)

    HOSTILE[f"{kind}"] = _maker_of_kind


@hostile
def file_twice(good: Path, bad: Path) -> None:
    files = read(good)
    write(bad, [files[1], *files])


@hostile
def file_too_much(good: Path, bad: Path) -> None:
    write(bad, [named("media/ab/enemy.webp", b"enemy"), *read(good)])


@hostile
def file_too_few(good: Path, bad: Path) -> None:
    files = read(good)
    write(bad, [files[0], *files[2:]])


@hostile
def other_content_of_the_same_size(good: Path, bad: Path) -> None:
    files = read(good)
    member, content = files[1]
    write(bad, [files[0], (member, bytes(len(content))), *files[2:]])


@hostile
def far_too_many_files(good: Path, bad: Path) -> None:
    files = [named(f"media/{number}") for number in range(20_000)]
    write(bad, [*files, *read(good)])
