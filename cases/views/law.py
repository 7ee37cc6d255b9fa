"""Laws and provisions: their names and dates, and what here cites them."""

import re
from typing import Any, cast

from django.db.models import Count, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles.feeds.directory import feed_links
from articles.presentation.pagination import number_asked, numbered_in, pager_at
from articles.publishing.list_counts import EVERYTHING
from cases.models import LAWS, Case, CaseProvision, Law, Provision, ProvisionRole
from cases.presentation.card import Card, case_card
from cases.presentation.cited_by import cited_by
from cases.presentation.law import present_law, provision_name
from cases.presentation.provisions import places_in_article, uses_of_law
from cases.presentation.text import LanguageText, choose, second_text
from cases.snapshots import texts_of
from cases.snapshots.schema import CaseShape
from cjo.lib.caching import public
from cjo.lib.languages import get_language, page_language
from cjo.lib.locales import Precision, date_text
from cjo.lib.page_meta import PageMeta
from cjo.lib.safe_urls import safe_address

CASES_SHOWN = 50
LAWS_SHOWN = 50  # on one page of the list
MOST = 9_999  # pages of a list
PROVISIONS_SHOWN = 2000  # China's longest code has 1,260 articles
_ARTICLE = re.compile(r"([1-9]\d{0,4})(?:-([1-9]\d{0,2}))?")


@require_safe
def laws(request: HttpRequest) -> HttpResponse:
    page, number = page_language(), number_asked(request, MOST)
    start = (number - 1) * LAWS_SHOWN
    rows = list(
        Law.objects.prefetch_related("texts").order_by("slug")[
            start : start + LAWS_SHOWN + 1
        ]
    )
    if not rows and number > 1:
        raise Http404("There is no such page of this list.")
    context = {
        "page_meta": PageMeta(canonical=reverse("laws"), indexable=number == 1),
        "page_title": _("Laws"),
        "page_tag": get_language(page).tag,
        "laws": [_entry(law, page) for law in rows[:LAWS_SHOWN]],
        "pager": pager_at(number, numbered_in(request), more=len(rows) > LAWS_SHOWN),
        "breadcrumbs": [*_above(), {"name": _("Laws"), "url": ""}],
    }
    return public(render(request, "cases/laws.html", context), [LAWS])


@require_safe
def law(request: HttpRequest, slug: str) -> HttpResponse:
    page, number = page_language(), number_asked(request, MOST)
    row = get_object_or_404(
        Law.objects.prefetch_related("texts", "amendments"), slug=slug
    )
    cases = _snapshots(_on_law(row), number)
    cards = [
        case_card(one, page, note=_said(uses_of_law(one, slug), page)) for one in cases
    ]
    if not cards and number > 1:
        raise Http404("There is no such page of this list.")
    facts = present_law(row, page)
    name = str(facts.title) or row.slug
    context = {
        "page_meta": PageMeta(
            canonical=row.get_absolute_url(),
            indexable=number == 1,
            feeds=feed_links("law_feed", slug, title=name),
        ),
        "page_title": name,
        "page_tag": get_language(page).tag,
        "law": facts,
        "provisions": _provisions(row),
        "cards": cards[:CASES_SHOWN],
        "cases_pager": pager_at(
            number, numbered_in(request), more=len(cards) > CASES_SHOWN
        ),
        "cited_by": cited_by(request, "law", slug, page),
        "feed_url": reverse("law_feed_atom", args=[slug]),
        "breadcrumbs": [
            *_above(),
            {"name": _("Laws"), "url": reverse("laws")},
            {"name": name, "url": ""},
        ],
    }
    response = render(request, "cases/law.html", context)
    keys = [row.cache_key, "cases", "sources", f"{EVERYTHING}-{page}"]
    return public(response, keys)


