"""The help page: this text does not exist in the language asked for."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from articles.models import Address, Article, Edition
from articles.presentation.description import shortened
from cjo.lib.languages import Language, get_language, page_language, ready_languages
from cjo.lib.links import localised, path_to_repeat, split_language
from cjo.lib.locales import language_names
from cjo.lib.page_meta import PageMeta


def not_in_language(request: HttpRequest, slug: str) -> HttpResponse:
    """Answer for a text that has no version in the language of the page."""
    owner = Address.objects.filter(space="a", slug=slug).values("object_id")[:1]
    article = Article.objects.filter(pk=owner).first()
    path = split_language(request.path_info)[1]
    return untranslated(request, get_language(page_language()), path, article)


def untranslated(
    request: HttpRequest, wanted: Language, path: str, article: Article | None
) -> HttpResponse:
    """Answer 404, name the language by its own name, and link what exists.

    `path` is the address without a language; `article` is the one there, if known.
    """
    editions = list(
        Edition.objects.open()
        .filter(article=article)
        .select_related("current_version")
        .defer("current_version__canonical")
        if article
        else []
    )
    own = page_language()
    order = {own: 0, "en": 1}
    editions.sort(key=lambda edition: order.get(edition.language, 2))
    existing = (
        [get_language(edition.language) for edition in editions]
        if article
        else ready_languages()
    )
    path = path_to_repeat(path)
    version = editions[0].current_version if editions else None
    # as the language of the sentence writes it: “français” is no “Français”
    name = language_names([wanted.code], own)
    context = {
        "page_meta": PageMeta(
            [language.code for language in existing],
            indexable=False,
            description=shortened(version.abstract) if version else "",
        ),
        # Translators: The title of a page; language is a name of a language as the
        # page’s language writes it, in its basic form.
        "page_title": _("Not in %(language)s yet") % {"language": name},
        "wanted": wanted,
        "wanted_name": name,
        "title": version.title if version else "",
        "title_language": version.language if version else "",
        "abstract": version.abstract if version else "",
        "translations": [
            {
                "url": localised(path, language.code),
                "code": language.code,
                "tag": language.tag,
                "endonym": language.endonym,
            }
            for language in existing
        ],
    }
    response = render(request, "articles/untranslated.html", context, status=404)
    response.headers["Cache-Control"] = "public, max-age=60"
    return response
