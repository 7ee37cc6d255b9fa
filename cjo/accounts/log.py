"""Sign-ins in the audit log: the signals of Django and allauth, put into words."""

from typing import Any

from allauth.account.signals import password_changed, password_reset, password_set
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import (
    authentication_failed,
    authenticator_added,
    authenticator_removed,
    authenticator_reset,
)
from django.contrib.auth.models import User
from django.contrib.auth.signals import (
    user_logged_in,
    user_logged_out,
    user_login_failed,
)
from django.dispatch import receiver

from articles.models import Act
from articles.publishing import audit


def secured(user: User, message: str, *, by: User | None = None) -> None:
    audit.log(by, user, Act.SECURED, message)


def throttled(credentials: dict[str, Any]) -> None:
    if account := _account(credentials):
        audit.log_seldom(None, account, Act.NOT_SIGNED_IN, "Too many attempts.")


def _account(credentials: dict[str, Any]) -> User | None:
    # the name that was typed is not kept: people type passwords there by mistake
    return User.objects.filter(username=credentials.get("username")).first()


@receiver(user_logged_in)
def _signed_in(user: User, **kwargs: Any) -> None:
    audit.log(user, None, Act.SIGNED_IN)
    audit.forget_addresses()


@receiver(user_logged_out)
def _signed_out(user: User | None, **kwargs: Any) -> None:
    if user is not None:
        audit.log(user, None, Act.SIGNED_OUT)


@receiver(user_login_failed)
def _not_signed_in(credentials: dict[str, Any], **kwargs: Any) -> None:
    audit.log(None, _account(credentials), Act.NOT_SIGNED_IN, "Wrong password.")


@receiver(authentication_failed)
def _wrong_factor(user: User, **kwargs: Any) -> None:
    audit.log(None, user, Act.NOT_SIGNED_IN, "Wrong second factor.")


@receiver(authenticator_added)
def _factor_added(user: User, authenticator: Authenticator, **kwargs: Any) -> None:
    secured(user, f"Added: {authenticator.get_type_display()}.", by=user)


@receiver(authenticator_removed)
def _factor_removed(user: User, authenticator: Authenticator, **kwargs: Any) -> None:
    secured(user, f"Removed: {authenticator.get_type_display()}.", by=user)


@receiver(authenticator_reset)
def _factor_reset(user: User, authenticator: Authenticator, **kwargs: Any) -> None:
    secured(user, f"Made anew: {authenticator.get_type_display()}.", by=user)


@receiver([password_changed, password_set])
def _password_changed(user: User, **kwargs: Any) -> None:
    secured(user, "Changed the password.", by=user)


@receiver(password_reset)
def _password_reset(user: User, **kwargs: Any) -> None:
    secured(user, "Chose a new password by the link in a mail.")
