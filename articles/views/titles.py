"""The archive of titles: one quiet list with a link out for each."""

from django.db.models import Case, IntegerField, Value, When
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles.models import Article, Edition
from articles.presentation.titles import archive_titles
from articles.publishing.list_counts import TITLES, languages_with_titles
from cjo.lib.caching import public
from cjo.lib.languages import page_language
from cjo.lib.page_meta import PageMeta


@require_safe
def titles(request: HttpRequest) -> HttpResponse:
    """Show all titles; those that are not in the page's language, in English."""
    language = page_language()
    own_last = Case(
        When(language=language, then=Value(1)),
        default=Value(0),
        output_field=IntegerField(),
    )
    editions = Edition.objects.filter(
        # by their keys, as in `titles`
        article__in=Article.objects.filter(kind=Article.Kind.LISTING),
        listed_on__isnull=False,
        language__in={language, "en"},
    ).order_by(own_last, "-listed_on", "pk")
    rows = archive_titles(editions)
    context = {
        "page_meta": PageMeta(
            alternates=languages_with_titles(),
            indexable=bool(rows),
            description=_(
                "Articles that China Justice Observer published and of which this site "
                "has the title alone, with a link to each where its address is known."
            ),
        ),
        "page_title": _("From the archive of China Justice Observer"),
        "titles": rows,
    }
    keys = {f"{TITLES}-{language}", f"{TITLES}-en"}
    return public(render(request, "articles/titles.html", context), sorted(keys))
