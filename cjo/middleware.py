"""Middlewares: compression, security headers, caches, the language from the path."""

import re
from collections.abc import Callable
from contextlib import suppress
from ipaddress import ip_address, ip_network
from uuid import uuid4

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from django.utils import translation

from cjo.lib.languages import get_language
from cjo.lib.links import split_language
from cjo.lib.request_log import request_id

GetResponse = Callable[[HttpRequest], HttpResponse]

# No more than that: it is written into the log
_ID = re.compile(r"[A-Za-z0-9-]{8,64}")
# `connect-src` is for tools that fetch robots.txt from within a page
READER_POLICY = (
    "default-src 'none'; img-src 'self'; style-src 'self'; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
# Django's own admin loads its scripts from here; a preview of a picture is `data:`
DESK_POLICY = (
    "default-src 'self'; img-src 'self' data:; form-action 'self'; "
    "base-uri 'none'; object-src 'none'; frame-ancestors 'none'"
)
# Paths that have no language: no prefix and no translation
WITHOUT_LANGUAGE = ("/admin", "/static", "/media", "/preview", "/healthz", "/readyz")


class RequestIdMiddleware:
    """Give each request an id, for the lines of the log; a proxy's own is kept.

    It is not in answers that a cache may keep: it would be that of another reader.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        sent = request.headers.get("X-Request-ID", "") if settings.BEHIND_PROXY else ""
        request_id.set(sent if _ID.fullmatch(sent) else uuid4().hex)
        response = self.get_response(request)
        if "public" not in response.get("Cache-Control", ""):
            response.headers["X-Request-ID"] = request_id.get()
        return response


class ClientAddressMiddleware:
    """Put the reader's own address in place of that of a proxy which is trusted.

    Each proxy appends the address that it saw: read from the right, the first one that
    is no proxy of ours is as far as anybody can be believed.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response
        self.proxies = [ip_network(name) for name in settings.TRUSTED_PROXIES]

    def __call__(self, request: HttpRequest) -> HttpResponse:
        forwarded = request.META.pop("HTTP_X_FORWARDED_FOR", "").split(",")
        # a proxy may write a word, such as "unknown", where it knows no address
        with suppress(ValueError):
            while forwarded and self._is_ours(request.META["REMOTE_ADDR"]):
                address = ip_address(forwarded.pop().strip())
                request.META["REMOTE_ADDR"] = str(address)
        return self.get_response(request)

    def _is_ours(self, address: str) -> bool:
        return any(ip_address(address) in network for network in self.proxies)


class _Unpadded(GZipMiddleware):
    max_random_bytes = 0


class CompressionMiddleware(GZipMiddleware):
    """Compress answers; pad those alone that could contain a secret.

    Django adds up to 100 bytes of padding, so that nobody can guess a token from the
    length of an answer (BREACH). What everybody may keep contains no secret, and is
    the same bytes each time.
    """

    def __init__(self, get_response: GetResponse) -> None:
        super().__init__(get_response)
        self._unpadded = _Unpadded(get_response)

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        if "public" in response.headers.get("Cache-Control", ""):
            return self._unpadded.process_response(request, response)
        return super().process_response(request, response)


class SecurityHeadersMiddleware:
    # The policy is constant: a page in a cache cannot have a nonce
    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        desk = request.path_info.startswith("/admin/")
        response.headers.setdefault(
            "Content-Security-Policy", DESK_POLICY if desk else READER_POLICY
        )
        response.headers.setdefault(
            "Permissions-Policy", "camera=(), geolocation=(), microphone=()"
        )
        if response.status_code == 304:
            # Django counts its own bytes; RFC 9110, 8.6, means those of the page
            del response.headers["Content-Length"]
        return response


class SignedInMiddleware:
    """Let the browser of a signed-in user keep no page: it would show an old state.

    Browsers go back to any page that they keep, however old; only `no-store` makes
    them ask again (RFC 9111, 5.2.2.5 and 6). The bytes are the same for everybody.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        # the cookie alone, without a query for its session
        signed_in = settings.SESSION_COOKIE_NAME in request.COOKIES
        # a file named by its hash never changes
        if signed_in and "immutable" not in response.get("Cache-Control", ""):
            response.headers["Cache-Control"] = "private, no-store"
        return response


class PathLanguageMiddleware:
    """Take the language from the path alone.

    Django's LocaleMiddleware asks the browser too, and so adds
    `Vary: Accept-Language` to every English page.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        code, rest = split_language(request.path_info)
        if code == settings.LANGUAGE_CODE:
            query = request.META.get("QUERY_STRING", "")
            # "//host" would lead to another site
            target = rest if not rest.startswith("//") else "/"
            return HttpResponsePermanentRedirect(
                f"{target}?{query}" if query else target
            )
        language = code or settings.LANGUAGE_CODE
        if not get_language(language).is_ready:
            # imported here: views see every app, and apps load after middleware
            from cjo.views.errors import not_translated

            with translation.override(settings.LANGUAGE_CODE):
                setattr(request, "LANGUAGE_CODE", settings.LANGUAGE_CODE)  # noqa: B010
                return not_translated(request, language, rest)
        with translation.override(language):
            setattr(request, "LANGUAGE_CODE", language)  # noqa: B010
            response = self.get_response(request)
        if not request.path_info.startswith(WITHOUT_LANGUAGE):
            response.headers.setdefault("Content-Language", get_language(language).tag)
        return response
