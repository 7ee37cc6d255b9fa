"""Proceedings: the steps of a case's procedure."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models import TextRow
from cases.models.case import NUMBERS_LENGTH, Case
from cases.models.constraints import date_and_precision, one_of, text_once
from cases.models.court import PRECISIONS, Court
from cases.models.faults import date_faults, refuse
from cases.models.number_key import store_keys
from cases.numbers.keys import keys, pinyin_keys
from cjo.lib.locales import Precision


class Instance(models.TextChoices):
    FIRST = "first", _("First instance")
    SECOND = "second", _("Second instance")
    # Translators: A step of the procedure (再审): a case is heard again after its final
    # judgment.
    RETRIAL = "retrial", _("Retrial")
    RECOGNITION = "recognition", _("Recognition of a foreign judgment")
    # Translators: A step of the procedure: a judgment is enforced.
    ENFORCEMENT = "enforcement", _("Enforcement")


class Proceeding(models.Model):
    """A step of the procedure: first instance, appeal, retrial."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="proceedings")
    position = models.PositiveSmallIntegerField()
    instance = models.CharField(_("instance"), max_length=20, choices=Instance.choices)
    court = models.ForeignKey(
        Court,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="proceedings",
        verbose_name=_("court"),
    )
    case_number = models.CharField(
        _("case number"), max_length=NUMBERS_LENGTH, blank=True
    )
    decided_on = models.DateField(_("date of judgment"), null=True, blank=True)
    decided_precision = models.CharField(
        _("how exactly the date is known"),
        max_length=10,
        choices=PRECISIONS,
        default=Precision.UNKNOWN.value,
    )

    class Meta:
        verbose_name = _("step of the procedure")
        verbose_name_plural = _("procedure")
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "position"], name="proceeding_position"
            ),
            one_of("instance", Instance, "proceeding_instance_known"),
            date_and_precision(
                "decided_on", "decided_precision", "proceeding_date_precision"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case}: {self.instance}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        super().save(*args, **kwargs)
        self.store_number_keys()

    def clean(self) -> None:
        refuse(date_faults(self, "decided_on", "decided_precision"))

    def store_number_keys(self) -> None:
        """Store the keys of its numbers, which the code of its court may settle."""
        court = self.court.number_code if self.court else ""
        number_keys = keys(self.case_number, court=court)
        pinyin = pinyin_keys(self.case_number)
        store_keys(self.case_id, number_keys, pinyin, self.pk)


class ProceedingText(TextRow):
    proceeding = models.ForeignKey(Proceeding, models.CASCADE, related_name="texts")
    result = models.TextField(_("result"))

    class Meta:
        constraints = [text_once("proceeding", "proceeding_text_once")]

    def __str__(self) -> str:
        return self.result
