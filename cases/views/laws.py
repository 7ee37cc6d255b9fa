"""The list of laws, by kind."""

from collections.abc import Iterable
from itertools import groupby
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles.presentation.pagination import numbered_page
from cases.models import (
    LAWS,
    Law,
    LawKind,
)
from cases.presentation.text import choose, second_text
from cases.snapshots import texts_of
from cjo.lib.caching import public
from cjo.lib.collation import sort_key
from cjo.lib.languages import page_language
from cjo.lib.locales import Precision, date_text
from cjo.lib.page_meta import PageMeta

LAWS_SHOWN = 50  # on one page of the list
LAST_PAGE = 9_999


@require_safe
def laws(request: HttpRequest) -> HttpResponse:
    language = page_language()
    every_law = Law.objects.prefetch_related("texts", "versions").by_kind()
    page = numbered_page(request, every_law, per_page=LAWS_SHOWN, last=LAST_PAGE)
    introduction = _(
        "Laws that cases and articles here cite, with the facts known of them. This "
        "site does not print their text."
    )
    context = {
        "page_meta": PageMeta(
            canonical=reverse("laws"),
            indexable=page.number == 1 and bool(page.rows),
            number=page.number or 1,
            description=introduction,
        ),
        "introduction": introduction,
        "page_title": _("Laws"),
        "groups": _by_kind(page.rows, language),
        "pager": page.pager,
        "breadcrumbs": [*above(), {"name": _("Laws"), "url": ""}],
    }
    return public(render(request, "cases/laws.html", context), [LAWS])


def above() -> list[dict[str, str]]:
    return [
        {"name": _("Front page"), "url": reverse("home")},
        {"name": _("Cases"), "url": reverse("cases")},
    ]


def _by_kind(laws: Iterable[Law], language: str) -> list[dict[str, Any]]:
    labels = {
        # Translators: A heading: laws passed by the legislature.
        LawKind.LAW: _("Statutes"),
        LawKind.REGULATION: _("Administrative regulations"),
        LawKind.INTERPRETATION: _("Judicial interpretations"),
        # Translators: A heading: minutes of conferences of courts (会议纪要), a kind of
        # Chinese legal document.
        LawKind.SUMMARY: _("Conference summaries"),
        # Translators: A heading: memoranda between courts or states.
        LawKind.MEMORANDUM: _("Memoranda"),
    }
    return [
        {
            "heading": labels[LawKind(kind)],
            # by the names that readers see; pages of the list are cut by address
            "laws": sorted(
                (_entry(law, language) for law in members),
                key=lambda entry: sort_key(str(entry["title"]), language),
            ),
        }
        for kind, members in groupby(laws, key=lambda law: law.kind)
    ]


def _entry(law: Law, language: str) -> dict[str, Any]:
    texts = texts_of(law.texts.all())
    newest = law.newest_version
    this = newest.since(law) if newest and not newest.is_first else None
    return {
        "url": law.get_absolute_url(),
        "title": choose(texts, "title", language) or law.slug,
        "second_title": second_text(texts, "title", language),
        "abbreviation": choose(texts, "abbreviation", language),
        "number": law.document_number,
        "has_force": law.kind not in (LawKind.SUMMARY, LawKind.MEMORANDUM),
        "since": date_text(law.in_force_on, Precision.DAY, language),
        "this_since": date_text(this, Precision.DAY, language),
        "repealed": date_text(law.repealed_on, Precision.DAY, language),
    }
