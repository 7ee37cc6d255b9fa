"""Pages for machines: whether the site is alive and ready, and robots.txt."""

from django.core.checks import ERROR
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from cjo.doctor import database, files
from cjo.doctor.examination import examine
from cjo.lib.caching import public
from cjo.lib.links import absolute

_READINESS = {
    "database": database.answers,
    "migrations": database.migrations_are_applied,
    "disk": files.disk_has_room,
    "backup": files.last_backup_is_recent,
}


@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """Return `ok` if the server is alive, whatever its database does."""
    response = HttpResponse("ok\n", content_type="text/plain; charset=utf-8")
    # a copy in a cache would hide that the site is down
    response.headers["Cache-Control"] = "no-store"
    return response


@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    """Return each check, with 503 if readers cannot be served.

    An old backup stops no reader: it is named, and the site stays ready.
    """
    messages = {name: examine(each) for name, each in _READINESS.items()}
    ready = all(
        message.level < ERROR for found in messages.values() for message in found
    )
    checks = {
        name: {"ok": not found, "problems": [message.msg for message in found]}
        for name, found in messages.items()
    }
    status = 200 if ready else 503
    response = JsonResponse({"ready": ready, "checks": checks}, status=status)
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
