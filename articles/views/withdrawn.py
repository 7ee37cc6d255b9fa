"""410 Gone: the page of a withdrawn text or record, with the reason."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from articles.presentation.description import shortened
from articles.presentation.published import (
    NotInLanguage,
    Published,
    Withdrawn,
    history_lines,
)
from articles.views.languages import not_in_language
from cjo.lib.caching import public
from cjo.lib.page_meta import PageMeta

Asked = ParamSpec("Asked")
View = Callable[Concatenate[HttpRequest, Asked], HttpResponse]


def published_view(view: View[Asked]) -> View[Asked]:
    """Allow only safe methods (RFC 9110, 9.2.1), and answer the errors of a lookup."""

    @require_safe
    @wraps(view)
    def answer(
        request: HttpRequest, /, *args: Asked.args, **kwargs: Asked.kwargs
    ) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except Withdrawn as withdrawn:
            return gone(request, withdrawn.published)
        except NotInLanguage as missing:
            return not_in_language(request, missing.slug)

    return answer


def gone(request: HttpRequest, withdrawn: Published) -> HttpResponse:
    context = {
        "page_meta": PageMeta(
            withdrawn.languages,
            indexable=False,
            description=shortened(withdrawn.note),
        ),
        # Translators: Stands for the title of a text or record that is no longer
        # published.
        "page_title": pgettext("a text or a record", "Withdrawn"),
        "title": withdrawn.title,
        "reason": withdrawn.note,
        "withdrawn_at": withdrawn.version.published_at,
        "history_url": withdrawn.history_url,
        "versions": history_lines(withdrawn.history()),
    }
    response = render(request, "articles/gone.html", context, status=410)
    return public(response, withdrawn.cache_keys)
