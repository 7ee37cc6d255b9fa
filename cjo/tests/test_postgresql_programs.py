"""pg_dump and pg_restore are found, or the operator hears what to install."""

from pathlib import Path

import pytest

from cjo.lib.backups import postgresql_programs
from cjo.lib.backups.manifest import BackupError
from cjo.lib.backups.postgresql_programs import find_program


@pytest.fixture
def folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Let the programs of each version be searched for in a folder of the test."""
    pattern = f"{tmp_path.relative_to('/')}/*/bin"
    monkeypatch.setattr(postgresql_programs, "_FOLDERS", (pattern,))
    monkeypatch.setattr("shutil.which", lambda name: None)
    return tmp_path


def install(folders: Path, version: str) -> str:
    program = folders / version / "bin" / "pg_dump"
    program.parent.mkdir(parents=True)
    program.write_text(f"#!/bin/sh\necho 'pg_dump (PostgreSQL) {version} (Debian)'\n")
    program.chmod(0o755)
    return str(program)


def test_it_names_the_package_of_a_missing_program(folders: Path) -> None:
    with pytest.raises(
        BackupError, match="not installed: install postgresql-client-15"
    ):
        find_program("pg_dump", 15)


def test_it_refuses_a_program_older_than_the_server(folders: Path) -> None:
    older = install(folders, "13.4")
    with pytest.raises(BackupError, match=f"{older} is of 13"):
        find_program("pg_dump", 15)


def test_it_takes_the_program_nearest_to_the_server(folders: Path) -> None:
    for version in ("13.4", "17.2"):
        install(folders, version)
    nearest = install(folders, "16.1")
    assert find_program("pg_dump", 15) == nearest
