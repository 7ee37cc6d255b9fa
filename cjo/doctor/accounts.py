"""The accounts of an installation."""

from django.contrib.auth.models import User
from django.core.checks import CheckMessage, Warning

from cjo.accounts import second_factor


def publishers_have_a_second_factor() -> list[CheckMessage]:
    accounts = User.objects.filter(is_active=True, is_staff=True)
    missing = [user for user in accounts if second_factor.is_missing(user)]
    if not missing:
        return []
    names = ", ".join(sorted(user.get_username() for user in missing))
    return [
        Warning(
            f"Accounts that publish have no second factor yet: {names}.",
            hint="They choose one at their next sign-in; end those not in use.",
            id="cjo.W205",
        )
    ]


def somebody_can_sign_in() -> list[CheckMessage]:
    if User.objects.filter(is_active=True, is_staff=True).exists():
        return []
    hint = "Run `manage.py make_editor --name NAME`."
    return [Warning("Nobody can sign in.", hint=hint, id="cjo.W206")]
