"""What follows from a verb of publishing: the rows it writes in its transaction."""

import datetime as dt
from collections.abc import Iterable

from django.contrib.auth.models import User
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.extensions.types import RecordState
from articles.models import (
    DATE_UNKNOWN,
    Article,
    Byline,
    ChangeType,
    Contribution,
    Edition,
    Mention,
    Rendering,
    Stamp,
    Version,
)
from articles.models.document import Document, canonical, digest
from articles.publishing import freeze as freezing
from articles.publishing import list_counts
from articles.publishing.freeze import NameInByline
from articles.publishing.problems import Problem
from articles.publishing.related import relate, relate_with_neighbours
from articles.rendering import RENDERER, Rendered, TextToRender, newest_state, render


def render_draft(edition: Edition) -> Rendered:
    """Return the draft as HTML, with each record as it is today; store nothing."""
    text = TextToRender(
        edition.language,
        edition.body,
        edition.takeaway_list,
        edition.sources,
        f"{edition.title}\n{edition.abstract}",
    )
    return render(text, newest_state)


def freeze(
    edition: Edition, document: Document, *, by: User, at: dt.datetime
) -> Version:
    """Insert the Version that a document describes."""
    version = unsaved_version(edition, document, at=at)
    version.published_by = by
    version.save()
    return version


def unsaved_version(
    edition: Edition, document: Document, *, at: dt.datetime
) -> Version:
    """Return the Version that a document describes, as a preview shows it too."""
    text = canonical(document)
    previous = edition.current_version
    if previous is None:
        updated_at = freezing.noticed_at(document, at)
    else:
        typo = document["change"]["type"] == ChangeType.TYPO
        updated_at = previous.updated_at if typo else at
    dated = document["dated"]
    return Version(
        edition=edition,
        number=document["number"],
        canonical=text,
        hash=digest(text),
        language=document["language"],
        title=document["title"],
        title_from_address=document["title_from_address"],
        abstract=document["abstract"],
        dated=dt.date.fromisoformat(dated) if dated else None,
        dated_precision=document["dated_precision"],
        method=document["method"],
        has_text=bool(document["body"].strip()),
        translated_from=_source(edition, document),
        change_type=document["change"]["type"],
        change_note=document["change"]["note"],
        published_at=at,
        updated_at=updated_at,
    )


def _source(edition: Edition, document: Document) -> Version | None:
    """Return the Version that a document says it was translated from."""
    named, previous = document["translated_from"], edition.current_version
    if named is None:
        return None
    for version in (edition.translated_from, previous and previous.translated_from):
        if version is not None and version.hash == named["hash"]:
            return version
    return Version.objects.get(hash=named["hash"])


def print_byline(version: Version, names: list[NameInByline]) -> None:
    Byline.objects.bulk_create(
        Byline(
            version=version,
            contributor=name.contributor,
            position=place,
            **name.printed,
        )
        for place, name in enumerate(names)
    )


def store_contributions(
    article: Article, contributions: Iterable[Contribution]
) -> None:
    """Put these people, in this order, in place of those named so far."""
    wanted = list(contributions)
    for place, contribution in enumerate(wanted):
        contribution.article, contribution.position = article, place
    article.contributions.all().delete()
    Contribution.objects.bulk_create(wanted)


def store_rendering(version: Version, rendered: Rendered) -> None:
    """Store a Version's HTML, in place of any made before."""
    unsaved_rendering(version, rendered).save()


def unsaved_rendering(version: Version, rendered: Rendered) -> Rendering:
    """Return a Version's HTML and what follows from it."""
    return Rendering(
        version=version,
        body_html=rendered.body_html,
        takeaways_html=rendered.takeaways_html,
        sources_html=rendered.sources_html,
        outline=rendered.outline,
        plain_text=rendered.plain_text,
        minutes=rendered.minutes,
        picture=freezing.files_of(version.document["picture"]),
        renderer=RENDERER,
    )


def set_current_version(edition: Edition, version: Version) -> None:
    """Show a Version to readers: the edition's pointer and its place in lists."""
    hidden = version.is_withdrawal or edition.article.is_page
    edition.current_version = version
    edition.is_withdrawn = version.is_withdrawal
    edition.listed_on = None if hidden else version.dated or DATE_UNKNOWN
    edition.differs = version.is_withdrawal
    edition.save(
        update_fields=["current_version", "is_withdrawn", "listed_on", "differs"]
    )


def store_difference(edition: Edition) -> None:
    """Store whether publishing the draft would show readers anything new."""
    version = edition.current_version
    if version is None or edition.is_withdrawn:
        return
    draft = freezing.document_of(
        edition,
        freezing.byline_of(edition),
        [],
        change={"type": "", "note": ""},
        published_at=timezone.now(),
    )
    differs = not freezing.says_the_same(draft, version.document)
    Edition.objects.filter(pk=edition.pk).update(differs=differs)
    edition.differs = differs


def refresh_derived(
    edition: Edition, before: Iterable[str], *, at_once: bool = True
) -> None:
    """Bring lists, counts, related items and caches to what is now published."""
    touched = set(before) | list_counts.lists_of(edition.article, edition)
    if at_once:
        list_counts.lock_counts()
        list_counts.recount(touched, edition.language)
        relate_with_neighbours(edition.article)
    Stamp.objects.touch(
        {*edition.cache_keys, *list_counts.keys_of(touched, edition.language)}
    )


def refresh_everything() -> None:
    """Do for all works what many publishings left to the end of an import."""
    list_counts.recount_everything()
    for article in Article.objects.filter(editions__listed_on__isnull=False).distinct():
        relate(article)


def untold_corrections(
    edition: Edition, states: Iterable[RecordState], change: str
) -> list[Problem]:
    """Refuse to show what was corrected since under any other kind of change.

    A text takes its records as they are today, so a mended comma would bring a
    corrected figure along and tell nobody.
    """
    version = edition.current_version
    if version is None or change == ChangeType.CORRECTION:
        return []
    shown = {(state.kind, state.key) for state in states}
    corrected = Mention.objects.shown_before_correction(version).values_list(
        "subject__kind", "subject__key"
    )
    told = _(
        "It will show corrected figures or facts of “%(key)s”. Choose “correction”, "
        "and tell readers what was corrected."
    )
    return [
        Problem("change", told % {"key": key})
        for kind, key in corrected
        if (kind, key) in shown
    ]
