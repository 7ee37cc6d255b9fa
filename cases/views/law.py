"""The pages of laws and provisions: names, dates, the cases and articles on them."""

import re
from collections.abc import Iterable, Sequence
from typing import cast

from django.db.models import Count, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles.feeds.directory import feed_links
from articles.presentation.description import joined_titles, shortened
from articles.presentation.pagination import numbered_page
from articles.publishing.list_counts import EVERYTHING
from cases.exports.json_ld import article_of_legislation, legislation
from cases.models import (
    Case,
    CaseProvision,
    Law,
    Provision,
    ProvisionRole,
)
from cases.presentation.card import Card, case_card
from cases.presentation.cited_by import cited_by
from cases.presentation.law import present_law
from cases.presentation.provision import (
    article_title,
    numbers_of,
    present_provisions,
    provision_name,
    summary_of,
)
from cases.presentation.provisions import places_in_article, uses_of_law
from cases.presentation.text import LanguageText, choose
from cases.presentation.web import web_address
from cases.snapshots import texts_of
from cases.snapshots.schema import CaseShape
from cases.views.laws import above
from cjo.lib.caching import public
from cjo.lib.languages import page_language
from cjo.lib.locales import Precision, date_text
from cjo.lib.page_meta import PageMeta

CASES_SHOWN = 50
LAST_PAGE = 9_999
PROVISIONS_SHOWN = 2000  # China's longest code has 1,260 articles
_ARTICLE = re.compile(r"([1-9]\d{0,4})(?:-([1-9]\d{0,2}))?")


@require_safe
def law(request: HttpRequest, slug: str) -> HttpResponse:
    language = page_language()
    law = get_object_or_404(Law.objects.for_page(), slug=slug)
    page = numbered_page(
        request, _cases_on_law(law), per_page=CASES_SHOWN, last=LAST_PAGE
    )
    facts = present_law(law, language)
    name = str(facts.title) or law.slug
    context = {
        "page_meta": PageMeta(
            canonical=law.get_absolute_url(),
            indexable=page.number == 1,
            feeds=feed_links("law_feed", slug, title=name),
            number=page.number or 1,
            description=_law_description(law, name, language),
        ),
        "page_title": name,
        "law": facts,
        "groups": present_provisions(law, _provisions(law), language),
        "structured_data": legislation(law, language),
        "cards": [
            case_card(case, language, note=_text(uses_of_law(case, slug), language))
            for case in _snapshots(page.rows)
        ],
        "cases_pager": page.pager,
        "cited_by": cited_by(request, "law", slug, language),
        "feed_url": reverse("law_feed_atom", args=[slug]),
        "breadcrumbs": [
            *above(),
            {"name": _("Laws"), "url": reverse("laws")},
            {"name": name, "url": ""},
        ],
    }
    response = render(request, "cases/law.html", context)
    keys = [law.cache_key, "cases", "sources", f"{EVERYTHING}-{language}"]
    return public(response, keys)


@require_safe
def provision(
    request: HttpRequest, slug: str, article: str, version: str = ""
) -> HttpResponse:
    """Show an article in the newest text of its law, or in that of a `version`."""
    language = page_language()
    match = _ARTICLE.fullmatch(article)
    if match is None:
        raise Http404("Articles are numbered from 1.")
    law = get_object_or_404(Law.objects.for_page(), slug=slug)
    rows = {row.pk: row for row in _provisions(law)}
    place = (int(match[1]), int(match[2] or 0))
    bearers = [row for row in rows.values() if (row.number, row.suffix) == place]
    if not version and bearers and not any(row.is_newest for row in bearers):
        # a number that the newest text does not have, or that is not on record there
        return redirect(bearers[0].version_url)
    provision = next((row for row in bearers if _is_in(row, version)), None)
    if provision is None:
        raise Http404("This law has no such article on record.")
    law_title = choose(texts_of(law.texts.all()), "title", language)
    name = provision_name(provision, language)
    applied, pointers = (
        _cards_on(provision, role, language)
        for role in (ProvisionRole.APPLIED, ProvisionRole.POINTER)
    )
    has_more = max(len(applied), len(pointers)) > CASES_SHOWN
    articles = cited_by(request, "provision", provision.key, language)
    titles = [str(card.title) for card in [*applied, *pointers]]
    titles += [article.title for article in articles.articles]
    every_case = f"{reverse('cases')}?{urlencode({'provision': provision.key})}"
    summary = summary_of(provision, language)
    context = {
        "page_meta": PageMeta(
            canonical=provision.get_absolute_url(),
            description=_provision_description(name.title, str(summary), titles),
            feeds=feed_links("law_feed", slug, title=str(law_title)),
        ),
        "page_title": name.title,
        "structured_data": article_of_legislation(provision, language),
        "name": name,
        "law_title": law_title,
        "law_url": law.get_absolute_url(),
        "is_repealed": law.repealed_on is not None,
        "summary": summary,
        "text_line": _text_line(law, provision, language),
        "is_newest": provision.is_newest,
        "numbers": numbers_of(provision, rows, slug),
        "is_new": provision.is_new,
        "version_url": provision.version_url if provision.version else "",
        "addresses": [web_address(row, language) for row in law.addresses.all()],
        "groups": [
            # Translators: A heading: cases in which the court applied this article of a
            # law.
            {"heading": _("Applied by the court"), "cards": applied[:CASES_SHOWN]},
            {
                # Translators: A heading: an article of a law; this site relates the
                # cases to it, not the court.
                "heading": _("Cases we relate to this article"),
                "cards": pointers[:CASES_SHOWN],
            },
        ],
        "cases_url": every_case if has_more else "",
        "cited_by": articles,
        "breadcrumbs": [
            *above(),
            {"name": _("Laws"), "url": reverse("laws")},
            {"name": str(law_title), "url": law.get_absolute_url()},
            {
                "name": article_title(provision.number, provision.suffix, language),
                "url": "",
            },
        ],
    }
    response = render(request, "cases/provision.html", context)
    return public(response, [law.cache_key, "cases", f"{EVERYTHING}-{language}"])


