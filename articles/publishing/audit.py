"""The log of what editors do, which the desk cannot change."""

from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.models import User
from django.db.models import Model

from articles.models import Version


def log_version(by: User, version: Version) -> None:
    told = f"Published version {version.number} ({version.change_type}). "
    log(by, version.edition, CHANGE, told + version.change_note)


def log(by: User, row: Model, flag: int, message: str) -> None:
    """Write down what somebody did at the desk."""
    LogEntry.objects.log_actions(
        by.pk,
        [row],
        flag,
        change_message=message,
        single_object=True,
    )
