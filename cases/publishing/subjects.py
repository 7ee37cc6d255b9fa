"""Subjects of records: how articles know a record, and its labels."""

import datetime as dt
from collections.abc import Iterable

from django.urls import reverse
from django.utils import timezone, translation

from articles.models import ChangeType, SearchRow, Subject, SubjectText
from articles.publishing.mentions import note_correction
from cases.models import (
    Court,
    Law,
    LawText,
    Provision,
    Record,
    RecordVersion,
    Source,
    SourceUse,
)
from cases.presentation.names import article_of_law
from cases.snapshots import texts_of
from cases.snapshots.schema import Texts
from cjo.lib.links import split_language

# The fields for a label, the preferred one first
_LABELS = ("name", "title")


def sync_subject(record: Record, version: RecordVersion) -> None:
    snapshot = version.snapshot
    # the path without a prefix, for it is the same in every language
    subject = _subject(
        record.kind,
        record.slug,
        split_language(reverse(record.kind.value, args=[record.slug]))[1],
        version.number,
    )
    if version.change_type == ChangeType.CORRECTION:
        subject.corrected = version.number
        subject.save(update_fields=["corrected"])
        note_correction(subject, version.number)
    _label({subject: snapshot["texts"]})
    _sync_source_uses(subject, snapshot["sources"])


def sync_withdrawn_subject(record: Record, withdrawal: RecordVersion) -> None:
    """Mark the subject as withdrawn; remove it from search and from its sources."""
    subject = _subject(
        record.kind,
        record.slug,
        split_language(reverse(record.kind.value, args=[record.slug]))[1],
        withdrawal.number,
        withdrawn_on=timezone.localdate(withdrawal.published_at),
    )
    subject.source_uses.all().delete()
    SearchRow.objects.filter(kind=record.kind, key=record.slug).delete()


def move_subject(record: Record, former: str) -> None:
    path = split_language(reverse(record.kind.value, args=[record.slug]))[1]
    known = Subject.objects.filter(kind=record.kind, key=former)
    known.update(key=record.slug, url=path)
    rows = SearchRow.objects.filter(kind=record.kind, key=former)
    rows.update(key=record.slug)


def sync_court(court: Court) -> None:
    path = split_language(reverse("court", args=[court.slug]))[1]
    subject = _subject("court", court.slug, path)
    _label({subject: texts_of(court.texts.all())})
    keys = court.provenance.values_list("sources__key", flat=True)
    _sync_source_uses(subject, {key for key in keys if key})


def sync_law(law: Law) -> None:
    """Store the subjects of a law and of its provisions."""
    texts = list(law.texts.all())
    subject = _sync_law_subject(law, texts)
    _sync_provisions(law.provisions.select_related("law", "version"), texts, subject)
    keys = law.provenance.values_list("sources__key", flat=True)
    _sync_source_uses(subject, {key for key in keys if key})


def sync_provisions(law: Law, provisions: Iterable[Provision]) -> None:
    """Store the subjects of provisions that a case cites, and of their law."""
    texts = list(law.texts.all())
    known = Subject.objects.filter(kind="law", key=law.slug).first()
    _sync_provisions(provisions, texts, known or _sync_law_subject(law, texts))


def _sync_law_subject(law: Law, texts: Iterable[LawText]) -> Subject:
    path = split_language(reverse("law", args=[law.slug]))[1]
    subject = _subject("law", law.slug, path)
    if subject.changed_on != law.changed_on:
        subject.changed_on = law.changed_on
        subject.save(update_fields=["changed_on"])
    _label({subject: texts_of(texts)})
    return subject


def _sync_provisions(
    provisions: Iterable[Provision], texts: Iterable[LawText], law: Subject
) -> None:
    """Store the subjects of provisions in one query: a code has a thousand."""
    by_key = {provision.key: provision for provision in provisions}
    Subject.objects.bulk_create(
        [
            Subject(kind="provision", key=key, part_of=law, url=_path_of(provision))
            for key, provision in by_key.items()
        ],
        update_conflicts=True,
        unique_fields=["kind", "key"],
        update_fields=["url", "part_of"],
    )
    subjects = law.parts.filter(kind="provision", key__in=by_key)
    labels: dict[Subject, Texts] = {subject: {} for subject in subjects}
    for text in texts:
        with translation.override(text.language):
            for subject, named in labels.items():
                provision = by_key[subject.key]
                version = provision.former_version
                short = text.abbreviation or text.title
                name = article_of_law(short, provision.article, version)
                named[text.language] = {"title": name, "method": text.method}
    _label(labels)


def _path_of(provision: Provision) -> str:
    return split_language(provision.get_absolute_url())[1]


def _subject(
    kind: str,
    key: str,
    url: str,
    number: int | None = None,
    withdrawn_on: dt.date | None = None,
) -> Subject:
    subject, _created = Subject.objects.update_or_create(
        kind=kind,
        key=key,
        defaults={"url": url, "number": number, "withdrawn_on": withdrawn_on},
    )
    return subject


def _label(labels: dict[Subject, Texts]) -> None:
    """Replace the labels of subjects, which all have the same languages."""
    rows = [
        SubjectText(
            subject=subject,
            language=language,
            label=next((fields[name] for name in _LABELS if name in fields), "")[:500],
            method=fields.get("method", "original"),
            translated_from=fields.get("translated_from", ""),
        )
        for subject, texts in labels.items()
        for language, fields in texts.items()
    ]
    SubjectText.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["subject", "language"],
        update_fields=["label", "method", "translated_from"],
    )
    # a language that the record lost has no label any longer
    former = SubjectText.objects.filter(subject__in=list(labels))
    former.exclude(language__in={row.language for row in rows}).delete()


def _sync_source_uses(subject: Subject, keys: Iterable[str]) -> None:
    sources = Source.objects.filter(key__in=list(keys))
    subject.source_uses.exclude(source__in=sources).delete()
    SourceUse.objects.bulk_create(
        [SourceUse(source=source, subject=subject) for source in sources],
        ignore_conflicts=True,
    )
