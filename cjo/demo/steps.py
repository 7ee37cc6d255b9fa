"""Steps of loading: each kind of file, its loader, and the state of its rows."""

import hashlib
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any, Literal

from django.contrib.auth.models import User
from django.core import serializers
from django.db.models import Model

from articles.models import (
    Article,
    AuditEntry,
    Category,
    Contributor,
    Edition,
    Picture,
    Series,
)
from cases import importing as records
from cases.models import RecordKind, RecordVersion
from cjo.demo import taxonomy, works
from cjo.demo.files import ContentFile
from cjo.demo.models import DemoFile

LOADER = "demo"  # the user as whom files are loaded, and nobody signs in
UNEDITED = "0 acts of editors"


@dataclass(frozen=True, slots=True)
class Step:
    """A kind of file: its place, its loader, and the present state of its rows.

    `before_grades` loads a record as it was before facts were graded by the kinds of
    their sources. `holds` is the kind of record in
    the file, `text` or `work` of an article, `reference` for sources, courts, laws and
    causes, which records print, or empty.
    """

    pattern: str
    load: Callable[[ContentFile, User], Any]
    state: Callable[[ContentFile], str]
    holds: RecordKind | Literal["", "reference", "text", "work"] = ""
    before_grades: Callable[[ContentFile, User], Any] | None = None

    def is_edited(self, known: DemoFile, file: ContentFile) -> bool:
        """Return whether an editor changed the rows since the file was loaded."""
        state = self.state(file)
        if self.holds == "work" and "acts" not in known.state:
            return state != UNEDITED  # loaded when the state was a digest
        return known.state != state

    def is_for(self, path: str) -> bool:
        return PurePosixPath(path).match(self.pattern)

    def loader(self, *, before_grades: bool) -> Callable[[ContentFile, User], Any]:
        return self.before_grades or self.load if before_grades else self.load


def _digest(rows: Iterable[Model]) -> str:
    text = serializers.serialize("json", rows)
    return hashlib.sha256(text.encode()).hexdigest()


def _taxonomy_state(model: Any) -> Callable[[ContentFile], str]:
    def state(file: ContentFile) -> str:
        texts = model._meta.get_field("texts").related_model
        return _digest(
            [
                *model.objects.order_by("pk"),
                *texts._default_manager.order_by("pk"),
            ]
        )

    return state


def _work_state(file: ContentFile) -> str:
    article = Article.objects.filter(slug=file.path.split("/")[-2]).first()
    if article is None:
        return ""
    # not a digest of the rows: a column that is added later would look like an edit
    entries = AuditEntry.objects.filter(
        model=Article._meta.label_lower, object_id=str(article.pk)
    )
    return f"{entries.exclude(username=LOADER).count()} acts of editors"


def _edition_state(file: ContentFile) -> str:
    slug, name = file.path.split("/")[-2:]
    edition = (
        Edition.objects.filter(article__slug=slug, language=name.removesuffix(".md"))
        .select_related("current_version")
        .first()
    )
    if edition is None or edition.current_version is None:
        return ""
    return json.dumps([edition.revision, edition.current_version.number])


def _record_state(kind: str) -> Callable[[ContentFile], str]:
    # The state is who published its own last change: a collection is also published
    # again with its cases, whoever changed them
    def state(file: ContentFile) -> str:
        key = file.path.rpartition("/")[2].removesuffix(".yaml")
        own = RecordVersion.objects.filter(kind=kind, key=key, follows=False)
        newest = own.order_by("-number")
        return newest.values_list("published_by__username", flat=True).first() or ""

    return state


def _nothing(file: ContentFile) -> str:
    return ""


def _reference(pattern: str, load: Callable[..., None]) -> Step:
    # the records that print them follow at the end of a run, each once
    def load_rows(file: ContentFile, by: User) -> None:
        load(file.data, by, follow=False)

    return Step(pattern, load_rows, _nothing, "reference")


def _record(pattern: str, kind: RecordKind, load: Callable[..., Any]) -> Step:
    return Step(
        pattern,
        lambda file, by: load(file.data, by),
        _record_state(kind),
        kind,
        before_grades=lambda file, by: load(file.data, by, as_published_before=True),
    )


# Records before texts, which name them; English before its translations
STEPS = (
    _reference("sources/*.yaml", records.load_sources),
    _reference("courts.yaml", records.load_courts),
    _reference("laws.yaml", records.load_laws),
    _reference("causes.yaml", records.load_causes),
    _record("cases/*.yaml", RecordKind.CASE, records.load_case),
    _record("overviews/*.yaml", RecordKind.OVERVIEW, records.load_overview),
    _record("collections/*.yaml", RecordKind.COLLECTION, records.load_collection),
    Step("contributors.yaml", taxonomy.load_contributors, _taxonomy_state(Contributor)),
    Step("categories.yaml", taxonomy.load_categories, _taxonomy_state(Category)),
    Step("series.yaml", taxonomy.load_series, _taxonomy_state(Series)),
    Step("pictures.yaml", taxonomy.load_pictures, _taxonomy_state(Picture)),
    Step("pages/*/work.yaml", works.load_work, _work_state, "work"),
    Step("articles/*/work.yaml", works.load_work, _work_state, "work"),
    Step("*/*/en.md", works.load_edition, _edition_state, "text"),
    Step("*/*/*.md", works.load_edition, _edition_state, "text"),
)
