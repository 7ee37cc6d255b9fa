"""The site as a server starts it, plus a bare page and the id of the worker."""

import os
from collections.abc import Callable, Iterable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import path

from cjo.wsgi import application as _site


def row(request: HttpRequest) -> HttpResponse:
    """Print one stored row and nothing else: the cost of Django itself."""
    from articles.models import Rendering

    return HttpResponse(Rendering.objects.values_list("plain_text").first())


def _add_row() -> None:
    from cjo import urls

    urls.urlpatterns.insert(0, path("bench/row", row))


_add_row()
assert settings.configured


def application(
    environ: dict[str, Any], start_response: Callable[..., Any]
) -> Iterable[bytes]:
    def start(status: str, headers: list[tuple[str, str]], *rest: Any) -> Any:
        return start_response(status, [*headers, ("X-Worker", str(os.getpid()))], *rest)

    answer: Iterable[bytes] = _site(environ, start)
    return answer
