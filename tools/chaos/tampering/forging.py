"""Forging: what the ways to change the past have in common."""

import json
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import connection
from django.db.models import Model, QuerySet
from django.test import override_settings

from articles.models import ChainedModel, Version
from articles.models.document import canonical, digest
from articles.models.triggers import install_triggers, remove_triggers

Act = Callable[[], None]


@dataclass(frozen=True, slots=True)
class Tampering:
    """`name` says what is forged; `act` forges it in any site with published texts."""

    name: str
    act: Act


TAMPERINGS: list[Tampering] = []


def tampering(name: str) -> Callable[[Act], Act]:
    """Add an act to the table; it meets no triggers, and they are there afterwards."""

    def add(act: Act) -> Act:
        def past_triggers() -> None:
            remove_triggers(connection)
            act()
            install_triggers(connection)

        TAMPERINGS.append(Tampering(name, past_triggers))
        return act

    return add


def newest() -> Version:
    """Return a current version that has a predecessor, a byline, a text and HTML."""
    shown = Version.objects.filter(
        current_of__isnull=False, number__gt=1, bylines__isnull=False, has_text=True
    )
    return shown.exclude(change_type="withdrawal").select_related("edition")[0]


def change(row: Model, **columns: Any) -> None:
    type(row)._default_manager.filter(pk=row.pk).update(**columns)


def delete(rows: QuerySet[Any]) -> None:
    rows._raw_delete(connection.alias)


def rewritten(row: ChainedModel, **fields: Any) -> ChainedModel:
    """Change the document of a version, its hash and columns to match."""
    document = {**json.loads(row.canonical), **fields}
    text = canonical(document)
    change(row, canonical=text, hash=digest(text), **row.copies_of(document))
    row.refresh_from_db()
    return row


@contextmanager
def another_key() -> Iterator[None]:
    """Sign with a key of the attacker, who does not have that of the site."""
    with tempfile.TemporaryDirectory() as folder:
        forged = Path(folder) / "key"
        with override_settings(INTEGRITY_KEY_FILE=forged):
            yield
