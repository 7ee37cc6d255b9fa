"""Checks of web addresses written by others, before a page links them."""

import ipaddress
import re
from urllib.parse import urlsplit

_LABEL = re.compile(r"(?!-)[\w-]{1,63}(?<!-)")
# Names that lead nowhere, or into one's own network (RFC 6761, RFC 6762, RFC 8375)
_PRIVATE = frozenset(
    {"local", "localhost", "internal", "intranet", "lan", "home", "arpa", "invalid"}
)


def safe_address(url: str) -> str:
    """Return the address if a page may link it, else "".

    Refused are addresses with a user name or password, with characters that hide the
    target, or with a host in a private network.
    """
    if not url or any(not sign.isprintable() or sign in ' "<>\\^`{|}' for sign in url):
        return ""
    try:
        parts = urlsplit(url)
        host, _port = parts.hostname or "", parts.port
    except ValueError:
        return ""
    if parts.scheme not in ("http", "https") or "@" in parts.netloc:
        return ""
    return url if _is_public(host.removesuffix(".")) else ""


def _is_public(host: str) -> bool:
    # Decided by the name alone, without asking the DNS
    try:
        return ipaddress.ip_address(host).is_global
    except ValueError:
        labels = host.split(".")
    if len(labels) < 2 or not all(_LABEL.fullmatch(label) for label in labels):
        return False
    # a last label of digits is an IPv4 address in disguise (WHATWG URL, host parsing)
    return labels[-1] not in _PRIVATE and not re.match(r"\d|0x", labels[-1])
