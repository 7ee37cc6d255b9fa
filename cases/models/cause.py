"""Causes of action: the terms by which courts sort cases, as their notices say."""

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models import TextRow
from articles.models.address import SLUG_LENGTH, slug_validator
from cases.models.constraints import text_once


class OutcomeKind(models.TextChoices):
    """How a case ended, as this site sorts it; unknown sooner than guessed."""

    # Translators: A kind of outcome of a case: the court decided for the claimant.
    FOR_CLAIMANT = "for-claimant", _("for the claimant")
    # Translators: A kind of outcome of a case: the court granted a part of the claim.
    PARTLY = "partly-for-claimant", _("partly for the claimant")
    DISMISSED = "dismissed", _("claim dismissed")
    # Translators: A kind of outcome of a case: the parties settled, or the claimant
    # withdrew the claim.
    SETTLED = "settled", _("settled or withdrawn")
    RECOGNISED = "recognised", _("foreign judgment recognised")
    REFUSED = "not-recognised", _("recognition of a foreign judgment refused")
    UNKNOWN = "unknown", _("outcome unknown or not sorted")


not_unknown = RegexValidator(
    r"^unknown$", _("This word stands for cases without a cause."), inverse_match=True
)


class CauseOfAction(models.Model):
    """One cause of action (案由), so that cases can be counted by it."""

    slug = models.CharField(
        _("address"),
        max_length=SLUG_LENGTH,
        unique=True,
        validators=[slug_validator, not_unknown],
    )

    class Meta:
        ordering = ["slug"]
        verbose_name_plural = "causes of action"
        constraints = [
            # the list of cases filters what has no cause by this word
            models.CheckConstraint(
                condition=~models.Q(slug="unknown"), name="cause_slug_not_unknown"
            )
        ]

    def __str__(self) -> str:
        return self.slug


class CauseText(TextRow):
    cause = models.ForeignKey(CauseOfAction, models.CASCADE, related_name="texts")
    name = models.CharField(_("name"), max_length=300)

    class Meta:
        constraints = [text_once("cause", "cause_text_once")]

    def __str__(self) -> str:
        return self.name
