"""Effects: the rows that a verb of publishing writes in its transaction."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.db import connection
from django.utils import timezone

from articles.extensions.types import RecordState
from articles.models import (
    DATE_UNKNOWN,
    LOGGED,
    Article,
    Byline,
    ChangeType,
    Contribution,
    Edition,
    Picture,
    Rendering,
    Stamp,
    Version,
)
from articles.models.document import Document, canonical, digest
from articles.models.triggers import opened
from articles.publishing import documents, list_counts, mentions
from articles.publishing.documents import NameInByline
from articles.publishing.related import relate, relate_with_neighbours
from articles.rendering import RENDERER, Rendered, TextToRender, newest_state, render
from cjo.lib.clock import now_after


def text_of_draft(edition: Edition) -> TextToRender:
    pictures = Picture.objects.shown_in(edition.markdown, edition.language)
    return TextToRender(
        edition.language,
        edition.body,
        edition.takeaway_list,
        edition.sources,
        f"{edition.title}\n{edition.abstract}",
        pictures,
        Picture.objects.taken_down(picture["hash"] for picture in pictures),
    )


def render_draft(edition: Edition) -> Rendered:
    """Return the draft as HTML, with each record as it is today; store nothing."""
    return render(text_of_draft(edition), newest_state)


def time_of_next(edition: Edition) -> dt.datetime:
    """Return the time of publication, later than that of the current Version."""
    previous = edition.current_version
    return now_after(previous.published_at if previous else None)


def insert_version(
    edition: Edition, document: Document, *, by: User, at: dt.datetime
) -> Version:
    version = unsaved_version(edition, document, at=at)
    version.published_by = by
    version.save()
    return version


def unsaved_version(
    edition: Edition, document: Document, *, at: dt.datetime
) -> Version:
    """Return the Version that a document describes; a preview shows one unsaved."""
    text = canonical(document)
    updated_at = updated_at_of(document, edition.current_version, at)
    return Version(
        edition=edition,
        canonical=text,
        hash=digest(text),
        translated_from=_source(edition, document),
        updated_at=updated_at,
        **Version.copies_of(document),
    )


def updated_at_of(
    document: Document, previous: Version | None, at: dt.datetime
) -> dt.datetime:
    """Return when readers last had something to notice; `at` is the publication."""
    if previous is None:
        return documents.noticed_at(document, at)
    # feeds do not announce the repair of a typo (RFC 4287, 4.2.15)
    typo = document["change"]["type"] == ChangeType.TYPO
    return previous.updated_at if typo else at


def _source(edition: Edition, document: Document) -> Version | None:
    named, previous = document["translated_from"], edition.current_version
    if named is None:
        return None
    # the source is usually loaded already
    for version in (edition.translated_from, previous and previous.translated_from):
        if version is not None and version.hash == named["hash"]:
            return version
    return Version.objects.get(hash=named["hash"])


def unsaved_byline(version: Version, names: list[NameInByline]) -> list[Byline]:
    return [
        Byline(
            version=version,
            contributor=name.contributor,
            position=place,
            **name.printed,
        )
        for place, name in enumerate(names)
    ]


def store_contributions(
    article: Article, contributions: Iterable[Contribution]
) -> None:
    wanted = list(contributions)
    for place, contribution in enumerate(wanted):
        contribution.article, contribution.position = article, place
    article.contributions.all().delete()
    Contribution.objects.bulk_create(wanted)


def store_rendering(version: Version, rendered: Rendered) -> Rendering:
    if not rendered.is_whole:
        raise ValueError(f"{version} could not be converted.")
    rendering = unsaved_rendering(version, rendered)
    rendering.save(force_insert=True)
    return rendering


def replace_rendering(rendering: Rendering) -> None:
    """Store a rendering in place of the former one of its Version, if any."""
    fields = [field.name for field in Rendering._meta.fields if not field.primary_key]
    with opened(connection, Rendering._meta.db_table):
        Rendering.objects.bulk_create(
            [rendering],
            update_conflicts=True,
            unique_fields=["version"],
            update_fields=fields,
        )


def unsaved_rendering(version: Version, rendered: Rendered) -> Rendering:
    return Rendering(
        version=version,
        body_html=rendered.body_html,
        takeaways_html=rendered.takeaways_html,
        sources_html=rendered.sources_html,
        outline=rendered.outline,
        plain_text=rendered.plain_text,
        minutes=rendered.minutes,
        picture=documents.files_of(version.document["picture"]),
        renderer=RENDERER,
    )


def set_current_version(edition: Edition, version: Version) -> None:
    edition.current_version = version
    edition.is_withdrawn = version.is_withdrawal
    edition.listed_on = listed_on(edition, version)
    edition.differs = version.is_withdrawal
    edition.save(
        update_fields=["current_version", "is_withdrawn", "listed_on", "differs"]
    )


def listed_on(edition: Edition, version: Version) -> dt.date | None:
    """Return the day by which lists order a text; None if it is in no list."""
    # pages are linked in the foot
    hidden = version.is_withdrawal or edition.article.is_page
    return None if hidden else version.dated or DATE_UNKNOWN


def store_difference(edition: Edition) -> None:
    """Store whether publishing the draft would change more than the records shown."""
    version = edition.current_version
    if version is None or edition.is_withdrawn:
        return
    # without records: a draft always takes the newest ones
    differs = not (
        documents.says_the_same(document_now(edition, []), version.document)
        and mentions.is_about_the_same(edition, version)
    )
    Edition.objects.filter(pk=edition.pk).update(differs=differs)
    edition.differs = differs


def is_published(edition: Edition, document: Document) -> bool:
    """Return whether readers have all that this document of the draft would tell."""
    version = edition.current_version
    if version is None or version.is_withdrawal:
        return False
    same = documents.is_identical(document, version.document)
    return same and mentions.is_about_the_same(edition, version)


def document_now(edition: Edition, states: list[RecordState]) -> Document:
    """Return the document that the draft would have, were it published now."""
    return documents.document_of_draft(
        edition,
        documents.byline_of(edition),
        states,
        change={"type": "", "note": ""},
        published_at=timezone.now(),
    )


@dataclass(frozen=True, slots=True)
class Before:
    """The lists of a text before a change: all of its work, and those that held it."""

    lists: set[str]
    counting: set[str]

    @classmethod
    def of(cls, edition: Edition) -> "Before":
        return cls(
            list_counts.lists_of(edition.article, edition),
            list_counts.lists_counting(edition),
        )


def refresh_derived(edition: Edition, before: Before, *, at_once: bool = True) -> None:
    """Refresh counts, related items and cache stamps after a change of an edition.

    `at_once=False` leaves counts and related items to `refresh_everything`.
    """
    touched = before.lists | list_counts.lists_of(edition.article, edition)
    if at_once:
        list_counts.count_change(before.counting, edition)
        relate_with_neighbours(edition.article)
    touch_pages(edition, touched)


def touch_pages(edition: Edition, lists: Iterable[str]) -> None:
    """Purge the pages of a text, and of the lists that print it."""
    keys = list_counts.keys_of(lists, edition.language)
    Stamp.objects.touch({*edition.cache_keys, *keys, *_keys_of_translations(edition)})


def _keys_of_translations(edition: Edition) -> set[str]:
    """Return the keys of what says whether a translation is behind a correction.

    Lists and feeds mark the translations of a text that was corrected or withdrawn.
    """
    version = edition.current_version
    keys: set[str] = set()
    if version is None:
        return keys
    if version.translated_from_id:
        keys.add(list_counts.behind_key(edition.language))
    if version.change_type in LOGGED:
        translations = Edition.objects.published().filter(
            article=edition.article_id,
            current_version__translated_from__edition=edition,
        )
        for translation in translations.select_related("article", "current_version"):
            lists = list_counts.lists_of(translation.article, translation)
            keys |= list_counts.keys_of(lists, translation.language)
            keys |= {
                *translation.cache_keys,
                list_counts.behind_key(translation.language),
            }
    return keys


def refresh_everything() -> None:
    """Refresh counts and related items of all articles, after an import."""
    list_counts.recount_everything()
    for article in Article.objects.filter(editions__listed_on__isnull=False).distinct():
        relate(article)
    Stamp.objects.touch(())
