"""The request for a page: the parts that decide the answer, and no others."""

from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from typing import Any
from urllib.parse import parse_qsl, urlencode

from django.conf import settings
from django.http.request import split_domain_port, validate_host

# All that any view reads; others are dropped, so that they make no page of their own
PARAMETERS = frozenset(
    {
        *("p", "before", "after", "q", "kind"),
        *("court", "cause", "year", "level", "province", "provision", "outcome"),
        *("collection", "certainty", "sort"),
    }
)
LONGEST_PATH = 1000  # characters
LONGEST_QUERY = 4000
_MOST_FIELDS = 50
# The desk and the probes of a machine say how things are now; files have a server
_NEVER_STORED = ("/admin", "/preview", "/static/", "/healthz", "/readyz")


@dataclass(frozen=True, slots=True)
class PageRequest:
    """The key of a stored page; `path` is as WSGI gives it (PEP 3333)."""

    path: str
    query: str
    is_secure: bool

    def environ(self, sent: dict[str, Any]) -> dict[str, Any]:
        """Return the environment of a request that asks for this page and no more.

        Cookies, languages and conditions of one reader must not be in the page that
        others get. Of those `sent`, the host and the address of the client are kept.
        """
        scheme = "https" if self.is_secure else "http"
        environ = {
            "REQUEST_METHOD": "GET",
            "SCRIPT_NAME": "",
            "PATH_INFO": self.path,
            "QUERY_STRING": self.query,
            "SERVER_PROTOCOL": "HTTP/1.1",
            "SERVER_NAME": settings.SITE_HOST,
            "SERVER_PORT": "443" if self.is_secure else "80",
            "REMOTE_ADDR": sent.get("REMOTE_ADDR") or "127.0.0.1",
            "HTTP_HOST": sent.get("HTTP_HOST") or settings.SITE_HOST,
            "HTTP_ACCEPT_ENCODING": "identity",
            "HTTP_X_FORWARDED_PROTO": scheme,
            "CONTENT_LENGTH": "0",
            "wsgi.version": (1, 0),
            "wsgi.url_scheme": scheme,
            "wsgi.input": BytesIO(),
            "wsgi.errors": sent.get("wsgi.errors"),
            "wsgi.multithread": True,
            "wsgi.multiprocess": True,
            "wsgi.run_once": False,
        }
        for name in ("HTTP_X_REQUEST_ID", "HTTP_X_FORWARDED_FOR"):
            if name in sent:
                environ[name] = sent[name]
        return environ


def page_request(environ: dict[str, Any]) -> PageRequest | None:
    """Return the page that a request asks for; None where Django has to answer."""
    path = environ["PATH_INFO"]
    if (
        environ["REQUEST_METHOD"] not in ("GET", "HEAD")
        or environ.get("CONTENT_LENGTH") not in (None, "", "0")
        or "HTTP_TRANSFER_ENCODING" in environ
        or len(path) > LONGEST_PATH
        or path.startswith(_NEVER_STORED)
        or settings.SESSION_COOKIE_NAME in environ.get("HTTP_COOKIE", "")
        or not _is_allowed(environ.get("HTTP_HOST", "")[:300])
    ):
        return None
    is_secure = _is_secure(environ)
    if settings.SECURE_SSL_REDIRECT and not is_secure:
        return None
    query = environ.get("QUERY_STRING", "")
    if query:
        if len(query) > LONGEST_QUERY:
            return None
        try:
            query = canonical_query(query)
        except ValueError:  # more fields than any form of ours has
            return None
    return PageRequest(path, query, is_secure)


def canonical_query(query: str) -> str:
    """Return the known parameters alone, in one order; the last of each counts."""
    fields = parse_qsl(query, keep_blank_values=True, max_num_fields=_MOST_FIELDS)
    known = {name: value for name, value in fields if name in PARAMETERS}
    return urlencode(sorted(known.items()))


@lru_cache(maxsize=1000)
def _is_allowed(host: str) -> bool:
    domain, _port = split_domain_port(host)
    return bool(domain) and validate_host(domain, settings.ALLOWED_HOSTS)


def _is_secure(environ: dict[str, Any]) -> bool:
    if settings.BEHIND_PROXY:
        return str(environ.get("HTTP_X_FORWARDED_PROTO")) == "https"
    return bool(environ["wsgi.url_scheme"] == "https")
