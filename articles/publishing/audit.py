"""The log of the acts of editors. The desk has no way to change it."""

from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.models import User
from django.db.models import Model

from articles.models import Version


def log_version(by: User, version: Version) -> None:
    message = f"Published version {version.number} ({version.change_type}). "
    log(by, version.edition, CHANGE, message + version.change_note)


def log(by: User, row: Model, flag: int, message: str) -> None:
    # the table of Django, which its own history pages read
    LogEntry.objects.log_actions(
        by.pk,
        [row],
        flag,
        change_message=message,
        single_object=True,
    )