def _is_in(provision: Provision, version: str) -> bool:
    if not version:
        return provision.is_newest
    return provision.version is not None and provision.version.key == version


def _text_line(law: Law, provision: Provision, language: str) -> str:
    """Return which text of the law the article is of, and since when that is in force.

    Empty while no version of the law is on record.
    """
    version = provision.version
    if version is None:
        return ""
    is_only = len(law.versions.all()) == 1
    since = date_text(version.since(law), Precision.DAY, language)
    values = {"year": version.key, "since": since}
    if not provision.is_newest:
        # Translators: Where an article stands; year names the text of the law.
        text = _("In a former text of the law: that of %(year)s.")
        if since:
            text = _(
                "In a former text of the law: that of %(year)s, in force since "
                "%(since)s."
            )
    elif is_only:
        # Translators: since is a date.
        text = _("The law has had this one text, in force since %(since)s.")
        if not since:
            return ""
    else:
        # Translators: Where an article stands; year names the text of the law.
        text = _("In the newest text of the law: that of %(year)s.")
        if since:
            text = _(
                "In the newest text of the law: that of %(year)s, in force since "
                "%(since)s."
            )
    return text % values


def _law_description(law: Law, name: str, language: str) -> str:
    if law.in_force_on is None:
        text = _("%(law)s: its names and dates, and the cases and articles here on it.")
        return text % {"law": name}
    text = _(
        "%(law)s, in force since %(date)s: its names and dates, and the cases and "
        "articles here on it."
    )
    date = date_text(law.in_force_on, Precision.DAY, language)
    return text % {"law": name, "date": date}


def _provision_description(name: str, summary: str, titles: Sequence[str]) -> str:
    if summary:
        # Translators: provision is such as “PIPL, Art. 13”, summary whole sentences on
        # what it is about.
        text = _("%(provision)s, in our words: %(summary)s")
        return shortened(text % {"provision": name, "summary": summary})
    if not titles:
        return _("%(provision)s: nothing published here cites it yet.") % {
            "provision": name
        }
    # Translators: provision is such as “PIPL, Art. 13”; the articles are those of this
    # site.
    text = _("%(provision)s – cases and articles here on it: %(titles)s")
    return shortened(
        text % {"provision": name, "titles": joined_titles(dict.fromkeys(titles))}
    )


def _provisions(law: Law) -> list[Provision]:
    """Return the articles on record with their cases, the newest text first."""
    rows = (
        law.provisions.select_related("version")
        .prefetch_related("texts")
        .annotate(
            cases_here=Count(
                "case_provisions__case",
                filter=Q(case_provisions__case__current_version__isnull=False),
                distinct=True,
            )
        )
        # said again, for what is counted has no order of its own
        .order_by("-is_newest", "-version__key", "number", "suffix")
    )[:PROVISIONS_SHOWN]
    for row in rows:
        row.law = law  # with its texts and versions, which their names need
    return list(rows)


def _cases_on_law(law: Law) -> QuerySet[Case]:
    uses = CaseProvision.objects.filter(provision__law=law)
    return Case.objects.published().filter(pk__in=uses.values("case")).for_listing()


def _cards_on(provision: Provision, role: ProvisionRole, language: str) -> list[Card]:
    """Return the cases with an article in a role, and one extra if there are more.

    Each has a note with the paragraphs and items of the article that it points to.
    """
    uses = CaseProvision.objects.filter(provision=provision, role=role)
    cases = Case.objects.published().filter(pk__in=uses.values("case")).for_listing()
    law, article = provision.law.slug, provision.article
    return [
        case_card(
            case,
            language,
            note=_text(places_in_article(case, law, article, role), language),
        )
        for case in _snapshots(cases[: CASES_SHOWN + 1])
    ]


def _snapshots(cases: Iterable[Case]) -> list[CaseShape]:
    return [
        cast(CaseShape, case.current_version.snapshot)
        for case in cases
        if case.current_version is not None
    ]


def _text(text: str, language: str) -> LanguageText:
    return LanguageText(text, language, language)
