"""Courts, their place in the hierarchy and the code in their case numbers."""

from typing import Any

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from articles.models import TextRow
from articles.models.address import SLUG_LENGTH, slug_validator
from cases.models.constraints import not_itself, one_of, text_once
from cases.models.faults import Faults, refuse
from cases.models.keys import KEY_LENGTH, title_key

HIGHEST = 8  # steps up to the top that a page follows; China's courts have four levels


class CourtLevel(models.TextChoices):
    SUPREME = "supreme", _("Supreme People's Court")
    HIGH = "high", _("High people's court")
    INTERMEDIATE = "intermediate", _("Intermediate people's court")
    PRIMARY = "primary", _("Primary people's court")


class CourtKind(models.TextChoices):
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
        ]

    def __str__(self) -> str:
        return self.slug

    def get_absolute_url(self) -> str:
        return reverse("court", args=[self.slug])

    def clean(self) -> None:
        faults: Faults = {}
        if self.parent and any(court.pk == self.pk for court in self.parent.above()):
            faults["parent"] = _("A court cannot be above itself.")
        others = Court.objects.filter(code=self.code).exclude(pk=self.pk)
        if self.code and (other := others.first()):
            message = _("Another court, %(court)s, has this code.")
            faults["code"] = message % {"court": other}
        refuse(faults)

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
    name_key = models.CharField(max_length=KEY_LENGTH, editable=False)

    class Meta:
        constraints = [text_once("court", "court_text_once")]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.name_key = title_key(self.name)
        super().save(*args, **kwargs)
