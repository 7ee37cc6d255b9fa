"""The log of the acts of editors. No account can change it."""

from django.contrib.auth.models import User
from django.db.models import Model

from articles.models import Act, AuditEntry, Version


def log_version(by: User, version: Version) -> None:
    message = f"Published version {version.number} ({version.change_type}). "
    log(by, version.edition, Act.PUBLISHED, message + version.change_note)


def log(by: User | None, row: Model | None, act: Act, message: str = "") -> None:
    """Write down an act; `by` is None where nobody is signed in."""
    AuditEntry.objects.create(
        user=by,
        username=by.get_username() if by else "",
        act=act,
        model=row._meta.label_lower if row else "",
        object_id=str(row.pk) if row and row.pk else "",
        object_name=str(row)[:200] if row else "",
        message=message,
    )
