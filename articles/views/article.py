"""Reading: an article or page, its versions, its history."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import get_language as active_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles.models import Address, Article, Edition, Version
from articles.models.edition import EditionQuerySet
from articles.views.context import Shown, article_context, article_links, list_keys
from articles.views.languages import untranslated
from cjo.lib.caching import public
from cjo.lib.languages import get_language
from cjo.lib.links import split_language
from cjo.lib.page_meta import PageMeta


@require_safe
def article(request: HttpRequest, slug: str) -> HttpResponse:
    return _current(request, slug, _articles(), "articles/article.html")


@require_safe
def page(request: HttpRequest, slug: str) -> HttpResponse:
    return _current(request, slug, _pages(), "articles/page.html")


@require_safe
def version(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    return _version(request, slug, number, _articles())


@require_safe
def page_version(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    return _version(request, slug, number, _pages())


@require_safe
def history(request: HttpRequest, slug: str) -> HttpResponse:
    return _history(request, slug, _articles())


@require_safe
def page_history(request: HttpRequest, slug: str) -> HttpResponse:
    return _history(request, slug, _pages())


def find_edition(editions: EditionQuerySet, slug: str, language: str) -> Edition | None:
    """Return the edition of a work in a language, published once, maybe withdrawn.

    Raises Http404 if the work is unknown to readers; None if only this language is.
    """
    edition = editions.in_language(language).filter(article__slug=slug).first()
    if edition is None and not editions.filter(article__slug=slug).exists():
        raise Http404("Nothing was ever published at this address.")
    return edition


def find_readable(
    request: HttpRequest, editions: EditionQuerySet, slug: str
) -> tuple[Edition, Version] | HttpResponse:
    """Return the edition and its current Version, or the page that says why not."""
    edition = find_edition(editions, slug, active_language() or "en")
    if edition is None or edition.current_version is None:
        return missing(request, slug)
    if edition.is_withdrawn:
        return gone(request, edition)
    return edition, edition.current_version


def gone(
    request: HttpRequest, edition: Edition, withdrawal: Version | None = None
) -> HttpResponse:
    """Answer 410 with the reason: the newest Version's, or an earlier withdrawal's."""
    last = withdrawal or edition.current_version
    if last is None:
        raise Http404("Nothing was ever published at this address.")
    links = article_links(edition)
    context = {
        "page_meta": PageMeta([edition.language], indexable=False),
        "page_title": _("Withdrawn"),
        "title": last.title,
        "reason": last.change_note,
        "withdrawn_at": last.published_at,
        "history_url": links["history_url"],
    }
    response = render(request, "articles/gone.html", context, status=410)
    return public(response, edition.cache_keys)


def missing(request: HttpRequest, slug: str) -> HttpResponse:
    """Answer with the help page: the work has no text in this language."""
    owner = Address.objects.filter(space="a", slug=slug).values("object_id")[:1]
    wanted = get_language(active_language() or "en")
    work = Article.objects.filter(pk=owner).first()
    return untranslated(request, wanted, split_language(request.path_info)[1], work)


def _articles() -> EditionQuerySet:
    return _published_once().exclude(article__kind=Article.Kind.PAGE)


def _pages() -> EditionQuerySet:
    return _published_once().filter(article__kind=Article.Kind.PAGE)


def _published_once() -> EditionQuerySet:
    return Edition.objects.filter(current_version__isnull=False).for_reading()


def _current(
    request: HttpRequest, slug: str, editions: EditionQuerySet, template: str
) -> HttpResponse:
    found = find_readable(request, editions, slug)
    if isinstance(found, HttpResponse):
        return found
    edition, current = found
    shown = Shown.published(edition, current)
    context = article_context(request, shown)
    return public(
        render(request, template, context),
        [*edition.cache_keys, *list_keys(context, edition.language)],
    )


def _version(
    request: HttpRequest, slug: str, number: int, editions: EditionQuerySet
) -> HttpResponse:
    found = find_readable(request, editions, slug)
    if isinstance(found, HttpResponse):
        return found
    edition, current = found
    chosen = get_object_or_404(
        Version.objects.with_withdrawal().select_related(
            "rendering", "translated_from__edition__current_version"
        ),
        edition=edition,
        number=number,
    )
    if chosen.withdrawn:
        return gone(request, edition, Version.objects.withdrawal_of(chosen))
    context = {
        **article_context(request, Shown.published(edition, chosen)),
        "page_meta": PageMeta([edition.language], indexable=False),
        "is_current": chosen.pk == current.pk,
        "article_url": edition.get_absolute_url(),
    }
    return public(render(request, "articles/version.html", context), edition.cache_keys)


def _history(
    request: HttpRequest, slug: str, editions: EditionQuerySet
) -> HttpResponse:
    edition = find_edition(editions, slug, active_language() or "en")
    if edition is None or edition.current_version is None:
        return missing(request, slug)
    versions = list(
        Version.objects.filter(edition=edition)
        .with_withdrawal()
        .defer("canonical")
        .order_by("-number")
    )
    readable = edition.is_readable
    kind = "page" if edition.article.is_page else "article"
    rows = []
    for one in versions:
        has_pages = readable and not one.withdrawn
        arguments = [slug, one.number]
        rows.append(
            {
                "number": one.number,
                "published_at": one.published_at,
                "get_change_type_display": one.get_change_type_display(),
                "change_note": one.change_note,
                "hash": one.hash,
                "url": reverse(f"{kind}_version", args=arguments) if has_pages else "",
                "pdf_url": reverse("article_version_pdf", args=arguments)
                if has_pages and kind == "article"
                else "",
                "text_url": reverse("article_version_text", args=arguments)
                if has_pages and kind == "article"
                else "",
                "canonical_url": reverse(f"{kind}_version_canonical", args=arguments)
                if has_pages
                else "",
            }
        )
    title = edition.current_version.title
    context = {
        "page_meta": PageMeta([edition.language], indexable=False),
        "page_title": _("History of “%(title)s”") % {"title": title},
        "title": title,
        "article_url": edition.get_absolute_url() if readable else "",
        "versions": rows,
    }
    return public(render(request, "articles/history.html", context), edition.cache_keys)
