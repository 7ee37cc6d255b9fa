"""Slugs in use and once used, and whole addresses of the followed site."""

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


class AddressQuerySet(models.QuerySet["Address"]):
    def claim(self, space: str, slug: str, object_id: int) -> None:
        """Give the slug to an object for ever; its older ones become former.

        Raises SlugTaken when another object has or had it in this space.
        """
        owned, _created = self.get_or_create(
            space=space, slug=slug, defaults={"object_id": object_id, "current": False}
        )
        if owned.object_id != object_id:
            raise SlugTaken(slug)
        self.filter(space=space, object_id=object_id, current=True).update(
            current=False
        )
        self.filter(pk=owned.pk).update(current=True)

    def is_free(self, space: str, slug: str, object_id: int | None) -> bool:
        taken = self.filter(space=space, slug=slug)
        return not taken.exclude(object_id=object_id or 0).exists()

    def release(self, space: str, object_id: int) -> None:
        """Forget the slugs of what no reader ever saw."""
        self.filter(space=space, object_id=object_id).delete()

    def current_slug(self, space: str, former: str) -> str | None:
        """Return the slug that now stands for a former one."""
        owner = self.filter(space=space, slug=former).values("object_id")[:1]
        return (
            self.filter(space=space, object_id=owner, current=True)
            .values_list("slug", flat=True)
            .first()
        )


class Address(models.Model):
    """One slug, current or former, of one object in one address space.

    A space is what stands before the slug: `a` (articles and pages), `t`,
    `contributors`, `cases`, `cases/collections`, `cases/overviews`, `courts`,
    `laws`.
    """

    space = models.CharField(max_length=40)
    slug = models.CharField(max_length=SLUG_LENGTH, validators=[slug_validator])
    object_id = models.BigIntegerField()
    current = models.BooleanField(default=True)

    objects = AddressQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["space", "slug"], name="address_once"),
            models.UniqueConstraint(
                fields=["space", "object_id"],
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
