"""What follows from marked rows: HTML, rows of the search, stamps."""

from collections.abc import Iterable, Iterator, Sequence

from django.db.models import Model, Q

from articles.extensions import registries
from articles.models import (
    ChangeType,
    Rendering,
    SearchRow,
    SearchWord,
    Stamp,
    Version,
)
from articles.publishing.rerender import render_frozen, replace_rendering
from articles.redaction.choice import Choice
from articles.redaction.hashed import Hashed
from articles.redaction.marks import Marks


def refresh(
    found: Sequence[Model], changed: Sequence[Hashed], choice: Choice, marks: Marks
) -> None:
    """Make anew all that is made of the marked rows."""
    for version in _to_render(found, changed):
        replace_rendering(version, render_frozen(version))
    _index(found, marks)
    _forget_words(choice)
    stamps = [row.pk for row in found if isinstance(row, Stamp)]
    Stamp.objects.filter(pk__in=stamps).delete()
    # every page: lists, feeds and menus print the words of many rows
    Stamp.objects.touch(Stamp.objects.values_list("key", flat=True))


def _to_render(found: Iterable[Model], changed: Iterable[Hashed]) -> Iterator[Version]:
    affected = {row.pk for row in found if isinstance(row, Rendering)}
    for row in changed:
        # the version itself, and those that show this state of a record
        shows = Q(hash=row.hash) | Q(canonical__contains=f'"hash":"{row.hash}"')
        affected.update(Version.objects.filter(shows).values_list("pk", flat=True))
    versions = Version.objects.filter(pk__in=affected).order_by("pk")
    rendered = versions.exclude(change_type=ChangeType.WITHDRAWAL)
    yield from rendered.select_related("edition__article")


def _index(found: Iterable[Model], marks: Marks) -> None:
    rows = [row for row in found if isinstance(row, SearchRow)]
    SearchRow.objects.filter(pk__in=[row.pk for row in rows]).delete()
    for kind, source in registries.search_sources.items():
        keys = {marks.slugs.get(row.key, row.key) for row in rows if row.kind == kind}
        source.index(sorted(keys))


def _forget_words(choice: Choice) -> None:
    """Delete the words of the names that no text has any more."""
    for word in SearchWord.objects.filter(word__in=choice.folded_words):
        rows = SearchRow.objects.filter(language=word.language)
        inside = f" {word.word} "
        has_word = Q(title__contains=inside) | Q(abstract__contains=inside)
        if not rows.filter(has_word | Q(text__contains=inside)).exists():
            word.delete()
