"""Addresses: absolute ones come from SITE_URL only, never from a request's Host."""

import re
from urllib.parse import quote

from django.conf import settings

from cjo.lib.languages import CODES, get_language

# ASCII that has a meaning of its own in a mailto: address (RFC 6068)
_TO_ESCAPE = re.compile(r"[^\w\-.~!$'()*,:@/\u0080-\U0010ffff]")
_PREFIX = re.compile(r"^/([a-z]{2}(?:-[a-z]{4})?)(?=/|$)")


def absolute(path: str) -> str:
    return f"{settings.SITE_URL}{path}"


def mail_to(address: str, **fields: str) -> str:
    """Return a `mailto:` link; what is not ASCII stands as it is, as URLs allow."""
    query = "&".join(
        f"{name}={_TO_ESCAPE.sub(lambda sign: quote(sign[0]), text)}"
        for name, text in fields.items()
    )
    return f"mailto:{address}?{query}"


def split_language(path: str) -> tuple[str | None, str]:
    """Return the language that a path's prefix names, if any, and the rest."""
    found = _PREFIX.match(path)
    if found is None or found[1] not in CODES:
        return None, path
    return found[1], path[found.end() :] or "/"


def localised(path: str, language: str) -> str:
    """Return the same address in another language."""
    _, bare = split_language(path)
    return f"{get_language(language).prefix}{bare}"
