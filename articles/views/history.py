"""History: every version of a text or record, also after it was withdrawn."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from articles.presentation.published import Find, Withdrawn, history_lines
from articles.views.withdrawn import published_view
from cjo.lib.caching import public
from cjo.lib.page_meta import PageMeta


@published_view
def history(request: HttpRequest, find: Find, slug: str) -> HttpResponse:
    # the history stays when the text is gone
    try:
        published = find(slug)
    except Withdrawn as withdrawn:
        published = withdrawn.published
    title, is_gone = published.title, published.version.is_withdrawal
    facts = {"title": title}
    description = _(
        "Every published version, with its date and the reason for each change: "
        "%(title)s"
    )
    context = {
        "page_meta": PageMeta(
            published.languages, indexable=False, description=description % facts
        ),
        # Translators: The title of a page: all published versions of an article; title
        # is that of the article.
        "page_title": _("History: %(title)s") % facts,
        "title": title,
        "url": "" if is_gone else published.url,
        "versions": history_lines(published.history(), with_entries=True),
    }
    response = render(request, "articles/history.html", context)
    return public(response, published.cache_keys)
