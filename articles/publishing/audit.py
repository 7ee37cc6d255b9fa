"""The log of the acts of editors. No account can change it."""

from datetime import timedelta

from allauth.core import context
from django.conf import settings
from django.contrib.auth.models import User
from django.core.cache import cache
from django.db.models import Model
from django.utils import timezone

from articles.models import Act, AuditAddress, AuditEntry, Version
from cjo.lib.request_log import request_id

QUIET = 300  # seconds: whoever goes on trying must not fill the log


def log_version(by: User, version: Version) -> None:
    message = f"Published version {version.number} ({version.change_type}). "
    log(by, version.edition, Act.PUBLISHED, message + version.change_note)


def log(by: User | None, row: Model | None, act: Act, message: str = "") -> None:
    """Write down an act; `by` is None where nobody is signed in."""
    entry = AuditEntry.objects.create(
        user=by,
        username=by.get_username() if by else "",
        act=act,
        model=row._meta.label_lower if row else "",
        object_id=str(row.pk) if row and row.pk else "",
        object_name=str(row)[:200] if row else "",
        message=message,
        request_id=request_id.get(),
    )
    # a command has no request, and a socket of this machine no address
    if context.request and (address := context.request.META["REMOTE_ADDR"]):
        AuditAddress.objects.create(entry=entry, address=address)


def log_seldom(by: User | None, row: Model | None, act: Act, message: str) -> None:
    """Log an act that is repeated again and again only once in a while."""
    if cache.add(f"logged:{act}:{by and by.pk}:{row and row.pk}", True, QUIET):
        log(by, row, act, message)


def forget_addresses() -> int:
    """Delete the addresses that are older than they may be kept; return how many."""
    kept_since = timezone.now() - timedelta(days=settings.AUDIT_ADDRESS_DAYS)
    deleted, _rows = AuditAddress.objects.filter(entry__at__lt=kept_since).delete()
    return deleted
