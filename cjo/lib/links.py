"""Addresses: absolute ones come from SITE_URL only, never from a request's Host."""

import re
from collections.abc import Collection
from urllib.parse import quote

from django.conf import settings

from cjo.lib.languages import CODES, get_language, ready_languages

# ASCII that has a meaning of its own in a mailto: address (RFC 6068)
_TO_ESCAPE = re.compile(r"[^\w\-.~!$'()*,:@/\u0080-\U0010ffff]")
_PREFIX = re.compile(r"^/([a-z]{2}(?:-[a-z]{4})?)(?=/|$)")

# Characters. No page has a longer address; those that lead nowhere may have any length
LONGEST_PATH = 300


def absolute(path: str) -> str:
    return f"{settings.SITE_URL}{path}"


def mail_to(address: str, **fields: str) -> str:
    # Letters outside ASCII stay as they are: a URL in HTML may hold them
    query = "&".join(
        f"{name}={_TO_ESCAPE.sub(lambda sign: quote(sign[0]), text)}"
        for name, text in fields.items()
    )
    return f"mailto:{address}?{query}"


def split_language(path: str) -> tuple[str | None, str]:
    """Return the language in a path's prefix, if it has one, and the rest."""
    prefix = _PREFIX.match(path)
    if prefix is None or prefix[1] not in CODES:
        return None, path
    return prefix[1], path[prefix.end() :] or "/"


def path_to_repeat(path: str) -> str:
    """Return a path for a page to print in its links; that of the front page if long.

    A page in twenty languages would else answer 8 KB with 160.
    """
    return path if len(path) <= LONGEST_PATH else "/"


def alternates_of(path: str, languages: Collection[str] | None) -> dict[str, str]:
    """Return the address in each ready language, as `hreflang` has it, by its tag.

    `languages` are those in which there is a page; None: in each. `x-default`, which
    readers of all other languages get, is the English page, if there is one.
    """
    addresses = {
        language.tag: absolute(localised(path, language.code))
        for language in ready_languages()
        if languages is None or language.code in languages
    }
    return addresses | ({"x-default": addresses["en"]} if "en" in addresses else {})


def localised(path: str, language: str) -> str:
    _, bare = split_language(path)
    return f"{get_language(language).prefix}{bare}"
