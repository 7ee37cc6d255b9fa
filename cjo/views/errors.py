"""Error pages, pages in languages not ready, and forms that were not saved."""

import re

from django.contrib.auth.models import User
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent
from django.db.models import Q
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseNotAllowed,
)
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import Resolver404, resolve
from django.utils import translation
from django.utils.translation import gettext as _

from articles.middleware import moved
from articles.models import Act, Article, Edition
from articles.publishing import audit
from articles.views.languages import untranslated
from cjo.lib.languages import get_language
from cjo.lib.links import localised
from cjo.lib.page_meta import PageMeta

SHORT = 12  # characters; shorter values (a slug, a choice) are soon typed again
_SECRET = re.compile("^csrfmiddlewaretoken$|^state$|password")


def not_translated(request: HttpRequest, language: str, path: str) -> HttpResponse:
    """Explain in English that a language is not ready.

    Paths without a language, as the admin's, answer 404 under a prefix.
    """
    try:
        with translation.override(language):
            match = resolve(localised(path, language))
    except Resolver404:
        return moved(request) or not_found(request, Http404())
    article = None
    if match.url_name and match.url_name.startswith(("article", "page")):
        is_page = Q(kind=Article.Kind.PAGE)
        article = Article.objects.filter(
            is_page if match.url_name.startswith("page") else ~is_page,
            slug=match.kwargs["slug"],
            editions__in=Edition.objects.published(),
        ).first()
        if article is None:
            return moved(request) or not_found(request, Http404())
    return untranslated(request, get_language(language), path, article)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    if isinstance(exception, RequestDataTooBig | TooManyFieldsSent):
        return _plain_error("413.html", 413)  # RFC 9110, section 15.5.14
    return _plain_error("400.html", 400)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a form whose token belongs to another session."""
    # Only the desk has forms to post. Elsewhere the method is refused, with a token or
    # without (RFC 9110, section 15.5.6).
    if not request.path_info.startswith("/admin/"):
        return HttpResponseNotAllowed(["GET", "HEAD"])
    return not_saved(request)


def not_saved(request: HttpRequest) -> HttpResponse:
    """Show the texts of a form that was not saved, so that they can be copied."""
    texts = [
        value
        for name, values in request.POST.lists()
        for value in values
        if len(value) > SHORT and not _SECRET.search(name)
    ]
    context = {
        "page_meta": PageMeta(indexable=False),
        "page_title": _("Not saved"),
        "is_signed_out": not request.user.is_authenticated,
        "texts": texts,
    }
    return render(request, "403_csrf.html", context, status=403)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    if isinstance(request.user, User):
        message = f"{request.method} {request.path}: {exception}"
        audit.log(request.user, None, Act.REFUSED, message)
    context = {
        "page_meta": PageMeta(indexable=False),
        "page_title": _("Not allowed"),
        "reason": str(exception),
    }
    return render(request, "403.html", context, status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    context = {"page_meta": PageMeta(indexable=False), "page_title": _("Not found")}
    return render(request, "404.html", context, status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    return _plain_error("500.html", 500)


def _plain_error(template: str, status: int) -> HttpResponse:
    # Without context, and so without the database, which may be the cause
    return HttpResponse(render_to_string(template), status=status)
