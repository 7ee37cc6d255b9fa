"""Accounts at the desk: Django's own forms, in which one of two tabs is refused."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Group, User

from articles.admin.revised import RevisedAdmin

# allauth's own are left to the pages of accounts, which ask for a password again
admin.site.unregister([User, Group, Authenticator, EmailAddress, UserSession])


@admin.register(User)
class AccountAdmin(RevisedAdmin, UserAdmin):  # type: ignore[type-arg]
    """Users: names, roles and rights."""


@admin.register(Group)
class RoleAdmin(RevisedAdmin, GroupAdmin):
    """Roles, such as editor."""
