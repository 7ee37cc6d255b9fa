"""Revisions: how often a row was saved, so that two tabs on it are told apart."""

from typing import Self

from django.conf import settings
from django.db import models


class RevisionQuerySet(models.QuerySet["Revision"]):
    def of(self, row: models.Model) -> Self:
        """Return the revision of a row; empty if it was never saved at the desk."""
        return self.filter(model=row._meta.label_lower, object_id=row.pk)


class Revision(models.Model):
    """The number of saves of a row of any model, users included, and the last of them.

    Drafts count their own saves, and records and reference data have states.
    """

    model = models.CharField(max_length=100)  # such as articles.category
    object_id = models.BigIntegerField()  # no foreign key: it is of many models
    number = models.PositiveIntegerField(default=0)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    changed_at = models.DateTimeField(null=True)

    objects = RevisionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["model", "object_id"], name="revision_once")
        ]

    def __str__(self) -> str:
        return f"{self.model} {self.object_id}: {self.number}"
