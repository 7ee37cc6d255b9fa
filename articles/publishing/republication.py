"""The same text again, with its records as they are now: what `republish` does."""

from collections.abc import Iterator

from django.contrib.auth.models import User
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.extensions.types import RecordState
from articles.models import Byline, Edition, Mention, Subject, Version
from articles.models.document import Change
from articles.publishing import effects, freeze
from articles.publishing.checks import unknown_embeds
from articles.publishing.problems import Problem
from articles.rendering import Rendered, TextToRender, newest_state, render


def render_again(version: Version) -> Rendered:
    """Return a published text as HTML, with each record as it is today."""
    return render(TextToRender.of_document(version.document), newest_state)


def problems_of(
    edition: Edition, version: Version, rendered: Rendered
) -> Iterator[Problem]:
    """Yield why a text cannot be published again with newer records."""
    if edition.is_withdrawn or edition.current_version_id != version.pk:
        newer = _("Somebody published or withdrew this text meanwhile. Look again.")
        yield Problem("", newer)
        return
    yield from unknown_embeds(rendered)
    shown = {(one["kind"], one["hash"]) for one in version.document["embeds"]}
    if shown == {(state.kind, state.hash) for state in rendered.states}:
        yield Problem("", _("It shows the newest records already."))


def source_of(version: Version) -> Version | None:
    """Return what a text was translated from; the newest Version saying the same.

    A source published again with newer records is no reason to call its translation
    behind.
    """
    source = version.translated_from
    newest = source.edition.current_version if source else None
    if source is None or newest is None or newest.is_withdrawal:
        return source
    same = freeze.says_the_same(newest.document, source.document)
    return newest if same else source


def freeze_again(
    version: Version, states: list[RecordState], change: Change, *, by: User
) -> Version:
    """Insert the Version that follows with the same text, under the same byline."""
    now, source = timezone.now(), source_of(version)
    document = freeze.again_of(
        version, states, source=source, change=change, published_at=now
    )
    again = effects.unsaved_version(version.edition, document, at=now)
    again.translated_from = source
    again.published_by = by
    again.save()
    rows = zip(version.bylines.all(), document["byline"], strict=True)
    Byline.objects.bulk_create(
        Byline(version=again, contributor=row.contributor, position=place, **name)
        for place, (row, name) in enumerate(rows)
    )
    return again


def about(version: Version) -> list[tuple[str, str]]:
    """Return kind and key of what a Version said that it is about."""
    chosen = Subject.objects.filter(
        mentions__version=version, mentions__role=Mention.Role.ABOUT
    )
    return list(chosen.values_list("kind", "key"))


def follow_source(edition: Edition, version: Version, again: Version) -> None:
    """Let a draft name the same source as before, where that was published again."""
    same = edition.translated_from_id == version.translated_from_id
    if same and again.translated_from_id != version.translated_from_id:
        edition.translated_from = again.translated_from
        edition.revision += 1
        edition.save(update_fields=["translated_from", "revision"])
