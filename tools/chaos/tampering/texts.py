"""Texts: versions, bylines, and the version that readers are shown."""

from functools import partial
from typing import Any

from django.utils.safestring import mark_safe

from articles.models import (
    Byline,
    Mention,
    Rendering,
    Version,
)
from articles.models.document import Document, canonical, digest
from tools.chaos.tampering.forging import (
    change,
    delete,
    newest,
    rewritten,
    tampering,
)

# Columns that repeat a version's document, one at a time
COLUMNS: dict[str, Any] = {
    "title": "Forged",
    "title_from_address": True,
    "abstract": "Forged.",
    "language": "fr",
    "dated": "1999-01-01",
    "dated_precision": "year",
    "happened": "1999-01-01",
    "happened_precision": "year",
    "method": "machine",
    "has_text": False,
    "change_type": "clarification",
    "change_note": "Forged.",
    "published_at": "1999-01-01T00:00:00Z",
    "updated_at": "1999-01-01T00:00:00Z",
}


def _forge(column: str) -> None:
    change(newest(), **{column: COLUMNS[column]})


for _column in COLUMNS:
    tampering(f"the column {_column} of a version")(partial(_forge, _column))


@tampering("the text of a version")
def forge_text() -> None:
    version = newest()
    change(version, canonical=version.canonical.replace("a", "e"))


@tampering("the text of a version, with its hash")
def forge_text_and_hash() -> None:
    rewritten(newest(), body="Forged.")


@tampering("the text of a first version, and the hashes of all that follow")
def forge_text_and_all_that_follows() -> None:
    first = Version.objects.get(edition=newest().edition_id, number=1)
    previous = rewritten(first, body="Forged.").hash
    later = Version.objects.filter(edition=first.edition_id, number__gt=1)
    for version in later.order_by("number"):
        previous = rewritten(version, previous=previous).hash


@tampering("a text that is no JSON, with its hash")
def forge_unreadable_text() -> None:
    change(newest(), canonical="{", hash=digest("{"))


@tampering("the version that another was translated from")
def forge_source() -> None:
    change(newest(), translated_from=Version.objects.exclude(pk=newest().pk)[0])


@tampering("a name in a byline")
def forge_name() -> None:
    change(newest().bylines.all()[0], name="Forged")


@tampering("a byline, removed")
def remove_name() -> None:
    delete(newest().bylines.all())


@tampering("a name in a byline, added")
def add_name() -> None:
    byline = newest().bylines.order_by("-position")[0]
    byline.pk, byline.position = None, byline.position + 1
    byline._state.adding = True
    byline.save()


@tampering("the place of a name in a byline")
def move_name() -> None:
    change(newest().bylines.order_by("-position")[0], position=7)


@tampering("the current version of a text, set to an older one")
def show_older_version() -> None:
    older = Version.objects.get(edition=newest().edition_id, number=1)
    change(newest().edition, current_version=older)


@tampering("the current version of a text, removed")
def show_no_version() -> None:
    change(newest().edition, current_version=None)


@tampering("a text, marked as withdrawn")
def hide_text() -> None:
    change(newest().edition, is_withdrawn=True)


@tampering("the day by which lists order a text")
def list_on_another_day() -> None:
    change(newest().edition, listed_on="1999-01-01")


def cut_off(version: Version) -> None:
    older = Version.objects.get(edition=version.edition_id, number=version.number - 1)
    change(
        version.edition,
        current_version=older,
        listed_on=older.dated or version.edition.listed_on,
    )
    for rows in (
        Mention.objects.filter(version=version),
        Byline.objects.filter(version=version),
        Rendering.objects.filter(version=version),
        Version.objects.filter(pk=version.pk),
    ):
        delete(rows)


@tampering("the newest version of a text, cut off")
def cut_off_newest_version() -> None:
    cut_off(newest())


def further(version: Version) -> Version:
    """Insert a version after another, as publishing would."""
    document: Document = {
        **version.document,
        "number": version.number + 1,
        "body": "Forged.",
        "previous": version.hash,
    }
    text = canonical(document)
    edition, dates = version.edition, version.updated_at
    forged = Version.objects.create(
        edition=edition,
        canonical=text,
        hash=digest(text),
        translated_from=version.translated_from,
        updated_at=dates,
        published_by=version.published_by,
        **Version.copies_of(document),
    )
    for byline in version.bylines.all():
        byline.pk, byline.version, byline._state.adding = None, forged, True
        byline.save()
    rendering = version.rendering
    rendering.version, rendering._state.adding = forged, True
    rendering.body_html = mark_safe("<p>Forged.</p>")
    rendering.save(force_insert=True)
    change(edition, current_version=forged)
    return forged


@tampering("a version that was never published, added")
def add_version() -> None:
    further(newest())
