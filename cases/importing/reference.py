"""Load sources, courts, laws and causes of action, which have no versions."""

from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from typing import Any

from django.contrib.auth.models import User

from articles.models import SlugTaken
from articles.publishing.problems import PublishingRefused
from cases.admin.cause import CauseForm
from cases.admin.court import CourtForm
from cases.admin.law import LawForm
from cases.admin.record_form import RecordForm
from cases.admin.source import SourceForm
from cases.importing.form_data import (
    Data,
    WrongFact,
    date_precision,
    key_of,
    mapping,
    take,
)
from cases.importing.write import LOADED, explain, named, write
from cases.models import CauseOfAction, Court, Law, Provision
from cases.publishing import (
    publish_reference,
    publish_sources,
)
from cases.snapshots import content_of, texts_of
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
    changed = []
    for key, fields in _named_first(sources, "copy_of"):
        source, differs = _write(
            SourceForm, key, fields, as_published_before=as_published_before
        )
        if differs:
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
    courts = {key_of(data, "court"): _court(data) for data in rows}
    for slug, fields in _named_first(courts, "parent", "division_of"):
        court, differs = _write(
            CourtForm, slug, fields, as_published_before=as_published_before
        )
        if differs:
            _publish(court, by, follow)


@in_turn
def load_laws(
    rows: list[Any],
    by: User,
    *,
    follow: bool = True,
    as_published_before: bool = False,
) -> None:
    """Load laws in any order: one may be repealed by one that is listed below it."""
    laws = {key_of(data, "law"): mapping(data, "law") for data in rows}
    for slug, fields in _named_first(laws, "repealed_by"):
        law, differs = _write(
            LawForm, slug, _law(fields, slug), as_published_before=as_published_before
        )
        if differs:
            _publish(law, by, follow)


@in_turn
def load_causes(rows: list[Any], by: User, *, follow: bool = True) -> None:
    for data in rows:
        slug = key_of(data, "cause")
        cause, differs = _write(CauseForm, slug, mapping(data, slug))
        if differs:
            _publish(cause, by, follow)


def _named_first(rows: dict[str, Data], *names: str) -> Iterator[tuple[str, Data]]:
    """Yield the rows, each behind those that it names in these fields.

    Rows in a circle come as they are listed: the form says what is wrong with them.
    """
    named = {
        key: {str(fields.get(name)) for name in names} & rows.keys() - {key}
        for key, fields in rows.items()
    }
    try:
        order = [*TopologicalSorter(named).static_order()]
    except CycleError:
        order = [*rows]
    for key in order:
        yield key, rows[key]


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
    for name in ("adopted", "promulgated", "in_force", "repealed"):
        fields[f"{name}_on"] = fields.pop(name, None)
    fields["versions"] = take(fields, "versions", slug)
    for row in fields["versions"]:
        row["adopted_on"] = row.pop("adopted", None)
        row["in_force_on"] = row.pop("in_force", None)
    fields["addresses"] = _addresses(fields, "addresses", slug)
    for row in fields["addresses"]:
        row["is_official"] = row.pop("official", True)
    named = [{"article": article} for article in fields.pop("articles", None) or []]
    rows = [*named, *take(fields, "provisions", slug)]
    fields["provisions"] = _articles(rows, slug, fields["versions"])
    return fields


def _addresses(fields: Data, name: str, slug: str) -> list[Data]:
    rows = take(fields, name, slug)
    for row in rows:
        row["is_checked"] = row.pop("checked", False)
    return rows


def _keys(versions: list[Data]) -> list[str]:
    """Return the years of the texts, the last one last; the first has no date."""
    ordered = sorted(versions, key=lambda row: str(row["adopted_on"] or ""))
    return [
        str(row.get("key") or str(row.get("adopted_on") or "")[:4]) for row in ordered
    ]


def _articles(articles: list[Data], slug: str, versions: list[Data]) -> list[Data]:
    """Return the articles that the law has, and those that are new in the file.

    Cases may name an article that is not in the file: it is kept.
    """
    keys = _keys(versions)
    newest = keys[-1] if keys else ""
    law = Law.objects.filter(slug=slug).first()
    known = (
        law.provisions.select_related("version", "earlier__version") if law else None
    )
    rows: dict[tuple[str, str], Data] = {}
    for row in known.prefetch_related("texts") if known is not None else ():
        version = row.version.key if row.version else ""
        version = version if version in keys else newest
        rows[version, row.article] = {
            "id": row.pk,
            "version": version,
            "earlier": _place(row.earlier),
            "is_new": row.is_new,
            "texts": texts_of(row.texts.all()),
        }
    for article in articles:
        number = str(article.pop("article", ""))
        version = str(article.get("version") or newest)
        known_row = rows.setdefault((version, number), {})
        known_row.update({**article, "version": version})
    return [
        {**row, "number": number.partition("-")[0], "suffix": _suffix(number)}
        for (_version, number), row in rows.items()
    ]


def _place(provision: Provision | None) -> str:
    if provision is None or provision.version is None:
        return ""
    return f"{provision.version.key}/{provision.article}"


def _suffix(article: str) -> str:
    return article.partition("-")[2] or "0"


def _court(data: Any) -> Data:
    fields = mapping(data, "court")
    date_precision(fields, "opened_on", "opened_precision")
    slug = str(fields.get("slug"))
    fields["jurisdictions"] = take(fields, "jurisdictions", slug)
    fields["sites"] = _addresses(fields, "sites", slug)
    return fields
