"""Amounts: sums of money in a case."""

from django.core.validators import MinValueValidator, RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models import TextRow
from cases.models.case import Case
from cases.models.constraints import text_once

currency_validator = RegexValidator(
    r"^[A-Z]{3}$", _("Use the three capital letters of ISO 4217, such as CNY.")
)


class Amount(models.Model):
    """A sum of money in a case, with its currency (ISO 4217)."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="amounts")
    position = models.PositiveSmallIntegerField()
    value = models.DecimalField(
        _("sum"), max_digits=18, decimal_places=2, validators=[MinValueValidator(0)]
    )
    currency = models.CharField(
        _("currency"), max_length=3, validators=[currency_validator]
    )

    class Meta:
        verbose_name = _("amount")
        verbose_name_plural = _("amounts")
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "position"], name="amount_position"
            ),
            models.CheckConstraint(
                condition=models.Q(value__gte=0), name="amount_not_negative"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.currency} {self.value}"


class AmountText(TextRow):
    amount = models.ForeignKey(Amount, models.CASCADE, related_name="texts")
    note = models.TextField(
        _("note"), help_text=_("What the sum was for, and who says so.")
    )

    class Meta:
        constraints = [text_once("amount", "amount_text_once")]

    def __str__(self) -> str:
        return self.note
