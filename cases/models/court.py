"""Courts, their place in the hierarchy and the code in their case numbers."""

from typing import Any

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from articles.models import TextRow
from articles.models.address import SLUG_LENGTH, slug_validator
from cases.models.constraints import (
    date_and_precision,
    not_itself,
    one_of,
    text_once,
    web_address,
)
from cases.models.faults import Faults, date_faults, refuse
from cases.models.keys import KEY_LENGTH, title_key
from cjo.lib.languages import CHOICES
from cjo.lib.locales import Precision

PRECISIONS = [(kind.value, kind.value) for kind in Precision]
HIGHEST = 8  # steps up to the top that a page follows; China's courts have four levels


class CourtLevel(models.TextChoices):
    SUPREME = "supreme", _("Supreme People’s Court")
    HIGH = "high", _("High people’s court")
    INTERMEDIATE = "intermediate", _("Intermediate people’s court")
    PRIMARY = "primary", _("Primary people’s court")


class CourtKind(models.TextChoices):
    # Translators: A kind of court: none for special cases only.
    GENERAL = "general", _("general jurisdiction")
    INTERNET = "internet", _("internet court")
    INTELLECTUAL_PROPERTY = (
        "intellectual_property",
        _("intellectual property court"),
    )
    MARITIME = "maritime", _("maritime court")
    FINANCIAL = "financial", _("financial court")
    COMMERCIAL = "commercial", _("international commercial court")
    RAILWAY = "railway", _("railway transport court")
    MILITARY = "military", _("military court")


class Court(models.Model):
    slug = models.CharField(
        _("address"), max_length=SLUG_LENGTH, unique=True, validators=[slug_validator]
    )
    code = models.CharField(
        _("code in case numbers"),
        max_length=20,
        blank=True,
        help_text=_("As case numbers write it, e.g. 京0491; empty if unknown."),
    )
    level = models.CharField(_("level"), max_length=20, choices=CourtLevel.choices)
    kind = models.CharField(
        _("kind"), max_length=30, choices=CourtKind.choices, default=CourtKind.GENERAL
    )
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="lower",
        help_text=_("The court that hears appeals from it."),
        verbose_name=_("court above it"),
    )
    province = models.CharField(
        _("province"),
        max_length=40,
        blank=True,
        help_text=_("Province or municipality, if it has one."),
    )

    division_of = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="divisions",
        help_text=_("For a division: its cases have the code of that court."),
        verbose_name=_("division of"),
    )
    opened_on = models.DateField(_("opened on"), null=True, blank=True)
    opened_precision = models.CharField(
        _("how exactly the date is known"),
        max_length=10,
        choices=PRECISIONS,
        default=Precision.UNKNOWN.value,
    )

    class Meta:
        ordering = ["slug"]
        constraints = [
            models.UniqueConstraint(
                fields=["code"],
                condition=~models.Q(code=""),
                name="court_code_once",
            ),
            one_of("level", CourtLevel, "court_level_known"),
            one_of("kind", CourtKind, "court_kind_known"),
            not_itself("parent", "court_not_above_itself"),
            not_itself("division_of", "court_no_division_of_itself"),
            date_and_precision("opened_on", "opened_precision", "court_opened"),
        ]

    def __str__(self) -> str:
        return self.slug

    def get_absolute_url(self) -> str:
        return reverse("court", args=[self.slug])

    def clean(self) -> None:
        faults: Faults = dict(date_faults(self, "opened_on", "opened_precision"))
        if self.division_of and self.division_of.pk == self.pk:
            faults["division_of"] = _("A court is no division of itself.")
        if self.division_of and self.code:
            faults["code"] = _("A division has the code of its court, and none here.")
        if self.parent and any(court.pk == self.pk for court in self.parent.above()):
            faults["parent"] = _("A court cannot be above itself.")
        others = Court.objects.filter(code=self.code).exclude(pk=self.pk)
        if self.code and (other := others.first()):
            message = _("Another court, %(court)s, has this code.")
            faults["code"] = message % {"court": other}
        refuse(faults)

    @property
    def number_code(self) -> str:
        """Return the code in the numbers of its cases; a division has its court's."""
        return self.code or (self.division_of.code if self.division_of else "")

    @property
    def cache_key(self) -> str:
        return f"court-{self.slug}"

    def above(self) -> list[Any]:
        """Return the court and those above it, nearest first."""
        chain: list[Court] = [self]
        while chain[-1].parent is not None and len(chain) < HIGHEST:
            chain.append(chain[-1].parent)
        return chain


