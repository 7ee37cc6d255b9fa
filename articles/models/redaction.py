"""Redactions: acts that withheld published words, and the versions they reached."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.frozen import FrozenModel
from articles.models.integrity import Entered, EntryKind
from cjo.lib.languages import CHOICES


class Redaction(FrozenModel):
    """An act of a chief editor; the words that it withheld are kept nowhere."""

    at = models.DateTimeField(_("when"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        verbose_name=_("by whom"),
    )
    reason = models.CharField(_("reason"), max_length=500)
    language = models.CharField(
        _("language of the reason"), max_length=10, choices=CHOICES
    )

    class Meta:
        verbose_name = _("redaction")
        verbose_name_plural = _("redactions")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"Redaction {self.pk}"


class Withheld(FrozenModel):
    """A hashed row from which words were withheld.

    `original` is the hash that it was published with, and keeps. `digest` is the
    SHA-256 of the canonical JSON that is left; the integrity log has it in an entry of
    kind redaction, under the same subject and number.
    """

    redaction = models.ForeignKey(Redaction, models.PROTECT, related_name="withheld")
    subject = models.CharField(max_length=400)
    number = models.PositiveIntegerField()
    original = models.CharField(max_length=64, db_index=True)
    digest = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("withheld version")
        verbose_name_plural = _("withheld versions")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.subject}, {self.number}"

    @property
    def entered(self) -> Entered:
        return Entered(EntryKind.REDACTION, self.subject, self.number, self.digest)
