"""Republication: the same text again, with its records as they are now."""

from collections.abc import Iterator

from django.contrib.auth.models import User
from django.utils.translation import gettext as _

from articles import permissions
from articles.extensions.types import RecordState
from articles.models import Byline, Edition, Mention, Subject, Version
from articles.models.document import Change
from articles.publishing import (
    audit,
    documents,
    effects,
    integrity,
    markdown_flaws,
    mentions,
    protected_names,
)
from articles.publishing.checks import (
    undeclared_corrections,
    unknown_embeds,
    wrong_change,
)
from articles.publishing.problems import Problem, PublishingRefused
from articles.publishing.rendered_first import rendered_first, require_current
from articles.rendering import Rendered, TextToRender, newest_state, render
from articles.search import articles as article_search
from cjo.lib.clock import now_after
from cjo.lib.turn import in_turn


def republish(version: Version, *, by: User, change: str, note: str = "") -> Version:
    """Publish the same text again, with its records as they are now.

    The draft stays as it is. Raises PublishingRefused, also where the Version is no
    longer the current one, or shows the newest records already.
    """
    permissions.require(permissions.can_publish(by), _("Only editors can publish."))
    return rendered_first(
        lambda: render(TextToRender.of_document(version.document), newest_state),
        lambda rendered: _republish(version, rendered, by=by, change=change, note=note),
    )


@in_turn
def _republish(
    version: Version, rendered: Rendered, *, by: User, change: str, note: str
) -> Version:
    text = TextToRender.of_document(version.document)
    require_current(rendered, text, newest_state)
    edition = Edition.objects.get(pk=version.edition_id)
    before = effects.Before.of(edition)
    address = edition.article.get_absolute_url()
    refused = [
        *_problems_of(edition, version, rendered),
        *wrong_change(change, note, edition.next_changes()),
        *undeclared_corrections(edition, rendered.states, change),
        *protected_names.problems_in({**version.document, "change": note}, address),
    ]
    if refused:
        raise PublishingRefused(refused)
    again = _insert_again(
        version, rendered.states, {"type": change, "note": note.strip()}, by=by
    )
    rendering = effects.store_rendering(again, rendered)
    about = _subjects_about(version)
    mentions.store_mentions(again, about, rendered.states, rendered.named)
    effects.set_current_version(edition, again)
    _follow_source(edition, version, again)
    effects.store_difference(edition)
    article_search.index_edition(edition)
    effects.refresh_derived(edition, before)
    audit.log_version(by, again)
    integrity.enter([again, rendering])
    return again


def _problems_of(
    edition: Edition, version: Version, rendered: Rendered
) -> Iterator[Problem]:
    if edition.is_withdrawn or edition.current_version_id != version.pk:
        newer = _("Somebody published or withdrew this text meanwhile. Look again.")
        yield Problem("", newer)
        return
    yield from unknown_embeds(rendered)
    yield from markdown_flaws.failures(rendered)
    shown = {(embed["kind"], embed["hash"]) for embed in version.document["embeds"]}
    if shown == {(state.kind, state.hash) for state in rendered.states}:
        yield Problem("", _("It shows the newest records already."))


def _source_of(version: Version) -> Version | None:
    """Return the newest Version with the text that this one was translated from.

    A source published again with newer records is no reason to call its translation
    behind.
    """
    source = version.translated_from
    newest = source.edition.current_version if source else None
    if source is None or newest is None or newest.is_withdrawal:
        return source
    same = documents.says_the_same(newest.document, source.document)
    return newest if same else source


def _insert_again(
    version: Version, states: list[RecordState], change: Change, *, by: User
) -> Version:
    now, source = now_after(version.published_at), _source_of(version)
    document = documents.document_of_republication(
        version, states, source=source, change=change, published_at=now
    )
    again = effects.unsaved_version(version.edition, document, at=now)
    again.translated_from = source
    again.published_by = by
    again.save()
    # as printed then: a contributor may have another name now
    rows = zip(version.bylines.all(), document["byline"], strict=True)
    Byline.objects.bulk_create(
        Byline(version=again, contributor=row.contributor, position=place, **name)
        for place, (row, name) in enumerate(rows)
    )
    return again


def _subjects_about(version: Version) -> list[tuple[str, str]]:
    chosen = Subject.objects.filter(
        mentions__version=version, mentions__role=Mention.Role.ABOUT
    )
    return list(chosen.values_list("kind", "key"))


def _follow_source(edition: Edition, version: Version, again: Version) -> None:
    """Point the draft at the republished source, if it named the same one as before."""
    same = edition.translated_from_id == version.translated_from_id
    if same and again.translated_from_id != version.translated_from_id:
        edition.translated_from = again.translated_from
        edition.revision += 1
        edition.save(update_fields=["translated_from", "revision"])
