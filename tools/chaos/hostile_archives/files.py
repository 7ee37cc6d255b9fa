"""Files that are no archive, only a part of one, or sealed for somebody else."""

import gzip
import os
from pathlib import Path

from cjo.lib.backups.encryption import encrypt, new_key
from tools.chaos.hostile_archives.making import hostile, read, write


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


@hostile
def encrypted_for_somebody_else(good: Path, bad: Path) -> None:
    encrypt(good, bad, [new_key()[1]])


@hostile
def head_of_an_encrypted_file(good: Path, bad: Path) -> None:
    bad.write_bytes(b"age-encryption.org/v1\n-> X25519 " + b"A" * 50_000)
