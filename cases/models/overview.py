"""Overviews: a court's account of a period, figure by figure."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models import TextRow
from articles.models.address import slug_validator
from cases.models.bounds import exact
from cases.models.constraints import (
    date_and_precision,
    not_itself,
    period,
    text_once,
)
from cases.models.court import PRECISIONS, Court
from cases.models.faults import date_faults, period_faults, refuse
from cases.models.record import Record
from cases.models.recordversion import RecordKind
from cases.models.source import Source
from cjo.lib.languages import CHOICES
from cjo.lib.locales import Precision


class Period(models.Model):
    """The first and last day counted; for a month or year, its first day."""

    period_start = models.DateField(_("first day of the period"), null=True, blank=True)
    period_end = models.DateField(_("last day of the period"), null=True, blank=True)
    period_precision = models.CharField(
        _("how exactly the period is known"),
        max_length=10,
        choices=PRECISIONS,
        default=Precision.UNKNOWN.value,
    )

    class Meta:
        abstract = True

    def clean(self) -> None:
        refuse(period_faults(self))


class Overview(Record, Period):
    kind = RecordKind.OVERVIEW

    court = models.ForeignKey(
        Court,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="overviews",
        verbose_name=_("court"),
    )
    released_on = models.DateField(_("date of release"), null=True, blank=True)
    released_precision = models.CharField(
        _("how exactly the date is known"),
        max_length=10,
        choices=PRECISIONS,
        default=Precision.UNKNOWN.value,
    )

    class Meta:
        ordering = ["slug"]
        constraints = [
            date_and_precision(
                "released_on", "released_precision", "overview_date_precision"
            ),
            period("overview_period_in_order"),
        ]

    def __str__(self) -> str:
        return self.slug

    def clean(self) -> None:
        released = date_faults(self, "released_on", "released_precision")
        refuse({**released, **period_faults(self)})


class OverviewText(TextRow):
    overview = models.ForeignKey(Overview, models.CASCADE, related_name="texts")
    title = models.CharField(_("title"), max_length=300)
    scope = models.TextField(
        _("scope"), blank=True, help_text=_("What was counted, and where.")
    )
    note = models.TextField(_("note"), blank=True)
    description = models.TextField(_("description"), blank=True)

    class Meta:
        constraints = [text_once("overview", "overview_text_once")]

    def __str__(self) -> str:
        return self.title


class StatisticGroup(models.Model):
    """Statistics that answer one question; `parts` if they divide their base."""

    overview = models.ForeignKey(Overview, models.CASCADE, related_name="groups")
    key = models.CharField(_("key"), max_length=100, validators=[slug_validator])
    position = models.PositiveSmallIntegerField()
    parts = models.BooleanField(
        _("parts of a whole"),
        default=False,
        help_text=_("Whether its figures add up to their common base."),
    )

    class Meta:
        verbose_name = _("group of figures")
        verbose_name_plural = _("groups of figures")
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["overview", "key"], name="group_once"),
            models.UniqueConstraint(
                fields=["overview", "position"], name="group_position"
            ),
        ]

    def __str__(self) -> str:
        return self.key


class StatisticGroupText(TextRow):
    group = models.ForeignKey(StatisticGroup, models.CASCADE, related_name="texts")
    label = models.CharField(_("heading"), max_length=300)
    note = models.TextField(_("note"), blank=True)

    class Meta:
        constraints = [text_once("group", "group_text_once")]

    def __str__(self) -> str:
        return self.label


class Statistic(Period):
    """One figure of the court's own; its share is computed, never typed.

    A period of its own is that in which it was counted; none means the overview's.
    """

    overview = models.ForeignKey(Overview, models.CASCADE, related_name="statistics")
    group = models.ForeignKey(StatisticGroup, models.PROTECT, related_name="statistics")
    key = models.CharField(_("key"), max_length=100, validators=[slug_validator])
    position = models.PositiveSmallIntegerField()
    value = models.PositiveBigIntegerField(_("number"), validators=[exact])
    base = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="shares",
        help_text=_("The figure that it is a part of."),
        verbose_name=_("base"),
    )
    headline = models.BooleanField(
        _("large"),
        default=False,
        help_text=_("Whether it is printed large above the table."),
    )

    class Meta:
        verbose_name = _("figure")
        verbose_name_plural = _("figures")
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["overview", "key"], name="statistic_once"),
            models.UniqueConstraint(
                fields=["overview", "position"], name="statistic_position"
            ),
            models.CheckConstraint(
                condition=models.Q(value__gte=0), name="statistic_not_negative"
            ),
            not_itself("base", "statistic_not_its_own_base"),
            period("statistic_period_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.key}: {self.value}"


class StatisticText(TextRow):
    statistic = models.ForeignKey(Statistic, models.CASCADE, related_name="texts")
    label = models.CharField(
        _("what was counted"), max_length=300, help_text=_("What was counted.")
    )
    note = models.TextField(_("note"), blank=True)

    class Meta:
        constraints = [text_once("statistic", "statistic_text_once")]

    def __str__(self) -> str:
        return self.label


class PrintedShare(models.Model):
    """A share as a source prints it, which may differ from the computed one."""

    statistic = models.ForeignKey(Statistic, models.CASCADE, related_name="printed")
    position = models.PositiveSmallIntegerField()
    text = models.CharField(
        _("as printed"), max_length=100, help_text=_("Word for word, e.g. over 80%.")
    )
    language = models.CharField(_("language"), max_length=10, choices=CHOICES)
    source = models.ForeignKey(
        # Translators: In small type under “Number”: each number has a mark that leads
        # to its source.
        Source,
        models.PROTECT,
        related_name="printed",
        verbose_name=_("source"),
    )

    class Meta:
        verbose_name = _("share as a source prints it")
        verbose_name_plural = _("shares as printed")
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["statistic", "position"], name="printed_share_position"
            ),
            models.UniqueConstraint(
                fields=["statistic", "source", "text"], name="printed_share_once"
            ),
            models.CheckConstraint(
                condition=~models.Q(text=""), name="printed_share_has_text"
            ),
        ]

    def __str__(self) -> str:
        return self.text
