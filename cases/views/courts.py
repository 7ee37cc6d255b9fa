"""The page of a court: its place, and what is published of it."""

from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles.feeds.directory import feed_links
from articles.lists import EVERYTHING
from cases.cards import case_card
from cases.citedby import cited_by
from cases.facts import court_description
from cases.models import Case, Collection, Court, Overview
from cases.shapes import CaseShape
from cases.snapshots import court_shape
from cases.words import beside, choose, court_name
from cjo.lib.caching import public
from cjo.lib.languages import get_language, page_language
from cjo.lib.page import describe

CASES_SHOWN = 50


@require_safe
def court(request: HttpRequest, slug: str) -> HttpResponse:
    page = page_language()
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
    name = court_name(shape, page)
    describe(
        request,
        canonical=row.get_absolute_url(),
        feeds=feed_links("court_feed", slug, title=str(name)),
    )
    cards = _cases(row, page)
    every_case = f"{reverse('cases')}?{urlencode({'court': slug})}"
    context = {
        "page_title": str(name),
        "page_tag": get_language(page).tag,
        "name": name,
        "second_name": beside(shape["texts"], "name", page),
        "code": shape["code"],
        "place": court_description(shape),
        "note": choose(shape["texts"], "note", page),
        "above": [
            {
                "name": court_name(one, page),
                "url": reverse("court", args=[one["key"]]),
            }
            for one in shape["above"]
        ],
        "cards": cards,
        "cases_url": every_case if len(cards) == CASES_SHOWN else "",
        "collections": _records(Collection, row, page),
        "overviews": _records(Overview, row, page),
        "cited_by": cited_by(request, "court", slug, page),
        "breadcrumbs": [
            {"name": _("Home"), "url": reverse("home")},
            {"name": _("Cases"), "url": reverse("cases")},
            {"name": str(name), "url": ""},
        ],
    }
    response = render(request, "cases/court.html", context)
    return public(response, [row.cache_key, "cases", f"{EVERYTHING}-{page}"])


def _cases(court: Court, page: str) -> list[Any]:
    rows = Case.objects.published().filter(court=court).for_listing()
    return [
        case_card(cast(CaseShape, row.current_version.snapshot), page)
        for row in rows[:CASES_SHOWN]
        if row.current_version is not None
    ]


def _records(model: Any, court: Court, page: str) -> list[dict[str, Any]]:
    rows = model.objects.filter(court=court, current_version__isnull=False)
    return [
        {
            "url": row.get_absolute_url(),
            "title": choose(row.current_version.snapshot["texts"], "title", page),
        }
        for row in rows.select_related("current_version")[:CASES_SHOWN]
    ]
