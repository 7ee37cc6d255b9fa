"""make_editor: create an editor's account, or give it a new password."""

import secrets
from argparse import ArgumentParser
from typing import Any

from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Group, User
from django.core.management.base import BaseCommand

from articles.models import Act
from articles.permissions import EDITOR
from articles.publishing import audit

NAME = "editor"


def somebody_can_sign_in() -> bool:
    # the user of the demo loader is staff without a password
    staff = User.objects.filter(is_active=True, is_staff=True)
    return any(user.has_usable_password() for user in staff)


def make_editor(name: str = NAME) -> str:
    """Create the account, or give it a new password and no second factor."""
    password = secrets.token_urlsafe(12)
    user, _made = User.objects.get_or_create(username=name)
    user.is_active = user.is_staff = True
    user.set_password(password)
    user.save()
    # whoever lost phone and codes comes in again; the desk then asks for a new factor
    Authenticator.objects.filter(user=user).delete()
    audit.log(None, user, Act.SECURED, "make_editor: a new password, no factor.")
    user.groups.add(Group.objects.get_or_create(name=EDITOR)[0])
    return password


class Command(BaseCommand):
    help = "Make an editor's account, or a new password without a second factor for it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--name", default=NAME)

    def handle(self, *args: Any, name: str, **options: Any) -> None:
        password = make_editor(name)
        self.stdout.write(f"Sign in at /admin/ as {name} with {password}")
        self.stdout.write("It is shown this once; `make editor` makes a new one.")
