"""Answers for machines: health and robots."""

from django.db import connection
from django.http import (
    HttpRequest,
    HttpResponse,
)
from django.views.decorators.http import require_safe

from cjo.lib.caching import public
from cjo.lib.links import absolute


@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """Answer `ok` where the database answers; what it says is for machines."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    response = HttpResponse("ok\n", content_type="text/plain; charset=utf-8")
    response.headers["Cache-Control"] = "no-store"
    return response


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    lines = [
        "User-agent: *",
        "Disallow: /admin/",
        "Disallow: /preview/",
        f"Sitemap: {absolute('/sitemap.xml')}",
    ]
    response = HttpResponse(
        "\n".join(lines) + "\n", content_type="text/plain; charset=utf-8"
    )
    return public(response, ["robots"])
