"""Laws and their provisions, by article."""

from django.core.validators import MinValueValidator
from django.db import models

from articles.models import TextRow
from articles.models.address import SLUG_LENGTH, slug_validator
from cases.models.constraints import text_once


class Law(models.Model):
    slug = models.CharField(
        "address", max_length=SLUG_LENGTH, unique=True, validators=[slug_validator]
    )
    adopted_on = models.DateField(null=True, blank=True)
    in_force_on = models.DateField(null=True, blank=True)
    amended_on = models.DateField(
        null=True, blank=True, help_text="The latest amendment, if there was one."
    )
    repealed_on = models.DateField(null=True, blank=True)
    official_url = models.URLField(
        max_length=1000, blank=True, help_text="Where its official text stands."
    )

    class Meta:
        ordering = ["slug"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(repealed_on__isnull=True)
                | models.Q(in_force_on__isnull=True)
                | models.Q(repealed_on__gte=models.F("in_force_on")),
                name="law_repealed_after_in_force",
            )
        ]

    def __str__(self) -> str:
        return self.slug


class LawText(TextRow):
    law = models.ForeignKey(Law, models.CASCADE, related_name="texts")
    title = models.CharField(max_length=300)
    abbreviation = models.CharField(
        max_length=100, blank=True, help_text="As texts shorten it, e.g. PIPL."
    )

    class Meta:
        constraints = [text_once("law", "law_text_once")]

    def __str__(self) -> str:
        return self.title


class Provision(models.Model):
    """An article of a law; `suffix` counts those put in behind it (第120条之一)."""

    law = models.ForeignKey(Law, models.PROTECT, related_name="provisions")
    number = models.PositiveIntegerField(validators=[MinValueValidator(1)])
    suffix = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["law", "number", "suffix"]
        constraints = [
            models.UniqueConstraint(
                fields=["law", "number", "suffix"], name="provision_once"
            ),
            models.CheckConstraint(
                condition=models.Q(number__gte=1), name="provision_number_positive"
            ),
        ]

    def __str__(self) -> str:
        return self.key

    @property
    def article(self) -> str:
        return f"{self.number}-{self.suffix}" if self.suffix else str(self.number)

    @property
    def key(self) -> str:
        """Return its key as a subject, which is also its address under /laws/."""
        return f"{self.law.slug}/{self.article}"
