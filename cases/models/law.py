"""Laws and their provisions, by article."""

import datetime as dt

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from articles.models import TextRow
from articles.models.address import SLUG_LENGTH, slug_validator
from cases.models.bounds import at_least, at_most
from cases.models.constraints import text_once, web_address
from cases.models.faults import Faults, refuse

LAWS = "laws"  # the stamp of all laws together: their names are what texts are read for


class Law(models.Model):
    slug = models.CharField(
        _("address"), max_length=SLUG_LENGTH, unique=True, validators=[slug_validator]
    )
    adopted_on = models.DateField(_("adopted on"), null=True, blank=True)
    in_force_on = models.DateField(_("in force since"), null=True, blank=True)
    repealed_on = models.DateField(_("repealed on"), null=True, blank=True)
    official_url = models.URLField(
        _("address of the official text"),
        max_length=1000,
        blank=True,
        validators=[web_address],
        help_text=_("Where its official text stands."),
    )

    class Meta:
        ordering = ["slug"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(in_force_on__isnull=True)
                | models.Q(adopted_on__isnull=True)
                | models.Q(in_force_on__gte=models.F("adopted_on")),
                name="law_in_force_after_adopted",
            ),
            models.CheckConstraint(
                condition=models.Q(repealed_on__isnull=True)
                | models.Q(in_force_on__isnull=True)
                | models.Q(repealed_on__gte=models.F("in_force_on")),
                name="law_repealed_after_in_force",
            ),
            models.CheckConstraint(
                condition=models.Q(official_url="")
                | models.Q(official_url__startswith="https://")
                | models.Q(official_url__startswith="http://"),
                name="law_official_url_is_web",
            ),
        ]

    def __str__(self) -> str:
        return self.slug

    def get_absolute_url(self) -> str:
        return reverse("law", args=[self.slug])

    def clean(self) -> None:
        adopted, since, until = self.adopted_on, self.in_force_on, self.repealed_on
        faults: Faults = {}
        if adopted and since and since < adopted:
            faults["in_force_on"] = _("It was in force before it was adopted.")
        if since and until and until < since:
            faults["repealed_on"] = _("It was repealed before it was in force.")
        refuse(faults)

    @property
    def cache_key(self) -> str:
        return f"law-{self.slug}"

    @property
    def changed_on(self) -> dt.date | None:
        """Return when it was last amended or repealed, as far as is known."""
        days = [amendment.amended_on for amendment in self.amendments.all()]
        days += [self.repealed_on] if self.repealed_on else []
        return max(days, default=None)


class LawAmendment(models.Model):
    """A change of a law: the day of the decision, and since when it is in force."""

    law = models.ForeignKey(Law, models.CASCADE, related_name="amendments")
    amended_on = models.DateField(_("amended on"))
    in_force_on = models.DateField(_("in force since"), null=True, blank=True)

    class Meta:
        verbose_name = _("amendment")
        verbose_name_plural = _("amendments")
        ordering = ["law", "amended_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["law", "amended_on"], name="law_amendment_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.law}, {self.amended_on}"


class LawTextQuerySet(models.QuerySet["LawText"]):
    def names_by_law(self) -> dict[str, list[str]]:
        """Return the names by which texts cite each law, in all its languages."""
        names: dict[str, list[str]] = {}
        for text in self.select_related("law").order_by("law", "language"):
            names.setdefault(text.law.slug, []).extend(text.names)
        return names


class LawText(TextRow):
    law = models.ForeignKey(Law, models.CASCADE, related_name="texts")
    title = models.CharField(_("title"), max_length=300)
    abbreviation = models.CharField(
        _("abbreviation"),
        max_length=100,
        blank=True,
        help_text=_("As texts shorten it, e.g. PIPL."),
    )
    other_names = models.TextField(
        _("other names"),
        blank=True,
        help_text=_("What else texts call it, one name a line."),
    )
    note = models.TextField(_("note"), blank=True)

    objects = LawTextQuerySet.as_manager()

    class Meta:
        constraints = [text_once("law", "law_text_once")]

    def __str__(self) -> str:
        return self.title

    @property
    def names(self) -> list[str]:
        """Return all by which a text in this language may call the law."""
        lines = [self.title, self.abbreviation, *self.other_names.splitlines()]
        return list(dict.fromkeys(line.strip() for line in lines if line.strip()))


class Provision(models.Model):
    """An article of a law; `suffix` counts those put in behind it (第120条之一)."""

    law = models.ForeignKey(Law, models.PROTECT, related_name="provisions")
    number = models.PositiveIntegerField(
        _("article"), validators=[at_least(1), at_most(99_999)]
    )
    suffix = models.PositiveSmallIntegerField(
        _("number after the hyphen"), default=0, validators=[at_most(999)]
    )

    class Meta:
        verbose_name = pgettext_lazy("of a law", "article")
        verbose_name_plural = pgettext_lazy("of a law", "articles")
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

    def get_absolute_url(self) -> str:
        return reverse("provision", args=[self.law.slug, self.article])

    @property
    def article(self) -> str:
        return f"{self.number}-{self.suffix}" if self.suffix else str(self.number)

    @property
    def key(self) -> str:
        """Return its key as a subject, which is also its address under /laws/."""
        return f"{self.law.slug}/{self.article}"
