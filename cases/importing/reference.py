"""Load sources, courts, laws and causes of action, which have no versions."""

from copy import deepcopy
from typing import Any

from django.contrib.auth.models import User

from articles.models import SlugTaken
from articles.publishing.problems import PublishingRefused
from cases.admin.cause import CauseForm
from cases.admin.court import CourtForm
from cases.admin.law import LawForm
from cases.admin.record_form import RecordForm
from cases.admin.source import SourceForm
from cases.importing.form_data import Data, WrongFact, key_of, mapping, take
from cases.importing.write import LOADED, explain, named, write
from cases.models import CauseOfAction, Court, Law, Source
from cases.publishing import (
    publish_reference,
    publish_sources,
)
from cases.snapshots import content_of
from cjo.lib.turn import in_turn


@in_turn
def load_sources(
    rows: list[Any],
    by: User,
    *,
    follow: bool = True,
    as_published_before: bool = False,
) -> None:
    """Load sources in any order: a copy may be listed above the text that it carries.

    `as_published_before` takes sources whose kinds nobody has noted.
    """
    sources = {key_of(data, "source", "key"): _source(data) for data in rows}
    new = set(sources) - set(Source.objects.values_list("key", flat=True))
    options = {"as_published_before": as_published_before}
    for key in new:
        alone = deepcopy({**sources[key], "copy_of": None})
        _write(SourceForm, key, alone, **options)
    changed = []
    for key, fields in sources.items():
        source, differs = _write(SourceForm, key, fields, **options)
        if differs or key in new:
            changed.append(source)
    if changed and follow:
        publish_sources(changed, by=by, note=LOADED)


def _source(data: Any) -> Data:
    """Return the fields of a source, with all its words below their languages."""
    key = key_of(data, "source", "key")
    fields = mapping(data, key)
    texts = {
        language: mapping(text or {}, f"{key}, {language}")
        for language, text in mapping(fields.get("texts") or {}, key).items()
    }
    if gave := fields.pop("gave", ""):
        texts.setdefault("en", {}).setdefault("gave", gave)
    reasons = mapping(fields.pop("no_address", None) or {}, f"{key}, no_address")
    for language, reason in reasons.items():
        texts.setdefault(language, {}).setdefault("no_address", reason)
    return {**fields, "texts": texts}


@in_turn
def load_courts(
    rows: list[Any],
    by: User,
    *,
    follow: bool = True,
    as_published_before: bool = False,
) -> None:
    """Load courts in any order: a parent may be listed below its lower courts."""
    options = {"as_published_before": as_published_before}
    courts = {key_of(data, "court"): mapping(data, "court") for data in rows}
    new = set(courts) - set(Court.objects.values_list("slug", flat=True))
    for slug in new:
        _write(CourtForm, slug, {**courts[slug], "parent": None}, **options)
    changed = []
    for slug, data in courts.items():
        court, differs = _write(CourtForm, slug, data, **options)
        if differs or slug in new:
            changed.append(court)
    for court in changed:
        _publish(court, by, follow)


@in_turn
def load_laws(
    rows: list[Any],
    by: User,
    *,
    follow: bool = True,
    as_published_before: bool = False,
) -> None:
    options = {"as_published_before": as_published_before}
    for data in rows:
        slug = key_of(data, "law")
        law, differs = _write(LawForm, slug, _law(data, slug), **options)
        if differs:
            _publish(law, by, follow)


@in_turn
def load_causes(rows: list[Any], by: User, *, follow: bool = True) -> None:
    for data in rows:
        slug = key_of(data, "cause")
        cause, differs = _write(CauseForm, slug, mapping(data, slug))
        if differs:
            _publish(cause, by, follow)


def _write(
    form: type[RecordForm], key: str, data: Data, *, as_published_before: bool = False
) -> tuple[Any, bool]:
    row = named(form, key)
    before = content_of(row) if row.pk else None
    differs = write(form, row, data, before, as_published_before=as_published_before)
    return row, differs


def _publish(row: Court | Law | CauseOfAction, by: User, follow: bool) -> None:
    try:
        publish_reference(row, by=by, note=LOADED, follow=follow)
    except (PublishingRefused, SlugTaken) as error:
        raise WrongFact(f"{row.slug}: {explain(error)}") from error


def _law(data: Any, slug: str) -> Data:
    fields = mapping(data, slug)
    for name, model_name in (
        ("adopted", "adopted_on"),
        ("in_force", "in_force_on"),
        ("repealed", "repealed_on"),
    ):
        fields[model_name] = fields.pop(name, None)
    fields["amendments"] = take(fields, "amended", slug)
    for row in fields["amendments"]:
        row["amended_on"] = row.pop("on", None)
        row["in_force_on"] = row.pop("in_force", None)
    fields["provisions"] = _articles(fields.pop("articles", None) or [], slug)
    return fields


def _articles(articles: list[Any], slug: str) -> list[Data]:
    """Return the articles that the law has, and those that are new in the file.

    Cases may name an article that is not in the file: it is kept.
    """
    law = Law.objects.filter(slug=slug).first()
    known = law.provisions.all() if law else ()
    rows: dict[tuple[str, str], Data] = {
        (str(row.number), str(row.suffix)): {"id": row.pk} for row in known
    }
    for article in articles:
        number, _hyphen, suffix = str(article).partition("-")
        rows.setdefault((number, suffix or "0"), {})
    return [
        {**row, "number": number, "suffix": suffix}
        for (number, suffix), row in rows.items()
    ]
