"""Where an installation is found: its address and the proxy in front."""

from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning
from django.http.request import validate_host


def site_url_is_an_origin() -> list[CheckMessage]:
    parts = urlsplit(settings.SITE_URL)
    rest = parts.path or parts.query or parts.fragment
    if parts.scheme in ("http", "https") and parts.hostname and not rest:
        return []
    return [
        Error(
            f"SITE_URL is no address of a site: {settings.SITE_URL}",
            hint="Set it to scheme and host alone, such as https://observer.example.",
            id="cjo.E301",
        )
    ]


def site_host_is_allowed() -> list[CheckMessage]:
    if validate_host(settings.SITE_HOST, settings.ALLOWED_HOSTS):
        return []
    return [
        Error(
            f"ALLOWED_HOSTS lacks {settings.SITE_HOST}: every page would answer 400.",
            hint="Add the host of SITE_URL to ALLOWED_HOSTS, or do not set it.",
            id="cjo.E302",
        )
    ]


def proxy_is_named() -> list[CheckMessage]:
    if settings.HTTPS and not settings.BEHIND_PROXY:
        message = "With https in SITE_URL, every page leads to itself for ever."
        hint = "Put nginx in front (deploy/nginx.conf) and set BEHIND_PROXY=true."
        return [Warning(message, hint=hint, id="cjo.W303")]
    if settings.BEHIND_PROXY and not settings.TRUSTED_PROXIES:
        message = "All readers count as one where sign-ins are throttled."
        hint = "Name the proxy in TRUSTED_PROXIES, such as 127.0.0.1."
        return [Warning(message, hint=hint, id="cjo.W303")]
    return []


def contact_is_ours() -> list[CheckMessage]:
    if not settings.HTTPS or not settings.CONTACT_EMAIL.endswith("@example.org"):
        return []
    message = "“Report an error” writes to an address that does not exist."
    return [Warning(message, hint="Set CONTACT_EMAIL.", id="cjo.W304")]
