"""Slugs in use and once used, and whole addresses of the followed site."""

from typing import Any, Self

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

slug_validator = RegexValidator(
    r"^[a-z0-9]+(?:-[a-z0-9]+)*$",
    _("Use small letters a to z, digits and single hyphens only."),
)
SLUG_LENGTH = 200


class SlugTaken(Exception):
    """The slug belongs, or once belonged, to something else."""


def _key(owner: models.Model) -> dict[str, Any]:
    return {"kind": owner._meta.model_name, "object_id": owner.pk}


class AddressQuerySet(models.QuerySet["Address"]):
    def claim(self, space: str, slug: str, owner: models.Model) -> None:
        """Assign the slug to a row for ever; its older slugs become former.

        Raises SlugTaken when another row has or had it in this space.
        """
        key = _key(owner)
        # two editors may claim a slug at once: the constraint decides
        owned, _created = self.get_or_create(
            space=space, slug=slug, defaults={**key, "current": False}
        )
        if (owned.kind, owned.object_id) != (key["kind"], key["object_id"]):
            raise SlugTaken(slug)
        self.filter(space=space, current=True, **key).update(current=False)
        self.filter(pk=owned.pk).update(current=True)

    def of_others(self, space: str, slug: str, owner: models.Model) -> Self:
        """Keep the slug if another row has or had it; the row need not be saved."""
        taken = self.filter(space=space, slug=slug)
        return taken.exclude(**_key(owner)) if owner.pk else taken

    def is_free(self, space: str, slug: str, owner: models.Model) -> bool:
        return not self.of_others(space, slug, owner).exists()

    def transfer(self, space: str, owner: models.Model, to: models.Model) -> None:
        """Let every slug of a row lead to another row for ever."""
        self.filter(space=space, **_key(owner)).update(current=False, **_key(to))

    def release(self, space: str, owner: models.Model) -> None:
        """Delete the slugs of a row that was never published."""
        self.filter(space=space, **_key(owner)).delete()

    def current_slug(self, space: str, former: str) -> str | None:
        """Return the current slug of the row with a former one; None for no row."""
        owned = self.filter(space=space, slug=former).first()
        if owned is None:
            return None
        current = self.filter(
            space=space, kind=owned.kind, object_id=owned.object_id, current=True
        ).first()
        return current.slug if current else None


class Address(models.Model):
    """One slug, current or former, of one row in one address space.

    The row is named by the kind of its model and its id.

    A space is the part of an address before the slug: `a` (articles and pages), `t`,
    `contributors`, `cases`, `cases/collections`, `cases/overviews`, `courts`,
    `laws`.
    """

    space = models.CharField(max_length=40)
    slug = models.CharField(max_length=SLUG_LENGTH, validators=[slug_validator])
    kind = models.CharField(max_length=40)
    object_id = models.BigIntegerField()  # no foreign key: it is of many models
    current = models.BooleanField(default=True)

    objects = AddressQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["space", "slug"], name="address_once"),
            models.UniqueConstraint(
                fields=["space", "kind", "object_id"],
                condition=models.Q(current=True),
                name="address_one_current",
            ),
        ]

    def __str__(self) -> str:
        return f"/{self.space}/{self.slug}"


class PathRedirect(models.Model):
    """A whole path that leads to one of ours for ever.

    Addresses of the followed site hold `:` `,` `&`, so they are no slugs.
    """

    old_path = models.CharField(max_length=500, unique=True)
    new_path = models.CharField(max_length=500)

    def __str__(self) -> str:
        return f"{self.old_path} → {self.new_path}"
