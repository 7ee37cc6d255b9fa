"""The programs that come with PostgreSQL: pg_dump and pg_restore."""

import contextlib
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

import psycopg
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from cjo.lib.backups.manifest import BackupError

# where packages put the programs of each version
_FOLDERS = ("usr/lib/postgresql/*/bin", "usr/pgsql-*/bin", "opt/homebrew/*/bin")


def run_program(
    name: str,
    conninfo: str,
    options: Sequence[str],
    is_too_large: Callable[[], bool] = lambda: False,
) -> None:
    """Run a program on the database at this address.

    `is_too_large` is asked now and then, and at the end. Raise BackupError where it is
    true, or with the first words of the program where that fails.
    """
    # The password by the environment: other users can read the arguments of a program
    parts = {key: str(value) for key, value in conninfo_to_dict(conninfo).items()}
    variables = {**os.environ, "PGPASSWORD": parts.pop("password", "")}
    with psycopg.connect(conninfo) as connection:
        program = find_program(name, connection.info.server_version // 10_000)
    command = [program, f"--dbname={make_conninfo(**parts)}", *options]
    with (
        tempfile.TemporaryFile("w+") as said,
        subprocess.Popen(command, stderr=said, env=variables) as process,  # noqa: S603
    ):
        try:
            is_running = True
            while is_running:
                is_running = _is_running(process)
                if is_too_large():
                    raise BackupError(
                        "The database in this backup is larger than allowed: "
                        "--most-gigabytes allows more."
                    )
        finally:
            process.kill()
        said.seek(0)
        if process.returncode:
            reason = said.readline(500).strip() or f"code {process.returncode}"
            raise BackupError(f"PostgreSQL refuses: {reason}.")


def find_program(name: str, server: int) -> str:
    """Return the path of a program that is not older than the server."""
    found = [shutil.which(name) or ""]
    for pattern in _FOLDERS:
        found += map(str, Path("/").glob(f"{pattern}/{name}"))
    versions = {path: _major_version(path) for path in found if path}
    fitting = [path for path in versions if versions[path] >= server]
    if not fitting:
        older = ", ".join(f"{path} is of {major}" for path, major in versions.items())
        raise BackupError(
            f"{name} of PostgreSQL {server} or newer is needed, and "
            f"{older or 'is not installed'}: install postgresql-client-{server}."
        )
    # The nearest: a newer one may write what this server does not understand
    return min(fitting, key=lambda path: versions[path])


def _is_running(process: "subprocess.Popen[bytes]") -> bool:
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(timeout=0.5)
    return process.returncode is None


def _major_version(program: str) -> int:
    answer = subprocess.run(  # noqa: S603
        [program, "--version"], capture_output=True, text=True, check=False
    )
    version = re.search(r"\) (\d+)", answer.stdout)
    return int(version[1]) if version else 0
