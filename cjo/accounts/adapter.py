"""How allauth is used here: nobody signs up, and addresses come from SITE_URL."""

import fcntl
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.usersessions.adapter import DefaultUserSessionsAdapter
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse

from cjo.accounts import encryption, log
from cjo.lib.links import absolute


@contextmanager
def comparing() -> Iterator[bool]:
    """Hold the machine’s one turn to compare a password; yield False if it is taken.

    Nobody waits for it: that would hold a thread that readers need. A file is shared by
    all processes, and the system gives the turn back when a process dies.
    """
    with (settings.VAR_DIR / "comparing").open("a") as turn:
        try:
            fcntl.flock(turn, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False  # editors invite people

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        try:
            super().pre_authenticate(request, **credentials)
        except ValidationError:
            log.throttled(credentials)
            raise

    def authenticate(self, request: HttpRequest, **credentials: Any) -> User | None:
        """Compare one password at a time: a hash costs as much as a hundred pages."""
        with comparing() as my_turn:
            if not my_turn:
                raise self.validation_error("rate_limited")
            user: User | None = super().authenticate(request, **credentials)
        return user

    def _get_login_attempts_cache_key(
        self, request: HttpRequest, **credentials: Any
    ) -> str:
        # allauth puts the host of the request in front: with another port in `Host`
        # for each guess, an account would never be throttled
        return str(credentials.get("username", "")).lower()

    def post_login(
        self, request: HttpRequest, user: User, **options: Any
    ) -> HttpResponse:
        """Drop the pages that the browser kept for a reader."""
        response: HttpResponse = super().post_login(request, user, **options)
        response.headers["Clear-Site-Data"] = '"cache"'
        return response

    def get_reset_password_from_key_url(self, key: str) -> str:
        url = super().get_reset_password_from_key_url(key)
        return absolute(urlsplit(url).path)

    def send_password_reset_mail(
        self, user: User, email: str, context: dict[str, Any]
    ) -> None:
        log.secured(user, "Somebody asked for a link to choose a new password.")
        super().send_password_reset_mail(user, email, context)

    def send_notification_mail(
        self, template_prefix: str, user: User, *args: Any, **options: Any
    ) -> None:
        """Tell somebody by mail how their account was changed."""
        if user.email:
            options["email"] = user.email
            super().send_notification_mail(template_prefix, user, *args, **options)


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    def encrypt(self, text: str) -> str:
        return encryption.encrypt(text)

    def decrypt(self, encrypted_text: str) -> str:
        return encryption.decrypt(encrypted_text)


class SessionsAdapter(DefaultUserSessionsAdapter):  # type: ignore[misc]
    def end_sessions(self, sessions: Iterable[UserSession]) -> None:
        ended = list(sessions)
        super().end_sessions(ended)
        for user in {session.user for session in ended}:
            log.secured(user, "Ended the sessions in other browsers.", by=user)
