"""A SQLite file as a backup holds it."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from cjo.lib.atomic_files import make_folder, sync
from cjo.lib.backups.manifest import BackupError, Rows


class SQLiteFile:
    member = "observer.sqlite3"

    def __init__(self, path: Path) -> None:
        self.path = path

    def occupied_by(self) -> str:
        """Return the file that is there already; "" if there is none."""
        names = [self.path.name + end for end in ("", "-wal", "-journal")]
        files = [self.path.with_name(name) for name in names]
        return " and ".join(
            str(path) for path in files if path.exists() and path.stat().st_size
        )

    def dump(self, target: Path) -> Rows:
        """Copy the database while it is in use; return the rows of each table."""
        # "rw" and not the usual "rwc": a missing database is an error, not an empty one
        address = f"{self.path.absolute().as_uri()}?mode=rw"
        with closing(sqlite3.connect(address, uri=True)) as live:
            live.execute("VACUUM INTO ?", [str(target)])
        return _count_rows(target)

    @contextmanager
    def rehearsed(self, dump: Path, most_bytes: int) -> Iterator[tuple[str, Rows]]:
        """Yield the address of a copy of the dump to try, and the rows of its tables.

        Raise BackupError for a file that is no database or a damaged one.
        """
        with closing(sqlite3.connect(dump)) as database:
            fault = database.execute("PRAGMA quick_check(1)").fetchone()[0]
        if fault != "ok":
            raise BackupError(f"The database in this backup is damaged: {fault}.")
        copy = dump.with_name(f"rehearsed-{dump.name}")
        shutil.copyfile(dump, copy)
        yield f"sqlite:///{copy}", _count_rows(dump)
        # the files of its log too
        for file in copy.parent.glob(f"{copy.name}*"):
            file.unlink()

    def load(self, dump: Path) -> None:
        make_folder(self.path.parent)
        part = self.path.with_name(f".restoring-{self.path.name}")
        shutil.move(dump, part)  # a copy, if it is on another file system
        sync(part)
        part.replace(self.path)
        sync(self.path.parent)


def _count_rows(path: Path) -> Rows:
    with closing(sqlite3.connect(path)) as database:
        tables = database.execute(
            # The search index is virtual; its own tables hold the rows
            "SELECT name FROM sqlite_master WHERE type = 'table' "
            "AND sql NOT LIKE 'CREATE VIRTUAL%' AND name NOT LIKE 'sqlite_%'"
        ).fetchall()
        return {name: _count(database, name) for (name,) in sorted(tables)}


def _count(database: sqlite3.Connection, table: str) -> int:
    quoted = table.replace('"', '""')
    rows = database.execute(
        # the names come from the database's own list
        f'SELECT count(*) FROM "{quoted}"'  # noqa: S608
    )
    return int(rows.fetchone()[0])
