"""The site as a server starts it, plus a view that prints one stored row."""

import django
from django.http import HttpRequest, HttpResponse
from django.urls import path

django.setup()

from articles.models import Rendering
from cjo import urls
from cjo.wsgi import application

__all__ = ["application"]


def row(_request: HttpRequest) -> HttpResponse:
    """Print one stored row and nothing else: the cost of Django itself."""
    return HttpResponse(Rendering.objects.values_list("plain_text").first())


urls.urlpatterns.insert(0, path("bench/row", row))
