"""Loads the demo files: new ones once, changed ones if asked, edited ones never."""

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.contrib.auth.models import Group, User
from django.core import serializers
from django.core.exceptions import ValidationError
from django.db.models import Model

from articles.models import (
    Article,
    Category,
    Contributor,
    Edition,
    Picture,
    Series,
    SlugTaken,
)
from articles.permissions import EDITOR
from articles.publishing import effects
from articles.publishing.pictures import PictureRefused
from articles.publishing.problems import PublishingRefused
from cases import importing as records
from cases.models import RecordVersion
from cjo.demo import taxonomy, works
from cjo.demo.files import CONTENT, ContentFile, DamagedFile, content_files
from cjo.demo.models import DemoFile
from cjo.lib.turn import in_turn

LOADER = "demo"  # the user as whom files are loaded, and nobody signs in
UNSETTLED = "(to be settled)"
# Files from before facts were graded by the kinds of their sources
UNGRADED = {"sources/personal-information.yaml"}
# Errors that the content of a file can cause; their messages name the reason
REFUSALS = (
    ValueError,
    KeyError,
    TypeError,
    AttributeError,
    ValidationError,
    SlugTaken,
    PublishingRefused,
    PictureRefused,
)


@dataclass(slots=True)
class Report:
    """The paths of the files by result, in the order of loading."""

    loaded: list[str] = field(default_factory=list)
    updated: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    left_alone: list[str] = field(default_factory=list)
    waiting: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Step:
    """A kind of file: its place, its loader, and the present state of its rows."""

    pattern: str
    load: Callable[[ContentFile, User], Any]
    state: Callable[[ContentFile], str]


def load(
    root: Path = CONTENT,
    *,
    update: bool = False,
    progress: Callable[[list[tuple[Step, ContentFile]]], Iterable[Any]] = iter,
) -> Report:
    """Load the new files of a folder, each in a transaction.

    Rows that an editor changed are left alone. Files that changed are loaded again only
    with `update`.
    """
    report, by = Report(), loader()
    todo = list(_files(root))
    for step, file in progress(todo):
        _load_file(step, file, by=by, update=update, report=report)
    if DemoFile.objects.filter(path=UNSETTLED).exists():
        _settle(todo, by)
    return report


@in_turn
def _settle(todo: list[tuple[Step, ContentFile]], by: User) -> None:
    """Derive chosen related items, counts and other related items from all files."""
    # Its mark is removed in the same transaction: after a killed run, this runs again
    for step, file in todo:
        if step.load is works.load_work and _work_state(file):
            works.load_chosen(file, by)
    effects.refresh_everything()
    DemoFile.objects.filter(path=UNSETTLED).delete()


def loader() -> User:
    """Return the user who publishes the demo; it has no password."""
    user, made = User.objects.get_or_create(username=LOADER)
    if made:
        user.set_unusable_password()
        user.save()
        user.groups.add(Group.objects.get_or_create(name=EDITOR)[0])
    return user


def _load_file(
    step: Step, file: ContentFile, *, by: User, update: bool, report: Report
) -> None:
    known = DemoFile.objects.filter(path=file.path).first()
    if known is not None:
        if known.digest == file.digest:
            report.unchanged.append(file.path)
            return
        # the rows are not as the loader left them: an editor changed them
        if known.state != step.state(file):
            report.left_alone.append(file.path)
            return
        if not update:
            report.waiting.append(file.path)
            return
    try:
        _load_and_mark(step, file, by)
    except DamagedFile as error:
        report.refused.append(str(error))
    except REFUSALS as error:
        report.refused.append(_explained(file, error))
    else:
        (report.updated if known else report.loaded).append(file.path)


@in_turn
def _load_and_mark(step: Step, file: ContentFile, by: User) -> None:
    step.load(file, by)
    DemoFile.objects.get_or_create(path=UNSETTLED)
    DemoFile.objects.update_or_create(
        path=file.path, defaults={"digest": file.digest, "state": step.state(file)}
    )


def _explained(file: ContentFile, error: Exception) -> str:
    # A message quotes words of the file in “”, by which the line can be found
    if isinstance(error, KeyError):
        message = f"the entry “{error.args[0]}” is missing"
    else:
        message = str(error)
    quoted = message.partition("“")[2].partition("”")[0]
    line = file.line_of(quoted) if quoted else 1
    return f"{file.path}, line {line}: {message}"


def _files(root: Path) -> Iterator[tuple[Step, ContentFile]]:
    # In the order of STEPS, so that a file comes after those that it refers to
    seen: set[str] = set()
    for step in STEPS:
        for file in content_files(root, step.pattern):
            if file.path not in seen:
                seen.add(file.path)
                yield step, file


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
    return _digest([article, *article.contributions.all()])


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
    # The state is who published last: a collection is published again with its cases,
    # so its number of versions changes without an editor
    def state(file: ContentFile) -> str:
        key = file.path.rpartition("/")[2].removesuffix(".yaml")
        newest = RecordVersion.objects.filter(kind=kind, key=key).order_by("-number")
        return newest.values_list("published_by__username", flat=True).first() or ""

    return state


def _nothing(file: ContentFile) -> str:
    return ""


# Records before texts, which name them; English before its translations
STEPS = (
    Step(
        "sources/*.yaml",
        lambda file, by: records.load_sources(
            file.data, by, as_published_before=file.path in UNGRADED
        ),
        _nothing,
    ),
    Step("courts.yaml", lambda file, by: records.load_courts(file.data, by), _nothing),
    Step("laws.yaml", lambda file, by: records.load_laws(file.data, by), _nothing),
    Step("causes.yaml", lambda file, by: records.load_causes(file.data, by), _nothing),
    Step(
        "cases/*.yaml",
        lambda file, by: records.load_case(file.data, by),
        _record_state("case"),
    ),
    Step(
        "overviews/*.yaml",
        lambda file, by: records.load_overview(file.data, by),
        _record_state("overview"),
    ),
    Step(
        "collections/*.yaml",
        lambda file, by: records.load_collection(file.data, by),
        _record_state("collection"),
    ),
    Step("contributors.yaml", taxonomy.load_contributors, _taxonomy_state(Contributor)),
    Step("categories.yaml", taxonomy.load_categories, _taxonomy_state(Category)),
    Step("series.yaml", taxonomy.load_series, _taxonomy_state(Series)),
    Step("pictures.yaml", taxonomy.load_pictures, _taxonomy_state(Picture)),
    Step("pages/*/work.yaml", works.load_work, _work_state),
    Step("articles/*/work.yaml", works.load_work, _work_state),
    Step("*/*/en.md", works.load_edition, _edition_state),
    Step("*/*/*.md", works.load_edition, _edition_state),
)
