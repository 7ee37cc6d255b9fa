"""The page of a court: its place, what is published of it, what it heard."""

from dataclasses import dataclass
from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from articles.feeds.directory import feed_links
from articles.publishing.list_counts import EVERYTHING
from cases.models import Case, Collection, Court, Instance, Overview, Proceeding
from cases.presentation.card import Card, case_card
from cases.presentation.case import court_description
from cases.presentation.cited_by import cited_by
from cases.presentation.dates import format_date
from cases.presentation.names import court_name
from cases.presentation.text import choose, second_text
from cases.snapshots import court_shape
from cases.snapshots.schema import CaseShape
from cjo.lib.caching import public
from cjo.lib.languages import get_language, page_language
from cjo.lib.page_meta import PageMeta

CASES_SHOWN = 50
# What a court did in cases that another one decided
_HEARD = {
    Instance.FIRST: gettext_lazy("Cases that it heard at first instance"),
    Instance.SECOND: gettext_lazy("Cases in which it heard an appeal"),
    Instance.RETRIAL: gettext_lazy("Cases that it heard in a retrial"),
    Instance.RECOGNITION: gettext_lazy(
        "Cases in which it ruled on recognising a foreign judgment"
    ),
    Instance.ENFORCEMENT: gettext_lazy("Cases in which it ruled on enforcement"),
}


@dataclass(frozen=True, slots=True)
class Step:
    """What a court heard of a case that another one decided."""

    card: Card
    instance: str
    date: str
    case_number: str


@require_safe
def court(request: HttpRequest, slug: str) -> HttpResponse:
    language = page_language()
    above = "parent__parent__parent"
    row = get_object_or_404(
        Court.objects.select_related(above).prefetch_related(
            "texts", "parent__texts", "parent__parent__texts", f"{above}__texts"
        ),
        slug=slug,
    )
    shape = court_shape(row)
    if shape is None:
        raise ValueError("A court that was found has a shape.")
    name = court_name(shape, language)
    cards, heard = _cases(row, language), _others_heard(row)
    every_case = f"{reverse('cases')}?{urlencode({'court': slug})}"
    context = {
        "page_meta": PageMeta(
            canonical=row.get_absolute_url(),
            feeds=feed_links("court_feed", slug, title=str(name)),
        ),
        "page_title": str(name),
        "page_tag": get_language(language).tag,
        "name": name,
        "second_name": second_text(shape["texts"], "name", language),
        "code": shape["code"],
        "place": court_description(shape),
        "note": choose(shape["texts"], "note", language),
        "above": [
            {
                "name": court_name(one, language),
                "url": reverse("court", args=[one["key"]]),
            }
            for one in shape["above"]
        ],
        "feed_url": reverse("court_feed_atom", args=[slug]),
        "cards": cards,
        "cases_url": every_case if len(cards) == CASES_SHOWN else "",
        "heard": _by_step(heard[:CASES_SHOWN], slug, language),
        "heard_shown": CASES_SHOWN if len(heard) > CASES_SHOWN else 0,
        "collections": _records(Collection, row, language),
        "overviews": _records(Overview, row, language),
        "cited_by": cited_by(request, "court", slug, language),
        "breadcrumbs": [
            {"name": _("Home"), "url": reverse("home")},
            {"name": _("Cases"), "url": reverse("cases")},
            {"name": str(name), "url": ""},
        ],
    }
    response = render(request, "cases/court.html", context)
    return public(response, [row.cache_key, "cases", f"{EVERYTHING}-{language}"])


def _cases(court: Court, language: str) -> list[Any]:
    rows = Case.objects.published().filter(court=court).for_listing()
    return [
        case_card(cast(CaseShape, row.current_version.snapshot), language)
        for row in rows[:CASES_SHOWN]
        if row.current_version is not None
    ]


def _others_heard(court: Court) -> list[CaseShape]:
    """Return cases that it heard a step of though another court decided: one query.

    One more than a page shows tells that there are more.
    """
    steps = Proceeding.objects.filter(court=court)
    rows = Case.objects.published().filter(pk__in=steps.values("case"))
    return [
        cast(CaseShape, row.current_version.snapshot)
        for row in rows.exclude(court=court).for_listing()[: CASES_SHOWN + 1]
        if row.current_version is not None
    ]


def _by_step(cases: list[CaseShape], slug: str, language: str) -> list[dict[str, Any]]:
    """Return the cases by what the court heard, in the order of a procedure."""
    found: dict[str, list[Step]] = {instance: [] for instance in _HEARD}
    for case in cases:
        card = case_card(case, language)
        # of two steps of one kind, the first: a case stands once under a heading
        steps = {
            one["instance"]: one
            for one in reversed(case["proceedings"])
            if one["court"] and one["court"]["key"] == slug
        }
        for instance, one in steps.items():
            dated = format_date(one["decided_on"], one["decided_precision"], language)
            label = str(Instance(instance).label)
            found[instance].append(Step(card, label, dated, one["case_number"]))
    return [
        {"heading": heading, "steps": found[instance]}
        for instance, heading in _HEARD.items()
        if found[instance]
    ]


def _records(model: Any, court: Court, language: str) -> list[dict[str, Any]]:
    rows = model.objects.filter(court=court, current_version__isnull=False)
    return [
        {
            "url": row.get_absolute_url(),
            "title": choose(row.current_version.snapshot["texts"], "title", language),
        }
        for row in rows.select_related("current_version")[:CASES_SHOWN]
    ]
