"""What cases, collections and overviews have in common: a slug and versions."""

from typing import ClassVar

from django.db import models
from django.urls import reverse

from articles.models.address import SLUG_LENGTH, slug_validator
from cases.models.recordversion import SPACES, RecordKind, RecordVersion


class Record(models.Model):
    """A record with versions: saving it through publishing is publishing it."""

    slug = models.CharField(
        "address", max_length=SLUG_LENGTH, unique=True, validators=[slug_validator]
    )
    current_version = models.OneToOneField(
        RecordVersion,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="current_%(class)s",
    )

    kind: ClassVar[RecordKind]

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.slug

    def get_absolute_url(self) -> str:
        return reverse(self.kind, args=[self.slug])

    @property
    def space(self) -> str:
        return SPACES[self.kind]

    @property
    def cache_key(self) -> str:
        """Return the surrogate key of its own page."""
        return f"{self.kind}-{self.slug}"
