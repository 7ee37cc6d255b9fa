"""Publication: a draft becomes a Version that readers see."""

from django.contrib.auth.models import User
from django.utils.translation import gettext as _

from articles import permissions
from articles.models import Byline, ChangeType, Edition, Version
from articles.publishing import (
    audit,
    documents,
    effects,
    integrity,
    mentions,
    shown_pictures,
)
from articles.publishing.checks import (
    problems_of,
    undeclared_corrections,
    wrong_change,
)
from articles.publishing.drafts import as_loaded
from articles.publishing.problems import NothingNew, PublishingRefused
from articles.publishing.rendered_first import rendered_first, require_current
from articles.rendering import Rendered, newest_state
from articles.search import articles as article_search
from cjo.lib.turn import in_turn


def publish(
    edition: Edition,
    *,
    by: User,
    change: str = ChangeType.FIRST,
    note: str = "",
    refresh: bool = True,
) -> Version:
    """Freeze the draft as a new Version and show it to readers.

    Raises PublishingRefused with the problems, NothingNew if readers have the same
    already, and DraftChangedMeanwhile if the draft is not as it was loaded.
    `refresh=False` leaves counts and related items to the caller, for many at once.
    """
    permissions.require(permissions.can_publish(by), _("Only editors can publish."))
    return rendered_first(
        lambda: effects.render_draft(as_loaded(edition)),
        lambda rendered: _publish(
            edition, rendered, by=by, change=change, note=note, refresh=refresh
        ),
    )


@in_turn
def _publish(
    edition: Edition,
    rendered: Rendered,
    *,
    by: User,
    change: str,
    note: str,
    refresh: bool,
) -> Version:
    # publish what the editor has seen, not a draft saved meanwhile
    edition = as_loaded(edition)
    require_current(rendered, effects.text_of_draft(edition), newest_state)
    # a list that the text leaves has to be recounted too
    before = effects.Before.of(edition)
    names = documents.byline_of(edition)
    now = effects.time_of_next(edition)
    document = documents.document_of_draft(
        edition,
        names,
        rendered.states,
        change={"type": change, "note": note.strip()},
        published_at=now,
    )
    if effects.is_published(edition, document):
        raise NothingNew(edition)
    refused = [
        *wrong_change(change, note, edition.next_changes()),
        *undeclared_corrections(edition, rendered.states, change),
        *problems_of(edition, rendered, document),
    ]
    if refused:
        raise PublishingRefused(refused)
    version = effects.insert_version(edition, document, by=by, at=now)
    Byline.objects.bulk_create(effects.unsaved_byline(version, names))
    rendering = effects.store_rendering(version, rendered)
    about = edition.about.values_list("kind", "key")
    mentions.store_mentions(version, about, rendered.states, rendered.named)
    effects.set_current_version(edition, version)
    shown_pictures.bring_back_pictures(version)
    article_search.index_edition(edition)
    effects.refresh_derived(edition, before, at_once=refresh)
    audit.log_version(by, version)
    integrity.enter([version, rendering])
    return version
