"""Provenance: where each fact comes from, and how sure it is."""

from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from articles.models import TextRow
from cases.models.constraints import exactly_one, one_of, text_once
from cases.models.source import Source


class Certainty(models.TextChoices):
    """How sure a fact is (cases.models.grades).

    `probable` is a grade of the past: rows that nobody graded anew still have it, and
    no form offers it.
    """

    CONFIRMED = "confirmed", _("confirmed")
    REPORTED = "reported", _("reported")
    PROBABLE = "probable", _("probable")
    UNCONFIRMED = "unconfirmed", _("unconfirmed")
    UNKNOWN = "unknown", _("unknown")


# The facts that can have provenance, by the foreign key of Provenance that owns them
FACTS = {
    "court": {
        "name": _("name"),
        "code": _("code in case numbers"),
        "level": _("level"),
        "kind": _("kind"),
        "parent": _("court above it"),
        "province": _("province"),
        "division_of": _("division of"),
        "opened_on": _("opened on"),
        "seat": _("seat"),
        "jurisdiction": _("jurisdiction"),
        "sites": _("sites"),
    },
    "law": {
        "title": _("title"),
        "document_number": _("document number"),
        "adopted_on": _("adopted on"),
        "promulgated_on": _("promulgated on"),
        "in_force_on": _("in force since"),
        "amendments": _("versions of the text"),
        "articles": _("number of articles"),
        "repealed_on": _("repealed on"),
        "repeals": _("what it repeals"),
    },
    "case": {
        "title": _("short title"),
        "name": _("full name"),
        "pinyin": _("pinyin"),
        "cause_of_action": _("cause of action"),
        "parties": _("parties, as anonymised"),
        "facts": _("facts"),
        "claim": _("claim"),
        "defence": _("defence"),
        "issues": _("issues"),
        "holding": _("holding"),
        "outcome": _("outcome"),
        "significance": _("significance, in our view"),
        "court": _("court"),
        "cause": _("cause of action, as it is sorted"),
        "outcome_kind": _("kind of outcome"),
        "case_number": _("case number"),
        "case_number_latin": _("case number in Latin letters"),
        "decided_on": _("date of judgment"),
        "provisions": _("provisions"),
        "proceedings": _("procedure"),
        "amounts": _("amounts"),
    },
    "proceeding": {
        "result": _("result"),
        "court": _("court"),
        "case_number": _("case number"),
        "decided_on": _("date of judgment"),
    },
    "amount": {"value": _("sum")},
    "collection": {
        "title": _("title"),
        "description": _("description"),
        "note": _("note"),
        "court": _("court"),
        "overview": _("overview"),
        "released_on": _("date of release"),
        "size": _("number of cases"),
        "items": _("places in the collection"),
        "related": _("related decisions"),
    },
    "overview": {
        "title": _("title"),
        "scope": _("scope"),
        "note": _("note"),
        "description": _("description"),
        "court": _("court"),
        "released_on": _("date of release"),
        "period": _("period"),
        "statistics": _("figures"),
    },
    "statistic": {"value": _("number")},
}
OWNERS = tuple(FACTS)


class Provenance(models.Model):
    """One statement on where a field of one row comes from, and how sure it is.

    A field may have several: sources that disagree have a row of their own,
    with `agrees` off and a note on their version.
    """

    court = models.ForeignKey(
        "cases.Court", models.CASCADE, null=True, blank=True, related_name="provenance"
    )
    law = models.ForeignKey(
        "cases.Law", models.CASCADE, null=True, blank=True, related_name="provenance"
    )
    case = models.ForeignKey(
        "cases.Case", models.CASCADE, null=True, blank=True, related_name="provenance"
    )
    proceeding = models.ForeignKey(
        "cases.Proceeding",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="provenance",
    )
    amount = models.ForeignKey(
        "cases.Amount", models.CASCADE, null=True, blank=True, related_name="provenance"
    )
    collection = models.ForeignKey(
        "cases.Collection",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="provenance",
    )
    overview = models.ForeignKey(
        "cases.Overview",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="provenance",
    )
    statistic = models.ForeignKey(
        "cases.Statistic",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="provenance",
    )
    field = models.CharField(
        _("which fact"), max_length=40, help_text=_("The field it speaks of.")
    )
    position = models.PositiveSmallIntegerField()
    certainty = models.CharField(
        _("certainty"), max_length=20, choices=Certainty.choices
    )
    agrees = models.BooleanField(
        _("these sources say so"),
        default=True,
        help_text=_("Off where these sources say something else."),
    )
    sources = models.ManyToManyField(
        Source, blank=True, related_name="provenance", verbose_name=_("sources")
    )

    class Meta:
        verbose_name = _("statement on a fact")
        verbose_name_plural = _("certainty and sources")
        ordering = ["position"]
        constraints = [
            one_of("certainty", Certainty, "provenance_certainty_known"),
            exactly_one(OWNERS, "provenance_one_owner"),
            models.CheckConstraint(
                condition=~models.Q(field=""), name="provenance_has_field"
            ),
            *[
                models.UniqueConstraint(
                    fields=[owner, "position"],
                    condition=models.Q(**{f"{owner}__isnull": False}),
                    name=f"provenance_{owner}_position",
                )
                for owner in OWNERS
            ],
        ]

    def __str__(self) -> str:
        return f"{self.field}: {self.certainty}"

    @property
    def fact(self) -> str:
        """Return the label of its field."""
        owner = next(name for name in OWNERS if getattr(self, f"{name}_id"))
        return str(capfirst(FACTS[owner].get(self.field) or self.field))


class ProvenanceText(TextRow):
    provenance = models.ForeignKey(Provenance, models.CASCADE, related_name="texts")
    note = models.TextField(_("note"))

    class Meta:
        constraints = [text_once("provenance", "provenance_text_once")]

    def __str__(self) -> str:
        return self.note
