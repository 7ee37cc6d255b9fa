"""Protected names: people whom texts name by initials alone."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from cjo.lib.written_names import names_in

SHORTEST = 2  # characters: a shorter name would be found in every text


class ProtectedName(models.Model):
    """A person whose name no text may print. Only editors see the list.

    The name is kept as it is written, for a text can be searched for nothing else: the
    digest of a name is found by trying names. So nothing else repeats it: the row is
    known by its number, in messages and in the log.
    """

    names = models.TextField(
        _("names"),
        max_length=2000,
        help_text=_(
            "Every writing of the name, each on a line, in each script: Zhang San, "
            "San Zhang, 张三. Capitals, hyphens and spaces make no difference."
        ),
    )
    initials = models.CharField(
        _("printed as"),
        max_length=100,
        help_text=_("What texts print in its place, such as Mr. Z. or 张某."),
    )

    class Meta:
        verbose_name = _("protected name")
        verbose_name_plural = _("protected names")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"Protected name {self.pk}"

    def clean(self) -> None:
        names = names_in(self.names)
        if not names or min(map(len, names)) < SHORTEST:
            message = _("Give at least %(count)d characters of a name on each line.")
            raise ValidationError({"names": message % {"count": SHORTEST}})


class Homonym(models.Model):
    """A text or record in which a protected name is that of somebody else."""

    protected_name = models.ForeignKey(
        ProtectedName, models.CASCADE, related_name="homonyms"
    )
    address = models.CharField(
        _("address"),
        max_length=300,
        help_text=_("Of the text or record, without a language: /a/… or /cases/…"),
    )
    reason = models.CharField(
        _("reason"),
        max_length=300,
        help_text=_("Who the person is, without the name. The log keeps it."),
    )

    class Meta:
        verbose_name = _("other person of this name")
        verbose_name_plural = _("other people of this name")
        constraints = [
            models.UniqueConstraint(
                fields=["protected_name", "address"], name="homonym_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.address}: {self.reason}"
