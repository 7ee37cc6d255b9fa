"""Load contributors, categories, series and pictures."""

from pathlib import Path
from typing import Any, TypeVar

from django.contrib.auth.models import User
from django.db.models import Model

from articles.models import (
    Category,
    CategoryText,
    Contributor,
    ContributorText,
    Picture,
    PictureText,
    Series,
    SeriesText,
)
from articles.publishing.pictures import keep_picture
from articles.publishing.taxonomy import refresh_derived
from cjo.demo.files import ContentFile

CREDIT = (
    "kind",
    "creator",
    "creator_url",
    "source",
    "source_url",
    "licence",
    "licence_url",
)
_Row = TypeVar("_Row", Category, Contributor, Series)


def load_categories(file: ContentFile, by: User) -> None:
    for entry in file.data:
        row = _row(Category, entry, position=entry.get("position", 0))
        _texts(CategoryText, {"category": row}, entry, by)


def load_series(file: ContentFile, by: User) -> None:
    for entry in file.data:
        row = _row(Series, entry, total=entry.get("total"))
        _texts(SeriesText, {"series": row}, entry, by)


def load_contributors(file: ContentFile, by: User) -> None:
    for entry in file.data:
        row = _row(
            Contributor,
            entry,
            kind=entry.get("kind", "person"),
            native_name=entry.get("native_name", ""),
            native_language=entry.get("native_language", ""),
        )
        _texts(ContributorText, {"contributor": row}, entry, by)


def load_pictures(file: ContentFile, by: User) -> None:
    for entry in file.data:
        _texts(PictureText, {"picture": _picture(file, entry, by)}, entry, by)


def picture_named(key: str, root: Path, by: User) -> Picture:
    """Return the picture that a work names by its key in pictures.yaml."""
    file = ContentFile(root, "pictures.yaml")
    for entry in file.data:
        if entry["key"] == key:
            return _picture(file, entry, by)
    raise ValueError(f"There is no picture “{key}” in pictures.yaml.")


def _picture(file: ContentFile, entry: dict[str, Any], by: User) -> Picture:
    credit = {name: entry.get(name, "") for name in CREDIT}
    with (file.root / entry["file"]).open("rb") as stream:
        # a picture that is kept already is found by its hash
        return keep_picture(stream, by=by, **credit)


def _row(model: type[_Row], entry: dict[str, Any], **fields: Any) -> _Row:
    return model.objects.update_or_create(slug=entry["slug"], defaults=fields)[0]


def _texts(
    model: type[Model],
    owner: dict[str, Category | Contributor | Picture | Series],
    entry: dict[str, Any],
    by: User,
) -> None:
    for language, words in entry.get("texts", {}).items():
        key: dict[str, Any] = {**owner, "language": language}
        model._default_manager.update_or_create(**key, defaults=words)
    # names are also in mentions, lists and the search index
    for row in owner.values():
        refresh_derived(row, by=by)
