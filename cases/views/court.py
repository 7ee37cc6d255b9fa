"""The page of a court: its place, its cases and records, and the cases it heard."""

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
from articles.presentation.description import joined_titles, shortened
from articles.publishing.list_counts import EVERYTHING
from cases.exports.json_ld import organization_of
from cases.models import Case, Collection, Court, Instance, Overview, Proceeding
from cases.presentation.card import Card, case_card
from cases.presentation.case import court_description
from cases.presentation.cited_by import cited_by
from cases.presentation.court import present_court
from cases.presentation.dates import format_date
from cases.presentation.names import court_name
from cases.presentation.text import choose, second_text
from cases.snapshots import court_shape
from cases.snapshots.schema import CaseShape
from cjo.lib.caching import public
from cjo.lib.languages import page_language
from cjo.lib.page_meta import PageMeta

CASES_SHOWN = 50
# The headings of cases that another court decided, in the order of a procedure
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
    """A step, before this court, of a case that another one decided."""

    card: Card
    instance: str
    date: str
    case_number: str


@require_safe
def court(request: HttpRequest, slug: str) -> HttpResponse:
    language = page_language()
    # four levels of courts: three steps lead from any to the highest
    above = "parent__parent__parent"
    court = get_object_or_404(
        Court.objects.select_related(above, "division_of").prefetch_related(
            "texts",
            "parent__texts",
            "parent__parent__texts",
            f"{above}__texts",
            "division_of__texts",
            "divisions__texts",
            "jurisdictions__texts",
            "sites",
        ),
        slug=slug,
    )
    shape = court_shape(court)
    if shape is None:
        raise ValueError("A court that was found has a shape.")
    name = court_name(shape, language)
    cards, heard = _cases(court, language), _others_heard(court)
    every_case = f"{reverse('cases')}?{urlencode({'court': slug})}"
    facts = present_court(court, language)
    context = {
        "page_meta": PageMeta(
            canonical=court.get_absolute_url(),
            feeds=feed_links("court_feed", slug, title=str(name)),
            description=_description(
                str(name),
                court_description(shape),
                [
                    *(card.title for card in cards),
                    *(choose(case["texts"], "title", language) for case in heard),
                ],
            ),
        ),
        "page_title": str(name),
        "name": name,
        "second_name": second_text(shape["texts"], "name", language),
        "code": shape["code"],
        "place": court_description(shape),
        "note": choose(shape["texts"], "note", language),
        "structured_data": organization_of(court, language),
        **facts,
        "above": [
            {
                "name": court_name(higher, language),
                "url": reverse("court", args=[higher["key"]]),
            }
            for higher in shape["above"]
        ],
        "feed_url": reverse("court_feed_atom", args=[slug]),
        "cards": cards,
        "cases_url": every_case if len(cards) == CASES_SHOWN else "",
        "heard": _by_step(heard[:CASES_SHOWN], slug, language),
        "heard_shown": CASES_SHOWN if len(heard) > CASES_SHOWN else 0,
        "collections": _records(Collection, court, language),
        "overviews": _records(Overview, court, language),
        "cited_by": cited_by(request, "court", slug, language),
        "breadcrumbs": [
            {"name": _("Front page"), "url": reverse("home")},
            {"name": _("Cases"), "url": reverse("cases")},
            {"name": str(name), "url": ""},
        ],
    }
    response = render(request, "cases/court.html", context)
    keys = [court.cache_key, "cases", "sources", f"{EVERYTHING}-{language}"]
    return public(response, keys)


def _description(name: str, place: str, titles: list[object]) -> str:
    # the Supreme People’s Court is the only one of its level
    if place != name:
        # Translators: Only brackets; place is the level and province of the court.
        name = _("%(court)s (%(place)s)") % {"court": name, "place": place}
    facts = {"court": name, "titles": joined_titles(titles)}
    if titles:
        # Translators: The description of a page for search engines.
        text = _("%(court)s – cases that it heard: %(titles)s")
    else:
        text = _(
            "%(court)s: its place among the courts, its code in case numbers, and "
            "what is published here on it."
        )
    return shortened(text % facts)


def _cases(court: Court, language: str) -> list[Card]:
    cases = Case.objects.published().filter(court=court).for_listing()[:CASES_SHOWN]
    return [
        case_card(cast(CaseShape, case.current_version.snapshot), language)
        for case in cases
        if case.current_version is not None
    ]


def _others_heard(court: Court) -> list[CaseShape]:
    """Return the cases of which it heard a step, but which another court decided.

    One extra case shows that there are more.
    """
    steps = Proceeding.objects.filter(court=court)
    cases = Case.objects.published().filter(pk__in=steps.values("case"))
    return [
        cast(CaseShape, case.current_version.snapshot)
        for case in cases.exclude(court=court).for_listing()[: CASES_SHOWN + 1]
        if case.current_version is not None
    ]


def _by_step(cases: list[CaseShape], slug: str, language: str) -> list[dict[str, Any]]:
    by_instance: dict[str, list[Step]] = {instance: [] for instance in _HEARD}
    for case in cases:
        card = case_card(case, language)
        # reversed: of two steps of one kind the first remains, so that a case is named
        # once under a heading
        steps = {
            step["instance"]: step
            for step in reversed(case["proceedings"])
            if step["court"] and step["court"]["key"] == slug
        }
        for instance, step in steps.items():
            date = format_date(step["decided_on"], step["decided_precision"], language)
            label = str(Instance(instance).label)
            by_instance[instance].append(Step(card, label, date, step["case_number"]))
    return [
        {"heading": heading, "steps": by_instance[instance]}
        for instance, heading in _HEARD.items()
        if by_instance[instance]
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
