"""Sources, courts and laws: what records refer to, and what has no versions."""

import re
from typing import Any

from django.contrib.auth.models import User
from django.db import models, transaction

from articles.models import SlugTaken
from cases.importing.fields import Fields, WrongFact, reading, said_plainly
from cases.importing.rows import LOADED, named, save, write_provenance, write_texts
from cases.models import (
    Court,
    CourtKind,
    CourtLevel,
    CourtText,
    Law,
    LawAmendment,
    LawText,
    Provision,
    Source,
    SourceText,
)
from cases.presentation.sources import is_description
from cases.publishing import lock_records, publish_court, publish_law, publish_sources
from cases.snapshots import texts_of
from cases.snapshots.parts import provenance_of

LAW_FIELDS = ["title", "adopted_on", "in_force_on", "amendments", "repealed_on"]
_ARTICLE = re.compile(r"(\d{1,5})(?:-(\d{1,3}))?")


@transaction.atomic
def load_sources(rows: list[Any], by: User) -> None:
    lock_records()
    changed = []
    for place, data in enumerate(rows, start=1):
        with reading(data, f"source {place}") as fields:
            source, differs = _source(fields)
        if differs:
            changed.append(source)
    if changed:
        publish_sources(changed, by=by, note=LOADED)


@transaction.atomic
def load_courts(rows: list[Any], by: User) -> None:
    """Load courts in any order: a parent may stand below its lower courts."""
    lock_records()
    changed, parents = set(), {}
    for place, data in enumerate(rows, start=1):
        with reading(data, f"court {place}") as fields:
            court, differs = _court(fields)
            parents[court.slug] = (fields.text("parent"), fields)
        if differs:
            changed.add(court.slug)
    for slug, (parent, fields) in parents.items():
        court = Court.objects.get(slug=slug)
        above = named(Court, parent, fields, "parent") if parent else None
        if court.parent != above:
            court.parent = above
            with said_plainly(slug):
                court.clean()
                court.save(update_fields=["parent"])
            changed.add(slug)
    for court in Court.objects.filter(slug__in=changed):
        _claimed(court.slug, lambda one=court: publish_court(one, by=by, note=LOADED))


@transaction.atomic
def load_laws(rows: list[Any], by: User) -> None:
    lock_records()
    for place, data in enumerate(rows, start=1):
        with reading(data, f"law {place}") as fields:
            law, differs = _law(fields)
        if differs:
            _claimed(law.slug, lambda one=law: publish_law(one, by=by, note=LOADED))


def provision(law: Law, article: str, fields: Fields) -> Provision:
    """Return a law's article, known before or not."""
    found = _ARTICLE.fullmatch(article)
    if found is None or int(found[1]) == 0:
        raise fields.wrong("article", article, "is no number of an article")
    row, _created = Provision.objects.get_or_create(
        law=law, number=int(found[1]), suffix=int(found[2] or 0)
    )
    return row


def _source(fields: Fields) -> tuple[Source, bool]:
    key = fields.text("key", None)
    given = fields.text("gave")
    values: dict[str, Any] = {
        "title": fields.text("title", None),
        "publisher": fields.text("publisher"),
        "url": fields.text("url"),
        "archived_url": fields.text("archived_url"),
        "seen_on": fields.day("seen_on"),
        "language": fields.language("language"),
        "public": fields.flag("public", True),
    }
    texts = fields.texts(["publisher", "title", "gave"])
    if given:
        texts.setdefault("en", {"gave": given, "method": "original"})
    for text in texts.values():
        said = text.get("title", "")
        if said and not is_description(values["title"], values["language"]):
            raise fields.wrong("title", said, "translates a title that is recorded")
    source = Source.objects.filter(key=key).first() or Source(key=key)
    before = texts_of(source.texts.all()) if source.pk else {}
    differs = _write(source, values)
    with said_plainly(f"source {key}"):
        write_texts(SourceText, {"source": source}, texts)
    return source, differs or texts_of(source.texts.all()) != before


def _court(fields: Fields) -> tuple[Court, bool]:
    slug = fields.text("slug", None)
    values = {
        "code": fields.text("code"),
        "level": fields.choice("level", CourtLevel, ""),
        "kind": fields.choice("kind", CourtKind, CourtKind.GENERAL.value),
        "province": fields.text("province"),
    }
    court = Court.objects.filter(slug=slug).first() or Court(slug=slug)
    before = texts_of(court.texts.all()) if court.pk else {}
    differs = _write(court, values)
    with said_plainly(slug):
        texts = fields.texts(["name", "short_name", "note"], needed=True)
        write_texts(CourtText, {"court": court}, texts)
    return court, differs or texts_of(court.texts.all()) != before


def _law(fields: Fields) -> tuple[Law, bool]:
    slug = fields.text("slug", None)
    values = {
        "adopted_on": fields.day("adopted"),
        "in_force_on": fields.day("in_force"),
        "repealed_on": fields.day("repealed"),
        "official_url": fields.text("official_url"),
    }
    law = Law.objects.filter(slug=slug).first() or Law(slug=slug)
    before = _around(law) if law.pk else None
    differs = _write(law, values)
    with said_plainly(slug):
        texts = fields.texts(
            ["title", "abbreviation", "other_names", "note"], needed=True
        )
        write_texts(LawText, {"law": law}, texts)
    for article in fields.words("articles"):
        provision(law, article, fields)
    law.amendments.all().delete()
    for amendment in fields.each("amended"):
        _amendment(law, amendment)
    law.provenance.all().delete()
    write_provenance(fields, {"law": law}, LAW_FIELDS)
    return law, differs or _around(law) != before


def _amendment(law: Law, fields: Fields) -> None:
    amended_on = fields.day("on")
    if amended_on is None:
        raise fields.wrong("on", "", "is missing")
    save(
        LawAmendment(law=law, amended_on=amended_on, in_force_on=fields.day("in_force"))
    )


def _around(law: Law) -> tuple[Any, ...]:
    """Return what a law's own row does not say, to compare."""
    return (
        texts_of(law.texts.all()),
        list(law.provisions.values_list("number", "suffix")),
        list(law.amendments.values_list("amended_on", "in_force_on")),
        provenance_of(law.provenance.all(), set()),
    )


def _write(row: models.Model, values: dict[str, Any]) -> bool:
    """Save the row if anything in it is new, and say whether it was."""
    differs = row.pk is None
    for name, value in values.items():
        differs |= getattr(row, name) != value
        setattr(row, name, value)
    if differs:
        with said_plainly(str(row)):
            save(row)
    return differs


def _claimed(slug: str, publish: Any) -> None:
    try:
        publish()
    except SlugTaken as error:
        raise WrongFact(f"{slug}: this address was another's.", slug) from error
