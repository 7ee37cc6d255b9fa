"""After a 404: former slugs, whole addresses of the followed site, stray slashes."""

import re
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.urls import is_valid_path

from articles.models import Address, PathRedirect
from cjo.lib.languages import get_language
from cjo.lib.links import split_language

# The spaces of Address, and what may follow a slug
_FORMER = re.compile(
    r"^/(a|p|t|contributors|cases/collections|cases/overviews|cases|courts|laws)"
    r"/([a-z0-9-]{1,200})((?:[./].*)?)$"
)
LONGEST = 600  # characters of a path that is looked up
_SPACE = {"p": "a"}  # articles and pages share one


class FormerAddressMiddleware:
    """Lead an old address to the new one; looked up only after a 404."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code != 404:
            return response
        return moved(request) or response


def moved(request: HttpRequest) -> HttpResponse | None:
    """Return what leads to where an address is now; None if it is nowhere."""
    path = request.path_info
    if request.method not in ("GET", "HEAD") or len(path) > LONGEST:
        return None
    target = new_path(path)
    if target is None or target == path:
        return None
    query = request.META.get("QUERY_STRING", "")
    return HttpResponsePermanentRedirect(f"{target}?{query}" if query else target)


def new_path(path: str) -> str | None:
    """Return where an address leads now; None if it never led anywhere."""
    if "\x00" in path:
        return None
    language, bare = split_language(path)
    prefix = get_language(language).prefix if language else ""
    whole = PathRedirect.objects.filter(old_path=bare).first()
    if whole is not None:
        return f"{prefix}{whole.new_path}"
    turned = path.rstrip("/") if path.endswith("/") else f"{path}/"
    # the admin answers under any address: a slash taken away would be put back
    loops = path.startswith("/admin/") and path.endswith("/")
    if not loops and not turned.startswith("//") and turned and is_valid_path(turned):
        return turned
    found = _FORMER.match(bare)
    if found is None:
        return None
    space, slug, rest = found.groups()
    current = Address.objects.current_slug(_SPACE.get(space, space), slug)
    if current is None or current == slug:
        return None
    return f"{prefix}/{space}/{current}{rest}"