class CourtText(TextRow):
    court = models.ForeignKey(Court, models.CASCADE, related_name="texts")
    name = models.CharField(_("name"), max_length=300)
    short_name = models.CharField(_("short name"), max_length=100, blank=True)
    note = models.TextField(_("note"), blank=True)
    seat = models.CharField(_("seat"), max_length=300, blank=True)
    other_names = models.TextField(
        _("other names"),
        blank=True,
        help_text=_("What else texts call it, one name a line."),
    )
    name_key = models.CharField(max_length=KEY_LENGTH, editable=False)

    class Meta:
        constraints = [text_once("court", "court_text_once")]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.name_key = title_key(self.name)
        super().save(*args, **kwargs)


class Jurisdiction(models.Model):
    """The cases that a court hears in a period; an end that is empty is today."""

    court = models.ForeignKey(Court, models.CASCADE, related_name="jurisdictions")
    since = models.DateField(_("since"), null=True, blank=True)
    until = models.DateField(_("until"), null=True, blank=True)
    precision = models.CharField(
        _("how exactly the dates are known"),
        max_length=10,
        choices=PRECISIONS,
        default=Precision.DAY.value,
    )

    class Meta:
        verbose_name = _("jurisdiction")
        verbose_name_plural = _("jurisdiction, by period")
        # the present one first
        ordering = ["court", models.F("since").desc(nulls_last=True)]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(since__isnull=True)
                | models.Q(until__isnull=True)
                | models.Q(until__gte=models.F("since")),
                name="jurisdiction_ends_after_start",
            ),
            models.CheckConstraint(
                condition=models.Q(precision__in=["day", "month", "year"]),
                name="jurisdiction_precision_known",
            ),
        ]

    def __str__(self) -> str:
        return " – ".join(str(day or "") for day in (self.since, self.until))

    def clean(self) -> None:
        if self.since and self.until and self.until < self.since:
            refuse({"until": _("It ended before it began.")})
        if self.precision == Precision.UNKNOWN:
            refuse({"precision": _("Say how exactly, or leave the dates empty.")})


class JurisdictionText(TextRow):
    jurisdiction = models.ForeignKey(Jurisdiction, models.CASCADE, related_name="texts")
    words = models.TextField(_("cases that it hears"))

    class Meta:
        constraints = [text_once("jurisdiction", "jurisdiction_text_once")]

    def __str__(self) -> str:
        return self.words


class CourtSite(models.Model):
    """An address of a court on the web."""

    court = models.ForeignKey(Court, models.CASCADE, related_name="sites")
    position = models.PositiveSmallIntegerField()
    url = models.URLField(_("address"), max_length=1000, validators=[web_address])
    language = models.CharField(
        _("language"), max_length=10, choices=CHOICES, default="zh-hans"
    )
    is_checked = models.BooleanField(
        _("opened and read"),
        default=False,
        help_text=_("Off for an address that others cite and nobody here opened."),
    )

    class Meta:
        verbose_name = _("site")
        verbose_name_plural = _("sites")
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["court", "position"], name="court_site_position"
            ),
            models.CheckConstraint(
                condition=models.Q(url__startswith="https://")
                | models.Q(url__startswith="http://"),
                name="court_site_is_web",
            ),
        ]

    def __str__(self) -> str:
        return self.url
