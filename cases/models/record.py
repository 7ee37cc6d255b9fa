"""Record: the base of cases, collections and overviews, with slug and versions."""

from typing import ClassVar

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from articles.models.address import SLUG_LENGTH, slug_validator
from cases.models.recordversion import SPACES, RecordKind, RecordVersion


class Record(models.Model):
    """A record with versions. It has no draft: to save it is to publish it.

    Without a current version it was withdrawn; its last version has the reason.
    """

    slug = models.CharField(
        _("address"), max_length=SLUG_LENGTH, unique=True, validators=[slug_validator]
    )
    current_version = models.OneToOneField(
        RecordVersion,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="current_%(class)s",
    )

    imported = models.BooleanField(
        default=False,
        editable=False,
        help_text="Published first from a file: feeds date it by itself, never as new.",
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
    def is_withdrawn(self) -> bool:
        # a new row has no version either
        return not self._state.adding and self.current_version_id is None

    @property
    def last_version(self) -> RecordVersion | None:
        """Return the newest version, which may be a withdrawal."""
        if self.current_version is not None or self.pk is None:
            return self.current_version
        versions = RecordVersion.objects.filter(kind=self.kind, object_id=self.pk)
        return versions.order_by("-number").first()

    @property
    def cache_key(self) -> str:
        return f"{self.kind}-{self.slug}"
