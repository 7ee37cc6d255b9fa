"""Redirects after a 404: former slugs, addresses of the old site, stray slashes."""

import re
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.urls import is_valid_path

from articles.models import Address, PathRedirect
from cjo.lib.languages import get_language
from cjo.lib.links import split_language

# A space of Address, a slug, and the rest of the path
_FORMER = re.compile(
    r"^/(a|p|t|contributors|cases/collections|cases/overviews|cases|courts|laws)"
    r"/([a-z0-9-]{1,200})((?:[./].*)?)$"
)
LONGEST = 600  # characters; longer paths were never ours
_SPACE = {"p": "a"}  # articles and pages share a space


class FormerAddressMiddleware:
    # After the view and not before it, so that pages that exist cost no query
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code != 404:
            return response
        return moved(request) or response


def moved(request: HttpRequest) -> HttpResponse | None:
    """Return a redirect to the new address; None if there is none."""
    path = request.path_info
    if request.method not in ("GET", "HEAD") or len(path) > LONGEST:
        return None
    target = new_path(path)
    if target is None or target == path:
        return None
    query = request.META.get("QUERY_STRING", "")
    return HttpResponsePermanentRedirect(f"{target}?{query}" if query else target)


def new_path(path: str) -> str | None:
    """Return the new path for an old one; None if it is unknown."""
    if "\x00" in path:  # PostgreSQL refuses it in a query
        return None
    language, bare = split_language(path)
    prefix = get_language(language).prefix if language else ""
    redirect = PathRedirect.objects.filter(old_path=bare).first()
    if redirect is not None:
        return f"{prefix}{redirect.new_path}"
    turned = path.rstrip("/") if path.endswith("/") else f"{path}/"
    # the admin answers under any address: a slash taken away would be put back
    loops = path.startswith("/admin/") and path.endswith("/")
    if not loops and not turned.startswith("//") and turned and is_valid_path(turned):
        return turned
    former = _FORMER.match(bare)
    if former is None:
        return None
    space, slug, rest = former.groups()
    current = Address.objects.current_slug(_SPACE.get(space, space), slug)
    if current is None or current == slug:
        return None
    return f"{prefix}/{space}/{current}{rest}"
