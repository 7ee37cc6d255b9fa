"""Notices on a published text: its corrections, and all that changed since.

A live text never changes by itself; its page, its PDF and its Markdown say so above it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import F, Q
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from articles.models import (
    ANNOUNCED,
    Mention,
    Subject,
    SubjectText,
    Version,
)
from articles.models.document import Document
from articles.presentation.behind import behind_line
from articles.presentation.change_note import NO_CHANGES, Changes, PublicChange
from articles.presentation.withheld import withheld_line
from cjo.lib.links import localised
from cjo.lib.locales import Precision, date_text, last_day
from cjo.lib.passages import isolated


@dataclass(frozen=True, slots=True)
class Outdated:
    """A record that a text shows or names, and its change since.

    `corrected` is the newest version that corrected what the text shows of it.
    """

    link: SafeString
    shown: int | None
    newest: int | None
    kind: str
    corrected: int | None
    withdrawn: str
    changed: str


def since(version: Version, document: Document) -> list[SafeString]:
    """Return a sentence of HTML for each notice; one query for the records.

    One more where the text is a translation whose source has changed.
    """
    sentences = [_sentence(record) for record in _outdated(version, document)]
    if behind := behind_line(version):
        sentences.insert(0, behind)
    if withheld := withheld_line(version):
        sentences.insert(0, withheld)
    return sentences


def changes_of(version: Version) -> Changes:
    """Return the public changes of a text, as a page of this version tells them.

    One query, and none for the first version while it is the newest. Of a draft, the
    version is the one that it would become.
    """
    edition = version.edition
    if version.number == 1 and version.pk == edition.current_version_id:
        return NO_CHANGES
    noted = Version.objects.history_of(version).filter(change_type__in=ANNOUNCED)
    rows = noted.values_list("number", "change_type", "published_at", "change_note")
    changes = [
        PublicChange(*row, url=edition.url_of("version", row[0])) for row in rows
    ]
    return Changes.at_version(version.number, changes)


def notices_of(version: Version) -> SafeString:
    """Return the notices as paragraphs of HTML, in the active language."""
    sentences = [*changes_of(version).lines, *since(version, version.document)]
    return format_html_join(
        "\n", '<p class="notice">{}</p>', ((sentence,) for sentence in sentences)
    )


def _outdated(version: Version, document: Document) -> list[Outdated]:
    """Return the shown records published anew or withdrawn, and the laws changed since.

    One query. A law is named once, however many of its articles the text is on; none
    where the date line is unknown: nothing can come after it.
    """
    dated = last_day(version.dated, version.dated_precision)
    if not version.pk or not (document["embeds"] or dated):
        return []
    newer = Q(number__lt=F("subject__number")) | Q(subject__withdrawn_on__isnull=False)
    newer &= Q(role=Mention.Role.SHOWN)
    if dated:
        newer |= Q(subject__changed_on__gt=dated)
        newer |= Q(subject__part_of__changed_on__gt=dated)
    mentions: Iterable[Any] = (
        Mention.objects.filter(newer, version=version)
        .select_related("subject__part_of")
        .annotate(
            label=SubjectText.objects.label_in(version.language, "subject"),
            label_of_whole=SubjectText.objects.label_in(
                version.language, "subject__part_of"
            ),
        )
        .order_by("pk")
    )
    rows: dict[int, Outdated] = {}
    for mention in mentions:
        subject, label = mention.subject, mention.label
        if subject.part_of is not None:
            subject, label = subject.part_of, mention.label_of_whole
        if subject.pk not in rows:
            rows[subject.pk] = _record(mention, subject, label, version)
    return list(rows.values())


def _record(
    mention: Mention,
    subject: Subject,
    label: str | None,
    version: Version,
) -> Outdated:
    language = version.language
    url = localised(subject.url, language)
    return Outdated(
        link=format_html('<a href="{}">{}</a>', url, isolated(label or subject.key)),
        shown=mention.number,
        newest=subject.number,
        kind=subject.kind,
        corrected=mention.corrected,
        withdrawn=date_text(subject.withdrawn_on, Precision.DAY, language),
        changed=date_text(subject.changed_on, Precision.DAY, language),
    )


def _sentence(record: Outdated) -> SafeString:
    if record.withdrawn:
        sentence = _withdrawn(record.kind)
        return format_html(sentence, record=record.link, day=record.withdrawn)
    if record.changed:
        # Translators: {record} is the linked name of a law, {day} the date of its last
        # amendment.
        sentence = _("{record} has changed since the date of this text, last on {day}.")
        return format_html(sentence, record=record.link, day=record.changed)
    sentence = _corrected(record.kind) if record.corrected else _newer(record.kind)
    return format_html(
        sentence,
        record=record.link,
        shown=record.shown,
        newest=record.newest,
        corrected=record.corrected,
    )


# Titles have no gender that a grammar could follow: each sentence names their kind


def _withdrawn(kind: str) -> str:
    # Translators: {record} is the linked title of a court case; {day} is a date.
    case = _(
        "The case {record}, shown or named here, was withdrawn on {day}. The reason is "
        "given at its address."
    )
    # Translators: {record} is the linked title of a collection of cases; {day} is a
    # date.
    collection = _(
        "The collection {record}, shown or named here, was withdrawn on {day}. The "
        "reason is given at its address."
    )
    # Translators: {record} is the linked title of an overview of figures; {day} is a
    # date.
    overview = _(
        "The overview {record}, shown or named here, was withdrawn on {day}. The "
        "reason is given at its address."
    )
    # Translators: {record} is the linked title of a text or a record, of any gender;
    # {day} is a date.
    other = _(
        "{record}, shown or named here, was withdrawn on {day}. The reason is given at "
        "its address."
    )
    texts = {"case": case, "collection": collection, "overview": overview}
    return texts.get(kind, other)


def _corrected(kind: str) -> str:
    # Translators: {shown} and {corrected} are numbers, {record} is the linked title of
    # an overview of figures. The figures in the text are those of version {shown}.
    overview = _(
        "Figures as of version {shown} of the overview {record}; since corrected, in "
        "version {corrected}."
    )
    # Translators: {shown} and {corrected} are numbers, {record} is the linked title of
    # a collection of cases. The facts in the text are those of version {shown}.
    collection = _(
        "Facts as of version {shown} of the collection {record}; since corrected, in "
        "version {corrected}."
    )
    # Translators: {shown} and {corrected} are numbers, {record} is the linked title of
    # a court case. The facts in the text are those of version {shown}.
    case = _(
        "Facts as of version {shown} of the case {record}; since corrected, in version "
        "{corrected}."
    )
    return {"overview": overview, "collection": collection}.get(kind, case)


def _newer(kind: str) -> str:
    # Translators: {shown} and {newest} are numbers, {record} is the linked title of an
    # overview of figures.
    overview = _(
        "This page shows version {shown} of the overview {record}; version {newest} "
        "has been published since."
    )
    # Translators: {shown} and {newest} are numbers, {record} is the linked title of a
    # collection of cases.
    collection = _(
        "This page shows version {shown} of the collection {record}; version {newest} "
        "has been published since."
    )
    # Translators: {shown} and {newest} are numbers, {record} is the linked title of a
    # court case.
    case = _(
        "This page shows version {shown} of the case {record}; version {newest} has "
        "been published since."
    )
    return {"overview": overview, "collection": collection}.get(kind, case)
