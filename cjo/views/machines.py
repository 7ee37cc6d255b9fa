"""Pages for machines: health check and robots.txt."""

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
    """Return `ok` if the database answers; an error becomes a 500."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    response = HttpResponse("ok\n", content_type="text/plain; charset=utf-8")
    # a copy in a cache would hide that the site is down
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
