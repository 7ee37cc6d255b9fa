"""The data of a site: its database and the folder of its pictures."""

from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from cjo.lib.backups.manifest import Rows
from cjo.lib.backups.postgresql import PostgreSQLDatabase
from cjo.lib.backups.sqlite import SQLiteFile


class Database(Protocol):
    """A database that can be copied while it is in use, and brought back whole."""

    member: str  # its name in a backup

    def occupied_by(self) -> str: ...
    def dump(self, target: Path) -> Rows: ...
    def rehearsed(
        self, dump: Path, most_bytes: int
    ) -> AbstractContextManager[tuple[str, Rows]]: ...
    def load(self, dump: Path) -> None: ...


# the engines by the name that a database has in a backup
ENGINES = {SQLiteFile.member: "SQLite", PostgreSQLDatabase.member: "PostgreSQL"}


@dataclass(frozen=True, slots=True)
class SiteData:
    database: Database
    media: Path
