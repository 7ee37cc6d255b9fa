"""Pictures as files: named by their hash, so they never change."""

import re

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from articles.pictures import path_of

_NAME = re.compile(r"([0-9a-f]{64})\.(jpg|png|webp)")
_CONTENT_TYPES = {"jpg": "image/jpeg", "png": "image/png", "webp": "image/webp"}


@require_safe
def media(request: HttpRequest, name: str) -> HttpResponse:
    named = _NAME.fullmatch(name)
    if named is None:
        raise Http404("Pictures are named by their hash.")
    digest, extension = named.groups()
    try:
        content = path_of(digest, extension).read_bytes()
    except OSError:
        raise Http404("No such picture is kept here.") from None
    response = HttpResponse(content, content_type=_CONTENT_TYPES[extension])
    response.headers["ETag"] = f'"{digest}"'
    response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
