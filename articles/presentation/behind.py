"""Translations that are behind: their source has changed since they were made.

A correction weighs more than an update: the translation may still contain the error, so
that lists and feeds say so too. A repaired typing error makes no translation behind.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import OuterRef, Subquery
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from articles.models import ChangeType, Edition, Version
from articles.presentation.change_note import day_of
from cjo.lib.languages import get_language, page_language
from cjo.lib.links import localised
from cjo.lib.locales import number_text


@dataclass(frozen=True, slots=True)
class SourceCorrection:
    """The newest correction of a source since a translation was made from it."""

    number: int
    at: dt.datetime


def newest_of_source(version: Version) -> Version | None:
    """Return the newest version of the source of a text that is behind; else None."""
    return newer_than(version.translated_from)


def newer_than(source: Version | None) -> Version | None:
    """Return the newest version of the same text, if readers had something to notice.

    None for a text that was withdrawn: there is nothing to follow.
    """
    newest = source.edition.current_version if source else None
    if source is None or newest is None or newest.is_withdrawal:
        return None
    return newest if newest.updated_at > source.updated_at else None


def corrections_since(sources: Iterable[int | None]) -> dict[int, SourceCorrection]:
    """Return the newest correction after each of these versions; one query, or none."""
    keys = {key for key in sources if key is not None}
    if not keys:
        return {}
    later = Version.objects.filter(
        edition=OuterRef("edition"),
        number__gt=OuterRef("number"),
        change_type=ChangeType.CORRECTION,
    ).order_by("-number")
    rows = (
        Version.objects.filter(pk__in=keys, edition__is_withdrawn=False)
        .order_by()
        .annotate(
            corrected_in=Subquery(later.values("number")[:1]),
            corrected_at=Subquery(later.values("published_at")[:1]),
        )
        .values_list("pk", "corrected_in", "corrected_at")
    )
    return {
        pk: SourceCorrection(number, at) for pk, number, at in rows if number and at
    }


def behind_a_correction(editions: Iterable[Edition]) -> set[int]:
    """Return the ids of the texts whose source was corrected since; one query."""
    sources = {
        edition.pk: edition.current_version.translated_from_id
        for edition in editions
        if edition.current_version
    }
    corrected = corrections_since(sources.values())
    return {pk for pk, source in sources.items() if source in corrected}


def behind_line(version: Version) -> SafeString | None:
    """Return the notice on a text that is behind; None on any other."""
    source, newest = version.translated_from, newest_of_source(version)
    if source is None or newest is None:
        return None
    if correction := corrections_since([source.pk]).get(source.pk):
        return correction_line(version, source, correction)
    # Translators: {made} and {newest} are numbers of versions of the same text, {link}
    # has the words “read its newest version”.
    sentence = _(
        "This was translated from version {made} of a text that has changed since, to "
        "version {newest}: {link}."
    )
    return format_html(
        sentence,
        made=number_text(source.number, page_language()),
        newest=number_text(newest.number, page_language()),
        link=_link(version, source),
    )


def correction_line(
    version: Version, source: Version, correction: SourceCorrection
) -> SafeString:
    """Return the notice on a text that may have an error its source no longer has."""
    # Translators: {made} and {number} are numbers of versions of the same text, {day} a
    # date, {link} has the words “read its newest version”.
    sentence = _(
        "This was translated from version {made} of a text that was corrected on "
        "{day}, in version {number}: {link}. This translation may still contain the "
        "error."
    )
    return format_html(
        sentence,
        made=number_text(source.number, page_language()),
        day=day_of(correction.at),
        number=number_text(correction.number, page_language()),
        link=_link(version, source),
    )


def _link(version: Version, source: Version) -> SafeString | str:
    # Translators: A link at the end of a sentence, after a colon: the newest version of
    # the text that this one was translated from.
    words = _("read its newest version")
    if not get_language(source.language).is_ready:
        return words  # readers have no page of it
    url = localised(version.edition.article.get_absolute_url(), source.language)
    return format_html('<a href="{}">{}</a>', url, words)
