"""Cache headers of public pages: validators, lifetime, surrogate keys."""

import datetime as dt
import hashlib
from collections.abc import Iterable

from django.http import HttpResponse
from django.utils.http import http_date

# Seconds for which a cache may show its copy without asking: short, because readers
# must see a correction soon
PUBLIC_SECONDS = 60


def public(
    response: HttpResponse,
    keys: Iterable[str],
    modified: dt.datetime | None = None,
) -> HttpResponse:
    """Make a response cacheable by everybody, with the surrogate keys of its content.

    The ETag is a hash of the bytes, so it also changes with a new template;
    ConditionalGetMiddleware turns it into a 304 (RFC 9110, 13). Pass `modified` only
    for content that never changes: a page also changes with its menu and foot.
    """
    response.headers["ETag"] = f'"{hashlib.sha256(response.content).hexdigest()[:32]}"'
    response.headers["Cache-Control"] = f"public, max-age={PUBLIC_SECONDS}"
    response.headers["Surrogate-Key"] = " ".join(dict.fromkeys(keys))
    if modified is not None:
        response.headers["Last-Modified"] = http_date(modified.timestamp())
    return response
