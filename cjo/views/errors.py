"""Error pages, pages in languages not ready, and forms that were not saved."""

import sys

from django.conf import settings
from django.contrib.auth.models import User
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent
from django.db import InterfaceError, OperationalError
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
from django.utils.encoding import escape_uri_path
from django.utils.translation import gettext as _

from articles.models import Act, Article, Edition
from articles.publishing import audit
from articles.views.former_addresses import moved
from articles.views.languages import untranslated
from cjo.lib.languages import get_language
from cjo.lib.links import localised
from cjo.lib.page_meta import PageMeta
from cjo.lib.request_log import request_id
from cjo.views.unsaved import (
    LARGEST_FORM,
    holds_words,
    not_saved,
    too_large,
    words_of_large_form,
)

RETRY_AFTER = 10  # seconds


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
        # RFC 9110, section 15.5.14. Whoever has no account gets none of it back: it
        # may be very long.
        is_known = holds_words(request) and isinstance(request.user, User)
        if is_known and (sent := words_of_large_form(request)):
            return too_large(request, sent)
        most = settings.DATA_UPLOAD_MAX_NUMBER_FIELDS
        return _plain_error("413.html", 413, megabytes=LARGEST_FORM, fields=most)
    return _plain_error("400.html", 400)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a form whose token belongs to another session."""
    # Only the desk has forms to post. Elsewhere the method is refused, with a token or
    # without (RFC 9110, section 15.5.6).
    if not request.path_info.startswith("/admin/"):
        return HttpResponseNotAllowed(["GET", "HEAD"])
    if not isinstance(request.user, User):
        return signed_out(request)
    audit.log_seldom(request.user, None, Act.REFUSED, _refusal(request, reason))
    reason = _(
        "Your sign-in has changed since the page was opened: you may have signed out "
        "and in again, in another tab perhaps. If you see this each time, your browser "
        "keeps no cookie of this site: the desk needs one."
    )
    return not_saved(request, reason, status=403)


def signed_out(request: HttpRequest) -> HttpResponse:
    reason = _("You are signed out. Sign in in another tab.")
    return not_saved(request, reason, status=403, is_signed_out=True)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    if isinstance(request.user, User):
        audit.log(request.user, None, Act.REFUSED, _refusal(request, str(exception)))
    if holds_words(request):
        return not_saved(request, str(exception), status=403)
    context = {
        "page_meta": PageMeta(indexable=False),
        "page_title": _("Not allowed"),
        "reason": str(exception),
    }
    return render(request, "403.html", context, status=403)


def _refusal(request: HttpRequest, reason: str) -> str:
    return f"{request.method} {escape_uri_path(request.path)}: {reason}"


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    if holds_words(request):
        reason = _("This is no longer there: somebody may have deleted it meanwhile.")
        return not_saved(request, reason, status=404)
    context = {"page_meta": PageMeta(indexable=False), "page_title": _("Not found")}
    return render(request, "404.html", context, status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer what no view caught; 503 where the database did not answer in time."""
    # Django calls this while it handles the exception, and hands over only the request
    if isinstance(sys.exception(), OperationalError | InterfaceError):
        reason = _("The database does not answer, or others save too much at once.")
        response = _failed(request, reason, 503)
        response.headers["Retry-After"] = str(RETRY_AFTER)  # RFC 9110, 10.2.3
        return response
    reason = _("Something went wrong on our side. The error has been logged.")
    return _failed(request, reason, 500)


def _failed(request: HttpRequest, reason: str, status: int) -> HttpResponse:
    if holds_words(request):
        return not_saved(request, reason, status=status)
    return _plain_error(f"{status}.html", status)


def _plain_error(template: str, status: int, **limits: int) -> HttpResponse:
    # Without the request, and so without the database, which may be the cause
    context = {"request_id": request_id.get(), **limits}
    return HttpResponse(render_to_string(template, context), status=status)
