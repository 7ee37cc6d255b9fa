"""Rights: all of them are decided here and nowhere else."""

from typing import Any

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser, Group, User
from django.core.exceptions import PermissionDenied
from django.db import router

from articles.models import Edition
from articles.models.edition import EditionQuerySet

CHIEF = "chief editor"
EDITOR = "editor"
CONTRIBUTOR = "contributor"
Anyone = AbstractBaseUser | AnonymousUser


def _roles(user: Anyone) -> frozenset[str]:
    if not isinstance(user, User) or not user.is_active:
        return frozenset()
    # a superuser needs no group to work at the desk
    if user.is_superuser:
        return frozenset({CHIEF, EDITOR, CONTRIBUTOR})
    # a page asks for rights dozens of times
    if not hasattr(user, "_role_names"):
        names = frozenset(user.groups.values_list("name", flat=True))
        if CHIEF in names:
            names |= {EDITOR}
        setattr(user, "_role_names", names)  # noqa: B010
    kept: frozenset[str] = getattr(user, "_role_names")  # noqa: B009
    return kept


def can_publish(user: Anyone) -> bool:
    """Editors publish, correct, withdraw, and write in every text."""
    return EDITOR in _roles(user)


def can_withhold(user: Anyone) -> bool:
    """Chief editors, who are editors too, withhold what nobody may read any more."""
    return CHIEF in _roles(user)


def can_write_any(user: Anyone) -> bool:
    return bool(_roles(user) & {EDITOR, CONTRIBUTOR})


def can_write(user: Anyone, edition: Edition) -> bool:
    """Editors write in every draft, contributors in their own unpublished ones."""
    if can_publish(user):
        return True
    own = isinstance(user, User) and edition.created_by_id == user.pk
    return can_write_any(user) and own


def writable(user: Anyone) -> EditionQuerySet:
    """Return the drafts that the desk shows to a user."""
    if can_publish(user):
        return Edition.objects.all()
    if isinstance(user, User) and can_write_any(user):
        return Edition.objects.filter(created_by=user)
    return Edition.objects.none()


def require(allowed: bool, sentence: str) -> None:
    """Raise PermissionDenied with this sentence unless allowed."""
    if not allowed:
        raise PermissionDenied(sentence)


def make_roles_after_migrate(using: str, **kwargs: Any) -> None:
    if router.allow_migrate_model(using, Group):
        # groups are rows: a new database and a test begin without them
        for name in (CONTRIBUTOR, EDITOR, CHIEF):
            Group.objects.using(using).get_or_create(name=name)
