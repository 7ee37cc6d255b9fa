"""Rows that several records have: texts, provenance; and how they are replaced."""

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from django.contrib.auth.models import User
from django.db import models, transaction

from articles.models import SlugTaken, TextRow
from articles.publishing.problems import PublishingRefused
from cases.importing.fields import Fields, WrongFact, said_plainly
from cases.models import (
    Certainty,
    Court,
    Provenance,
    ProvenanceText,
    Record,
    RecordVersion,
    Source,
)
from cases.publishing import lock_records, publish
from cases.snapshots import snapshot_of

_Record = TypeVar("_Record", bound=Record)
_Row = TypeVar("_Row", bound=models.Model)

LOADED = "Loaded again from its file, which has changed."


def load(
    model: type[_Record],
    slug: str,
    write: Callable[[_Record], None],
    *,
    by: User,
    change: str,
    note: str,
    imported: bool,
) -> RecordVersion | None:
    """Write a record's rows anew and publish them.

    If they then say the same as before, they are left as they were, with their ids.
    """
    with transaction.atomic(), said_plainly(slug):
        lock_records()
        record = model._default_manager.filter(slug=slug).first() or model(slug=slug)
        if record.is_withdrawn:
            told = "an editor withdrew it, and can publish it again."
            raise WrongFact(f"{slug}: {told}", slug)
        published = record.current_version
        before = published.snapshot if published else None
        point = transaction.savepoint()
        write(record)
        if before is not None and snapshot_of(record) == before:
            transaction.savepoint_rollback(point)
            return None
        transaction.savepoint_commit(point)
        try:
            said = note if published else ""
            return publish(record, by=by, change=change, note=said, imported=imported)
        except PublishingRefused as error:
            raise WrongFact(f"{slug}: {error}", slug) from error
        except SlugTaken as error:
            raise WrongFact(f"{slug}: this address was another's.", slug) from error


def save(row: _Row) -> _Row:
    """Save a row that its validators accept; constraints are the database's."""
    row.clean_fields()
    row.save()
    return row


def write_texts(
    model: type[TextRow], owner: dict[str, models.Model], texts: dict[str, Any]
) -> None:
    """Make the text rows of an owner exactly these."""
    manager = model._default_manager
    for language, fields in texts.items():
        row = manager.filter(**owner, language=language).first()
        row = row or model(**owner, language=language)
        for name, value in fields.items():
            setattr(row, name, value)
        save(row)
    manager.filter(**owner).exclude(language__in=texts).delete()


def write_provenance(
    fields: Fields, owner: dict[str, models.Model], known: Iterable[str]
) -> None:
    """Write what `provenance` says; a statement must be on a field that exists."""
    names = set(known)
    for place, entry in enumerate(fields.each("provenance")):
        name = entry.text("field", None)
        if name not in names:
            raise entry.wrong("field", name, "is no field of the record")
        agrees = entry.flag("agrees", True)
        certainty = entry.choice("certainty", Certainty, "")
        texts = entry.texts(["note"])
        if not agrees and not texts:
            raise entry.wrong("field", name, "needs a note on what else is said")
        state(owner, name, certainty, entry.words("sources"), place, entry, agrees)
        row = Provenance.objects.get(**owner, position=place)
        write_texts(ProvenanceText, {"provenance": row}, texts)


def state(
    owner: dict[str, Any],
    field: str,
    certainty: str,
    sources: list[str],
    position: int,
    fields: Fields,
    agrees: bool = True,
) -> None:
    """Write one statement on a fact."""
    row = Provenance(
        **owner, field=field, certainty=certainty, position=position, agrees=agrees
    )
    save(row).sources.set(named_sources(sources, fields))


def named_sources(keys: list[str], fields: Fields) -> list[Source]:
    found = {source.key: source for source in Source.objects.filter(key__in=keys)}
    for key in keys:
        if key not in found:
            raise fields.wrong("sources", key, "is no known source")
    return [found[key] for key in keys]


def named_court(fields: Fields) -> Court | None:
    slug = fields.text("court")
    return named(Court, slug, fields, "court") if slug else None


def named(model: type[_Row], slug: str, fields: Fields, name: str) -> _Row:
    row = model._default_manager.filter(slug=slug).first()
    if row is None:
        raise fields.wrong(name, slug, "is not known")
    return row