@require_safe
def provision(request: HttpRequest, slug: str, article: str) -> HttpResponse:
    language = page_language()
    found = _ARTICLE.fullmatch(article)
    if found is None:
        raise Http404("Articles are numbered from 1.")
    row = get_object_or_404(
        Provision.objects.select_related("law").prefetch_related("law__texts"),
        law__slug=slug,
        number=found[1],
        suffix=found[2] or 0,
    )
    texts = texts_of(row.law.texts.all())
    law_title = choose(texts, "title", language)
    name = provision_name(row, language)
    applied, pointers = (
        _cards_on(row, role, language)
        for role in (ProvisionRole.APPLIED, ProvisionRole.POINTER)
    )
    context = {
        "page_meta": PageMeta(
            canonical=row.get_absolute_url(),
            feeds=feed_links("law_feed", slug, title=str(law_title)),
        ),
        "page_title": name.title,
        "page_tag": get_language(language).tag,
        "name": name,
        "law_title": law_title,
        "law_url": row.law.get_absolute_url(),
        "is_repealed": row.law.repealed_on is not None,
        "official_url": safe_address(row.law.official_url),
        "groups": [
            {"heading": _("Applied by the court"), "cards": applied[:CASES_SHOWN]},
            {"heading": _("Pointed to by this site"), "cards": pointers[:CASES_SHOWN]},
        ],
        "cases_url": f"{reverse('cases')}?{urlencode({'provision': row.key})}"
        if max(len(applied), len(pointers)) > CASES_SHOWN
        else "",
        "cited_by": cited_by(request, "provision", row.key, language),
        "breadcrumbs": [
            *_above(),
            {"name": _("Laws"), "url": reverse("laws")},
            {"name": str(law_title), "url": row.law.get_absolute_url()},
            {"name": _("art. %(article)s") % {"article": row.article}, "url": ""},
        ],
    }
    response = render(request, "cases/provision.html", context)
    return public(response, [row.law.cache_key, "cases", f"{EVERYTHING}-{language}"])


def _above() -> list[dict[str, str]]:
    return [
        {"name": _("Home"), "url": reverse("home")},
        {"name": _("Cases"), "url": reverse("cases")},
    ]


def _entry(law: Law, language: str) -> dict[str, Any]:
    texts = texts_of(law.texts.all())
    since = (
        date_text(law.in_force_on, Precision.DAY, language) if law.in_force_on else ""
    )
    return {
        "url": law.get_absolute_url(),
        "title": choose(texts, "title", language) or law.slug,
        "second_title": second_text(texts, "title", language),
        "abbreviation": choose(texts, "abbreviation", language),
        "since": since,
        "is_repealed": law.repealed_on is not None,
    }


def _provisions(law: Law) -> list[dict[str, Any]]:
    """Return the articles of a law that are known here, with how many cases name them.

    The counts come with the rows, in one query.
    """
    rows = law.provisions.annotate(
        cases_here=Count(
            "case_provisions__case",
            filter=Q(case_provisions__case__current_version__isnull=False),
            distinct=True,
        )
    ).order_by("number", "suffix")
    return [
        {
            "article": row.article,
            "url": reverse("provision", args=[law.slug, row.article]),
            "cases": row.cases_here,
        }
        for row in rows[:PROVISIONS_SHOWN]
    ]


def _on_law(law: Law) -> QuerySet[Case]:
    return _beside(CaseProvision.objects.filter(provision__law=law))


def _on(provision: Provision, role: ProvisionRole) -> QuerySet[Case]:
    return _beside(CaseProvision.objects.filter(provision=provision, role=role))


def _beside(places: QuerySet[CaseProvision]) -> QuerySet[Case]:
    """Return the published cases that have such a provision, each once."""
    return Case.objects.published().filter(pk__in=places.values("case")).for_listing()


def _cards_on(provision: Provision, role: ProvisionRole, language: str) -> list[Card]:
    """Return the cases that have an article in a role, with where in it they look."""
    law, article = provision.law.slug, provision.article
    return [
        case_card(
            case,
            language,
            note=_said(places_in_article(case, law, article, role), language),
        )
        for case in _snapshots(_on(provision, role))
    ]


def _snapshots(cases: QuerySet[Case], number: int = 1) -> list[CaseShape]:
    """Return the cases of a page, and one that tells that there are more."""
    start = (number - 1) * CASES_SHOWN
    return [
        cast(CaseShape, case.current_version.snapshot)
        for case in cases[start : start + CASES_SHOWN + 1]
        if case.current_version is not None
    ]


def _said(text: str, language: str) -> LanguageText:
    return LanguageText(text, language, language)
