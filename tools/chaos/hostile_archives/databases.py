"""Databases that are none, damaged, or of another engine."""

import json
import os
from pathlib import Path

from cjo.lib.backups.site_data import ENGINES
from tools.chaos.hostile_archives.making import (
    hostile,
    manifest_of,
    read,
    with_database,
    with_manifest,
)


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
