"""Files that are no backup, or that an enemy has made out of one.

Each function reads a good backup and writes a bad one. `HOSTILE` has them by name.
"""

import gzip
import hashlib
import io
import json
import os
import tarfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from cjo.lib.backups.encryption import encrypt, new_key
from cjo.lib.backups.manifest import MANIFEST
from cjo.lib.backups.site_data import ENGINES

Maker = Callable[[Path, Path], None]
Files = list[tuple[tarfile.TarInfo, bytes]]

HOSTILE: dict[str, Maker] = {}
TERABYTE = 10**12


def hostile(maker: Maker) -> Maker:
    HOSTILE[maker.__name__.replace("_", " ")] = maker
    return maker


def read(backup: Path) -> Files:
    with tarfile.open(backup) as tar:
        return [
            (member, file.read()) for member in tar if (file := tar.extractfile(member))
        ]


def write(backup: Path, files: Files) -> None:
    with tarfile.open(backup, "w", format=tarfile.PAX_FORMAT) as tar:
        for member, content in files:
            if member.isreg():
                member.size = len(content)
            tar.addfile(member, io.BytesIO(content))


def named(name: str, content: bytes = b"") -> tuple[tarfile.TarInfo, bytes]:
    return tarfile.TarInfo(name), content


def manifest_of(backup: Path) -> dict[str, Any]:
    return dict(json.loads(read(backup)[-1][1]))


def with_manifest(good: Path, bad: Path, content: bytes) -> None:
    write(bad, [*read(good)[:-1], named(MANIFEST, content)])


def with_entry(good: Path, bad: Path, entry: tarfile.TarInfo) -> None:
    write(bad, [(entry, b""), *read(good)])


def with_database(good: Path, bad: Path, content: bytes, name: str = "") -> None:
    """Exchange the database, and let the manifest agree."""
    files, manifest = read(good), manifest_of(good)
    old = files[0][0].name
    del manifest["files"][old]
    digest = {"sha256": hashlib.sha256(content).hexdigest(), "bytes": len(content)}
    manifest["files"][name or old] = digest
    told = named(MANIFEST, json.dumps(manifest).encode())
    write(bad, [named(name or old, content), *files[1:-1], told])


# Files that are no archive, or only a part of one


@hostile
def empty_file(good: Path, bad: Path) -> None:
    bad.write_bytes(b"")


@hostile
def random_bytes(good: Path, bad: Path) -> None:
    bad.write_bytes(os.urandom(100_000))


@hostile
def zeros(good: Path, bad: Path) -> None:
    bad.write_bytes(bytes(100_000))


@hostile
def cut_in_the_middle(good: Path, bad: Path) -> None:
    content = good.read_bytes()
    bad.write_bytes(content[: len(content) // 2 + 7])


@hostile
def no_manifest(good: Path, bad: Path) -> None:
    write(bad, read(good)[:-1])


@hostile
def gzip_bomb(good: Path, bad: Path) -> None:
    with gzip.open(bad, "wb") as file:
        for _ in range(100):
            file.write(bytes(1_000_000))


# Manifests


@hostile
def manifest_that_is_no_json(good: Path, bad: Path) -> None:
    with_manifest(good, bad, b"\xff\xfe no json")


@hostile
def manifest_nested_too_deep(good: Path, bad: Path) -> None:
    with_manifest(good, bad, b"[" * 200_000)


@hostile
def manifest_with_a_number_too_long(good: Path, bad: Path) -> None:
    with_manifest(good, bad, b'{"format": ' + b"9" * 10_000 + b"}")


@hostile
def manifest_that_is_a_list(good: Path, bad: Path) -> None:
    with_manifest(good, bad, b"[1, 2]")


@hostile
def manifest_without_keys(good: Path, bad: Path) -> None:
    with_manifest(good, bad, b'{"format": 1}')


@hostile
def manifest_of_the_future(good: Path, bad: Path) -> None:
    told = json.dumps({**manifest_of(good), "format": 99})
    with_manifest(good, bad, told.encode())


def _with_wrong_type(key: str, value: object) -> Maker:
    def maker(good: Path, bad: Path) -> None:
        told = json.dumps({**manifest_of(good), key: value})
        with_manifest(good, bad, told.encode())

    return maker


for key, value in {
    "format": True,
    "made_at": 5,
    "code": None,
    "files": ["media"],
    "rows": {"kept": "two"},
}.items():
    HOSTILE[f"manifest with a wrong {key}"] = _with_wrong_type(key, value)


@hostile
def manifest_with_a_negative_size(good: Path, bad: Path) -> None:
    told = manifest_of(good)
    next(iter(told["files"].values()))["bytes"] = -1
    with_manifest(good, bad, json.dumps(told).encode())


@hostile
def manifest_that_claims_a_terabyte(good: Path, bad: Path) -> None:
    told = manifest_of(good)
    next(iter(told["files"].values()))["bytes"] = TERABYTE
    with_manifest(good, bad, json.dumps(told).encode())


@hostile
def manifest_twice(good: Path, bad: Path) -> None:
    files = read(good)
    write(bad, [*files, files[-1]])


@hostile
def manifest_first(good: Path, bad: Path) -> None:
    files = read(good)
    write(bad, [files[-1], *files[:-1]])


# Names and kinds


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


# Headers


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


# Databases


@hostile
def database_that_is_none(good: Path, bad: Path) -> None:
    with_database(good, bad, os.urandom(20_000))


@hostile
def database_that_is_empty(good: Path, bad: Path) -> None:
    with_database(good, bad, b"")


@hostile
def database_that_ends_early(good: Path, bad: Path) -> None:
    content = read(good)[0][1]
    with_database(good, bad, content[: len(content) // 2])


@hostile
def database_with_damaged_pages(good: Path, bad: Path) -> None:
    content = read(good)[0][1]
    with_database(good, bad, content[:600] + bytes(len(content) - 600))


@hostile
def database_of_another_engine(good: Path, bad: Path) -> None:
    files = read(good)
    [other] = {*ENGINES} - {files[0][0].name}
    with_database(good, bad, files[0][1], other)


@hostile
def fewer_rows_than_counted(good: Path, bad: Path) -> None:
    told = manifest_of(good)
    told["rows"] = {table: rows + 1 for table, rows in told["rows"].items()}
    with_manifest(good, bad, json.dumps(told).encode())


# Encryption


@hostile
def encrypted_for_somebody_else(good: Path, bad: Path) -> None:
    encrypt(good, bad, [new_key()[1]])


@hostile
def head_of_an_encrypted_file(good: Path, bad: Path) -> None:
    bad.write_bytes(b"age-encryption.org/v1\n-> X25519 " + b"A" * 50_000)
