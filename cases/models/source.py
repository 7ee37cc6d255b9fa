"""Sources and provenance: where each fact comes from, and how sure it is."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models import Subject, TextRow
from articles.models.address import SLUG_LENGTH, slug_validator
from cases.models.constraints import exactly_one, one_of, text_once, web_address
from cjo.lib.languages import CHOICES
from cjo.lib.safe_urls import safe_address

TITLE_LENGTH = 500
PUBLISHER_LENGTH = 300


class Certainty(models.TextChoices):
    """How sure a fact is."""

    CONFIRMED = "confirmed", _("confirmed")
    PROBABLE = "probable", _("probable")
    UNCONFIRMED = "unconfirmed", _("unconfirmed")
    UNKNOWN = "unknown", _("unknown")


class Source(models.Model):
    """A publication that facts come from; one that is not public is never linked."""

    key = models.CharField(
        max_length=SLUG_LENGTH, unique=True, validators=[slug_validator]
    )
    title = models.CharField(
        max_length=TITLE_LENGTH,
        help_text=_(
            "As printed, in its own language. Where it is not recorded: what it is, in "
            "English, with “(title not recorded)” at the end."
        ),
    )
    publisher = models.CharField(
        max_length=PUBLISHER_LENGTH,
        blank=True,
        help_text=_("In English, or its name in the letters of its language."),
    )
    url = models.URLField(
        "address", max_length=1000, blank=True, validators=[web_address]
    )
    archived_url = models.URLField(
        "archived address", max_length=1000, blank=True, validators=[web_address]
    )
    seen_on = models.DateField(null=True, blank=True)
    language = models.CharField(max_length=10, choices=CHOICES)
    public = models.BooleanField(
        default=True,
        help_text=_("Off for a copy on an unrelated site: it is kept, and not linked."),
    )

    class Meta:
        ordering = ["key"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(url="")
                | models.Q(url__startswith="http://")
                | models.Q(url__startswith="https://"),
                name="source_url_is_web",
            ),
            models.CheckConstraint(
                condition=models.Q(archived_url="")
                | models.Q(archived_url__startswith="https://")
                | models.Q(archived_url__startswith="http://"),
                name="source_archived_url_is_web",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        """Refuse what would be offered to readers and can never be linked."""
        for name in ("url", "archived_url"):
            url = getattr(self, name)
            if self.public and url and not safe_address(url):
                raise ValidationError({name: _("This address can never be linked.")})


class SourceText(TextRow):
    """What we say of a source in a language; a title of its own is never translated."""

    source = models.ForeignKey(Source, models.CASCADE, related_name="texts")
    publisher = models.CharField(
        max_length=PUBLISHER_LENGTH,
        blank=True,
        help_text=_("Its name in this language; never one that we made up."),
    )
    title = models.CharField(
        max_length=TITLE_LENGTH,
        blank=True,
        help_text=_("Only where its own title is not recorded: what it is."),
    )
    gave = models.TextField(blank=True, help_text=_("What was learnt from it."))

    class Meta:
        constraints = [
            text_once("source", "source_text_once"),
            models.CheckConstraint(
                condition=~models.Q(publisher="", title="", gave=""),
                name="source_text_says_something",
            ),
        ]

    def __str__(self) -> str:
        return self.gave or self.title or self.publisher


class SourceUse(models.Model):
    """A published record rests on a source: written when the record is published."""

    source = models.ForeignKey(Source, models.PROTECT, related_name="uses")
    subject = models.ForeignKey(Subject, models.CASCADE, related_name="source_uses")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["source", "subject"], name="source_use_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.subject} rests on {self.source_id}"


# What a fact can belong to; each is a foreign key of Provenance
OWNERS = (
    "court",
    "law",
    "case",
    "proceeding",
    "amount",
    "collection",
    "overview",
    "statistic",
)


class Provenance(models.Model):
    """One statement on where a field of one row comes from, and how sure it is.

    A field may have several: sources that disagree stand in a row of their own,
    with `agrees` off and a note on what they say instead.
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
    field = models.CharField(max_length=40, help_text=_("The field it speaks of."))
    position = models.PositiveSmallIntegerField()
    certainty = models.CharField(max_length=20, choices=Certainty.choices)
    agrees = models.BooleanField(
        default=True, help_text=_("Off where these sources say something else.")
    )
    sources = models.ManyToManyField(Source, blank=True, related_name="provenance")

    class Meta:
        ordering = ["position"]
        verbose_name_plural = "provenance"
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


class ProvenanceText(TextRow):
    provenance = models.ForeignKey(Provenance, models.CASCADE, related_name="texts")
    note = models.TextField()

    class Meta:
        constraints = [text_once("provenance", "provenance_text_once")]

    def __str__(self) -> str:
        return self.note
