"""Headers that lie about the size of what follows."""

import tarfile
from pathlib import Path

from tools.chaos.hostile_archives.making import (
    TERABYTE,
    hostile,
    named,
    read,
    with_entry,
)


def _raw(good: Path, bad: Path, *headers: bytes) -> None:
    bad.write_bytes(b"".join(headers) + good.read_bytes())


def _header(name: str, size: int, type_: bytes = tarfile.REGTYPE) -> bytes:
    entry = tarfile.TarInfo(name)
    entry.size, entry.type = size, type_
    return entry.tobuf(tarfile.GNU_FORMAT)


@hostile
def size_beyond_the_end(good: Path, bad: Path) -> None:
    _raw(good, bad, _header("media/ab/enemy.webp", TERABYTE))


@hostile
def negative_size(good: Path, bad: Path) -> None:
    _raw(good, bad, _header("media/ab/enemy.webp", -512))


@hostile
def extended_header_of_a_terabyte(good: Path, bad: Path) -> None:
    _raw(good, bad, _header("././@PaxHeader", TERABYTE, tarfile.XHDTYPE))


@hostile
def long_name_of_a_terabyte(good: Path, bad: Path) -> None:
    _raw(good, bad, _header("././@LongLink", TERABYTE, tarfile.GNUTYPE_LONGNAME))


@hostile
def extended_header_without_sense(good: Path, bad: Path) -> None:
    nonsense = b"99999999 path=x\n".ljust(512, b"\0")
    _raw(good, bad, _header("x", 16, tarfile.XHDTYPE), nonsense)


def _sparse(name: str) -> bytes:
    """Return a header of ten kilobytes that stands for a terabyte of zeros."""
    block = bytearray(_header(name, 512, tarfile.GNUTYPE_SPARSE))
    block[386:398] = block[398:410] = b"00000000000\0"
    block[483:495] = tarfile.itn(TERABYTE, 12, tarfile.GNU_FORMAT)  # type: ignore[attr-defined]
    block[148:156] = b" " * 8
    block[148:156] = b"%06o\0 " % sum(block)
    return bytes(block) + bytes(512)


@hostile
def sparse_database(good: Path, bad: Path) -> None:
    database = read(good)[0][0].name
    _raw(good, bad, _sparse(database))


@hostile
def sparse_picture_by_an_extended_header(good: Path, bad: Path) -> None:
    entry, _ = named("media/ab/enemy.webp")
    entry.pax_headers = {
        "GNU.sparse.size": str(TERABYTE),
        "GNU.sparse.numblocks": "1",
        "GNU.sparse.map": "0,0",
    }
    with_entry(good, bad, entry)
