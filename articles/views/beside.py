"""Beside: a text in the language of the page and in another, passage by passage."""

from collections.abc import Callable

from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponsePermanentRedirect,
)
from django.shortcuts import render
from django.utils.translation import gettext as _

from articles.models import Edition
from articles.presentation.beside import Side, behind_sentence, side_by_side
from articles.views.around import beside_line, languages_of
from articles.views.languages import untranslated
from articles.views.lookup import PublishedEdition
from articles.views.withdrawn import published_view
from cjo.lib.caching import public
from cjo.lib.languages import CODES, get_language, page_language
from cjo.lib.locales import language_names
from cjo.lib.page_meta import PageMeta


@published_view
def beside(
    request: HttpRequest,
    find: Callable[[str], PublishedEdition],
    slug: str,
    language: str,
) -> HttpResponse:
    published = find(slug)
    article = published.edition.article
    if language not in CODES or article.is_listing:
        raise Http404("There is no such text to put beside this one.")
    if language == page_language():
        # the menu of languages leads here from the text beside this language
        return HttpResponsePermanentRedirect(published.url)
    other = _open(published, language)
    if other is None:
        path = article.get_absolute_url()
        return untranslated(request, get_language(language), path, article)
    languages = languages_of(article)
    others = [code for code in languages if code not in (page_language(), language)]
    first, second = Side(published.version), Side(other.version)
    title = first.version.title
    names = language_names([page_language(), language], page_language())
    # Translators: {languages} is a list of two names of languages as the page’s
    # language writes it, in their basic form; {title} is the title of an article.
    description = _("{title}: the text in two languages, side by side ({languages})")
    context = {
        "page_meta": PageMeta(
            languages=languages,
            indexable=False,
            form_of=published.url,
            description=description.format(title=title, languages=names),
        ),
        # Translators: The title of a page that shows an article in two languages.
        "page_title": _("Side by side: %(title)s") % {"title": title},
        "sides": [first, second],
        "first": first,
        "second": second,
        "text": side_by_side(first.version, second.version),
        "others_line": beside_line(published.edition, others),
        "behind": behind_sentence(first.version, second.version),
    }
    response = render(request, "articles/beside.html", context)
    return public(response, [*published.cache_keys, *other.cache_keys])


def _open(published: PublishedEdition, language: str) -> PublishedEdition | None:
    """Return the same work in another language, if readers can open it."""
    editions = Edition.objects.open().filter(article=published.edition.article)
    edition = editions.in_language(language).for_reading().first()
    version = edition.current_version if edition else None
    if edition is None or version is None:
        return None
    version.edition = edition  # saves the query for it
    return PublishedEdition(edition, version)
