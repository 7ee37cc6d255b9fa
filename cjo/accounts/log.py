"""Sign-ins in the audit log: the signals of Django, put into words."""

from typing import Any

from django.contrib.auth.models import User
from django.contrib.auth.signals import (
    user_logged_in,
    user_logged_out,
    user_login_failed,
)
from django.dispatch import receiver

from articles.models import Act
from articles.publishing import audit


@receiver(user_logged_in)
def _signed_in(user: User, **kwargs: Any) -> None:
    audit.log(user, None, Act.SIGNED_IN)


@receiver(user_logged_out)
def _signed_out(user: User | None, **kwargs: Any) -> None:
    if user is not None:
        audit.log(user, None, Act.SIGNED_OUT)


@receiver(user_login_failed)
def _not_signed_in(credentials: dict[str, Any], **kwargs: Any) -> None:
    # the name that was typed is not kept: people type passwords there by mistake
    account = User.objects.filter(username=credentials.get("username")).first()
    audit.log(None, account, Act.NOT_SIGNED_IN)
