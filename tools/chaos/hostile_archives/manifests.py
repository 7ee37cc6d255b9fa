"""Manifests that are none, or that do not tell the truth."""

import json
from pathlib import Path

from tools.chaos.hostile_archives.making import (
    HOSTILE,
    TERABYTE,
    Maker,
    hostile,
    manifest_of,
    read,
    with_manifest,
    write,
)


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
