"""Who may publish needs a second factor, once the site is on the open web."""

from collections.abc import Callable

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib.auth.models import AnonymousUser, User
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from articles.permissions import can_publish

ACCOUNT = "/admin/account/"
# recovery codes alone are none: they are for the day when the factor is lost
FACTORS = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]


def is_missing(user: User | AnonymousUser) -> bool:
    """Return whether the user has to choose a second factor first."""
    if not settings.SECOND_FACTOR_REQUIRED or not can_publish(user):
        return False
    return not is_mfa_enabled(user, FACTORS)


class SecondFactorMiddleware:
    """Lead to the page where it is chosen; nothing else of the desk answers."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        path = request.path_info
        is_desk = path.startswith("/admin/") and not path.startswith(ACCOUNT)
        if is_desk and path != reverse("admin:logout") and is_missing(request.user):
            if request.method == "POST":
                # a redirect would lose the words that were sent
                raise PermissionDenied(
                    _("Choose a second factor first: open the desk in another tab.")
                )
            return redirect("mfa_index")
        return self.get_response(request)
