"""What happened since a text was published: figures corrected, its source changed.

A live text never changes by itself; its page, its PDF and its Markdown say so above it.
"""

from collections.abc import Iterable
from typing import Any

from django.db.models import F, Q
from django.template.loader import render_to_string

from articles.models import Mention, Subject, SubjectText, Version
from articles.models.document import Document
from cjo.lib.links import localised
from cjo.lib.locales import Precision, date_text, last_day

TEMPLATE = "articles/_since.html"


def since(version: Version, document: Document) -> dict[str, Any]:
    """Return what `articles/_since.html` prints: one query for the records."""
    return {
        "outdated": _outdated(version, document),
        "behind": _is_behind(version),
        "source_version_url": _source_url(version),
    }


def notices_of(version: Version) -> str:
    """Return them as paragraphs of HTML; the language has to be active already."""
    return render_to_string(TEMPLATE, since(version, version.document)).strip()


def _outdated(version: Version, document: Document) -> list[dict[str, Any]]:
    """Return the shown records published anew or withdrawn, and the laws changed since.

    One query. A law is named once, however many of its articles the text is on; none
    where the date line is unknown, which nothing can be said to come after.
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
    rows: dict[int, dict[str, Any]] = {}
    for mention in mentions:
        subject, label = mention.subject, mention.label
        if subject.part_of is not None:
            subject, label = subject.part_of, mention.label_of_whole
        rows.setdefault(subject.pk, _record(mention, subject, label, version))
    return list(rows.values())


def _record(
    mention: Mention, subject: Subject, label: str | None, version: Version
) -> dict[str, Any]:
    return {
        "label": label or subject.key,
        "url": localised(subject.url, version.language),
        "shown": mention.number,
        "newest": subject.number,
        "kind": subject.kind,
        "is_corrected": (mention.number or 0) < (subject.corrected or 0),
        "withdrawn": date_text(subject.withdrawn_on, Precision.DAY, version.language),
        "changed": date_text(subject.changed_on, Precision.DAY, version.language)
        if subject.changed_on
        else "",
    }


def _is_behind(version: Version) -> bool:
    """Tell whether what this was translated from was changed, typos aside."""
    source = version.translated_from
    newest = source.edition.current_version if source else None
    if source is None or newest is None or newest.is_withdrawal:
        return False
    return newest.updated_at > source.updated_at


def _source_url(version: Version) -> str:
    source = version.translated_from
    if source is None:
        return ""
    return localised(version.edition.article.get_absolute_url(), source.language)
