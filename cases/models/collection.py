"""Collections: typical cases that a court released together, known or not yet."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models import TextRow
from cases.models.bounds import SMALL, at_least, at_most
from cases.models.case import Case
from cases.models.constraints import date_and_precision, one_of, text_once
from cases.models.court import PRECISIONS, Court
from cases.models.faults import Faults, date_faults, refuse
from cases.models.overview import Overview
from cases.models.record import Record
from cases.models.recordversion import RecordKind
from cases.models.source import Source
from cjo.lib.locales import Precision


class Membership(models.TextChoices):
    """How sure it is that a case is in the collection."""

    CONFIRMED = "confirmed", _("confirmed")
    PROBABLE = "probable", _("probable")
    UNIDENTIFIED = "unidentified", _("not yet identified")


class Collection(Record):
    """Cases that a court published together; `size` is the court's count, if known."""

    kind = RecordKind.COLLECTION

    court = models.ForeignKey(
        Court,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="collections",
        verbose_name=_("court"),
    )
    overview = models.ForeignKey(
        Overview,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="collections",
        verbose_name=_("overview"),
    )
    released_on = models.DateField(_("date of release"), null=True, blank=True)
    released_precision = models.CharField(
        _("how exactly the date is known"),
        max_length=10,
        choices=PRECISIONS,
        default=Precision.UNKNOWN.value,
    )
    size = models.PositiveSmallIntegerField(
        _("number of cases"),
        null=True,
        blank=True,
        validators=[at_least(1), at_most(SMALL)],
        help_text=_(
            "How many cases the court says the collection has; empty if unknown."
        ),
    )

    class Meta:
        ordering = ["slug"]
        constraints = [
            date_and_precision(
                "released_on", "released_precision", "collection_date_precision"
            ),
            models.CheckConstraint(
                condition=models.Q(size__gte=1), name="collection_not_empty"
            ),
        ]

    def clean(self) -> None:
        refuse(date_faults(self, "released_on", "released_precision"))


class CollectionText(TextRow):
    collection = models.ForeignKey(Collection, models.CASCADE, related_name="texts")
    title = models.CharField(_("title"), max_length=300)
    description = models.TextField(_("description"), blank=True)
    note = models.TextField(_("note"), blank=True)

    class Meta:
        constraints = [text_once("collection", "collection_text_once")]

    def __str__(self) -> str:
        return self.title


class CollectionItem(models.Model):
    """A place in the collection: with its case, or still waiting for one."""

    collection = models.ForeignKey(Collection, models.CASCADE, related_name="items")
    position = models.PositiveSmallIntegerField()
    official_number = models.PositiveSmallIntegerField(
        _("the court’s own number"),
        null=True,
        blank=True,
        validators=[at_least(1), at_most(SMALL)],
        help_text=_("The court’s own number; empty if unknown."),
    )
    case = models.ForeignKey(
        Case,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="items",
        verbose_name=_("case"),
    )
    certainty = models.CharField(
        _("certainty"), max_length=20, choices=Membership.choices
    )
    sources = models.ManyToManyField(
        Source, blank=True, related_name="items", verbose_name=_("sources")
    )

    class Meta:
        verbose_name = _("place in the collection")
        verbose_name_plural = _("places in the collection")
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["collection", "position"], name="item_position_once"
            ),
            models.UniqueConstraint(
                fields=["collection", "official_number"], name="item_number_once"
            ),
            models.UniqueConstraint(
                fields=["collection", "case"], name="item_case_once"
            ),
            models.CheckConstraint(
                condition=models.Q(official_number__isnull=True)
                | models.Q(official_number__gte=1),
                name="item_number_positive",
            ),
            one_of("certainty", Membership, "item_certainty_known"),
            models.CheckConstraint(
                condition=models.Q(case__isnull=True, certainty="unidentified")
                | models.Q(case__isnull=False) & ~models.Q(certainty="unidentified"),
                name="item_case_or_unidentified",
            ),
            models.CheckConstraint(
                condition=models.Q(official_number__isnull=True)
                | models.Q(certainty__in=["confirmed", "unidentified"]),
                name="item_number_only_if_certain",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.collection}, place {self.position}"

    def clean(self) -> None:
        faults: Faults = {}
        unidentified = self.certainty == Membership.UNIDENTIFIED
        if self.case is None and not unidentified:
            message = _("A place without a case is not yet identified.")
            faults["certainty"] = message
        elif self.case is not None and unidentified:
            faults["certainty"] = _("Say how sure it is that this case is it.")
        if self.official_number and self.certainty == Membership.PROBABLE:
            message = _(
                "A case that is only probable has no number of the court’s yet."
            )
            faults["official_number"] = message
        refuse(faults)


class CollectionItemText(TextRow):
    item = models.ForeignKey(CollectionItem, models.CASCADE, related_name="texts")
    note = models.TextField(_("note"))

    class Meta:
        constraints = [text_once("item", "item_text_once")]

    def __str__(self) -> str:
        return self.note


class RelatedDecision(models.Model):
    """A decision related to the collection, never counted in it."""

    collection = models.ForeignKey(
        Collection, models.CASCADE, related_name="related_decisions"
    )
    position = models.PositiveSmallIntegerField()
    case = models.ForeignKey(
        Case, models.PROTECT, related_name="related_decisions", verbose_name=_("case")
    )

    class Meta:
        verbose_name = _("related decision")
        verbose_name_plural = _("related decisions")
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["collection", "position"], name="related_decision_position"
            ),
            models.UniqueConstraint(
                fields=["collection", "case"], name="related_decision_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case} beside {self.collection}"


class RelatedDecisionText(TextRow):
    related_decision = models.ForeignKey(
        RelatedDecision, models.CASCADE, related_name="texts"
    )
    reason = models.TextField(_("reason"))

    class Meta:
        constraints = [text_once("related_decision", "related_decision_text_once")]

    def __str__(self) -> str:
        return self.reason
