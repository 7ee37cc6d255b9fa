"""The page of every source, with the records that rest on it."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, Prefetch, QuerySet, Window
from django.db.models.functions import RowNumber
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles.models import Subject, SubjectText, choose_text
from articles.presentation.pagination import page_number, pager_at, pages_of
from cases.models import LAWS, ORIGINS, Source, SourceText, SourceUse
from cases.presentation.sources import PresentedSource
from cases.presentation.text import NO_TEXT, LanguageText
from cases.snapshots.parts import source_shape
from cjo.lib.caching import public
from cjo.lib.languages import page_language
from cjo.lib.links import localised
from cjo.lib.locales import Precision, date_text, language_names
from cjo.lib.page_meta import PageMeta

PER_PAGE = 40
USES_SHOWN = 12  # of one source; a court's own site may carry thousands of records


@dataclass(frozen=True, slots=True)
class Entry:
    """A source as the page prints it; `more` counts the records not named."""

    source: PresentedSource
    copy_of: PresentedSource | None
    language: str
    seen_on: str
    gave: LanguageText
    records: list[dict[str, Any]]
    more: int


@require_safe
def sources(request: HttpRequest) -> HttpResponse:
    language = page_language()
    total = Source.objects.count()
    pages = pages_of(total, PER_PAGE)
    number = page_number(request, pages)
    start = (number - 1) * PER_PAGE
    texts = SourceText.objects.filter(language__in=[language, "en"])
    rows = list(
        Source.objects.order_by("publisher", "title", "key")
        .select_related(ORIGINS)
        .prefetch_related(
            Prefetch("texts", texts),
            Prefetch("copy_of__texts", texts),
            Prefetch("uses", _first_uses(language)),
        )[start : start + PER_PAGE]
    )
    uses = _number_of_uses(rows)
    introduction = _(
        "Every publication on which a case, a collection or a figure here rests, and "
        "its content. Copies on unrelated sites are kept as evidence, named, and not "
        "linked."
    )
    context = {
        "page_meta": PageMeta(
            canonical=reverse("sources"),
            indexable=number == 1 and bool(rows),
            number=number,
            description=introduction,
        ),
        "introduction": introduction,
        "page_title": _("Sources"),
        "entries": [_entry(row, uses.get(row.pk, 0), language) for row in rows],
        "count": total,
        "pager": pager_at(request, number, has_next=number < pages, pages=pages),
        "breadcrumbs": [
            {"name": _("Front page"), "url": reverse("home")},
            {"name": _("Cases"), "url": reverse("cases")},
            {"name": _("Sources"), "url": ""},
        ],
    }
    return public(render(request, "cases/sources.html", context), ["sources", LAWS])


def _first_uses(language: str) -> QuerySet[SourceUse]:
    """Return the first records of each source, with their names in the language."""
    place = Window(RowNumber(), partition_by=F("source"), order_by=F("subject").asc())
    labels = SubjectText.objects.filter(language__in=[language, "en"])
    return (
        SourceUse.objects.annotate(place=place)
        .filter(place__lte=USES_SHOWN)
        .select_related("subject")
        .prefetch_related(Prefetch("subject__texts", labels))
        .order_by("source", "subject")
    )


def _number_of_uses(rows: list[Source]) -> dict[int, int]:
    uses = SourceUse.objects.filter(source__in=rows).values("source").order_by()
    return dict(uses.annotate(number=Count("pk")).values_list("source", "number"))


def _entry(row: Source, number_of_uses: int, language: str) -> Entry:
    gave = choose_text([text for text in row.texts.all() if text.gave], language)
    records = [_record(use.subject, language) for use in row.uses.all()]
    return Entry(
        source=PresentedSource(row.key, source_shape(row), language),
        copy_of=_presented(row.copy_of, language),
        language=language_names([row.language], language),
        seen_on=date_text(row.seen_on, Precision.DAY, language),
        gave=LanguageText(gave.gave, gave.language, language) if gave else NO_TEXT,
        records=records,
        more=number_of_uses - len(records),
    )


def _presented(row: Source | None, language: str) -> PresentedSource | None:
    return PresentedSource(row.key, source_shape(row), language) if row else None


def _record(subject: Subject, language: str) -> dict[str, Any]:
    text = choose_text(subject.texts.all(), language)
    title = LanguageText(text.label, text.language, language) if text else subject.key
    return {"url": localised(subject.url, language), "title": title}
