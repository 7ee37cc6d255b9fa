"""Addresses of the web that others gave us: which of them a page may link."""

import ipaddress
import re
from urllib.parse import urlsplit

_LABEL = re.compile(r"(?!-)[\w-]{1,63}(?<!-)")
# Names that lead nowhere, or into one's own network (RFC 6761, RFC 6762, RFC 8375)
_PRIVATE = frozenset(
    {"local", "localhost", "internal", "intranet", "lan", "home", "arpa", "invalid"}
)


def safe_address(url: str) -> str:
    """Return an address that a page may link, else nothing.

    Only what leads to a public host of the web by its name: nothing with a password,
    with signs that hide where it leads, or inside somebody's own network.
    """
    if not url or any(not one.isprintable() or one in ' "<>\\^`{|}' for one in url):
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
    """Tell whether a host can be reached by everybody, as far as its name says."""
    try:
        return ipaddress.ip_address(host).is_global
    except ValueError:
        labels = host.split(".")
    if len(labels) < 2 or not all(_LABEL.fullmatch(label) for label in labels):
        return False
    # a last label of digits is an IPv4 address in disguise (WHATWG URL, host parsing)
    return labels[-1] not in _PRIVATE and not re.match(r"\d|0x", labels[-1])
