"""The audit log: who did what, and when. An entry is written once and stays."""

from typing import Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from articles.models.frozen import FrozenModel


class Act(models.TextChoices):
    ADDED = "added", _("Added")
    CHANGED = "changed", _("Changed")
    DELETED = "deleted", _("Deleted")
    PUBLISHED = "published", pgettext_lazy("an act", "Published")
    WITHDRAWN = "withdrawn", _("Withdrew")
    WITHHELD = "withheld", _("Withheld")
    REFUSED = "refused", _("Refused")
    SIGNED_IN = "signed-in", _("Signed in")
    SIGNED_OUT = "signed-out", _("Signed out")
    NOT_SIGNED_IN = "not-signed-in", _("Failed to sign in")
    SECURED = "secured", _("Changed how to sign in")


class AuditEntryQuerySet(models.QuerySet["AuditEntry"]):
    def about(self, model: type[models.Model], key: object) -> Self:
        return self.filter(model=model._meta.label_lower, object_id=str(key))


class AuditEntry(FrozenModel):
    """An act of an account, or of somebody who tried to sign in.

    The names are copied, since accounts and rows change theirs. It is about rows of
    any model, deleted ones too: so there is no foreign key.
    """

    at = models.DateTimeField(_("when"), default=timezone.now, db_index=True)
    act = models.CharField(_("act"), max_length=20, choices=Act.choices)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("who"),
    )
    username = models.CharField(_("who"), max_length=150, blank=True)
    model = models.CharField(max_length=100, blank=True)  # such as articles.edition
    object_id = models.CharField(max_length=64, blank=True)
    object_name = models.CharField(_("what"), max_length=200, blank=True)
    message = models.TextField(_("details"), blank=True)
    # the lines of the server's log about the same request have it too
    request_id = models.CharField(_("request"), max_length=64, blank=True)

    objects = AuditEntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("entry of the log")
        verbose_name_plural = _("entries of the log")
        indexes = [models.Index(fields=["model", "object_id"], name="audit_about")]

    def __str__(self) -> str:
        return f"{self.username} {self.act} {self.object_name}"


class AuditAddress(models.Model):
    """The address that an act came from, as long as it may be kept.

    It is personal data and has to go one day; the entry is frozen and stays.
    """

    entry = models.OneToOneField(
        AuditEntry, models.CASCADE, primary_key=True, related_name="origin"
    )
    address = models.GenericIPAddressField(_("from"))

    def __str__(self) -> str:
        return self.address
