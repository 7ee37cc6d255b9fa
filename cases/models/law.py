"""Laws, the versions of their text, and where these can be read."""

import datetime as dt
from typing import Self

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from articles.models import TextRow
from articles.models.address import SLUG_LENGTH, slug_validator
from cases.models.bounds import at_least
from cases.models.constraints import not_itself, one_of, text_once, web_address
from cases.models.faults import Faults, refuse
from cjo.lib.languages import CHOICES

# Beside a law's name: the page of an article has this in its address
VERSION_KEY = "[12][0-9]{3}(?:-[1-9])?"
LAWS = "laws"  # the stamp of all laws together: their names are what texts are read for


class LawKind(models.TextChoices):
    """The kinds of rules, the highest first: a list of laws has them in this order."""

    LAW = "law", _("Law")
    REGULATION = "regulation", _("Administrative regulation")
    INTERPRETATION = "interpretation", _("Judicial interpretation")
    # it may serve a court's reasoning, but no ruling rests on it alone
    SUMMARY = "summary", _("Conference summary")
    MEMORANDUM = "memorandum", _("Memorandum")


class LawQuerySet(models.QuerySet["Law"]):
    def by_kind(self) -> Self:
        rank = models.Case(
            *[
                models.When(kind=kind, then=place)
                for place, kind in enumerate(LawKind.values)
            ],
            output_field=models.IntegerField(),
        )
        return self.order_by(rank, "slug")

    def for_page(self) -> Self:
        """Fetch all that the page of a law prints of the law itself."""
        return self.select_related("repealed_by").prefetch_related(
            "texts",
            "versions__texts",
            "addresses",
            "repealed_by__texts",
            "repeals__texts",
        )


class Law(models.Model):
    """A law or another rule. Its dates are those of its first text."""

    slug = models.CharField(
        _("address"), max_length=SLUG_LENGTH, unique=True, validators=[slug_validator]
    )
    kind = models.CharField(
        _("kind"), max_length=20, choices=LawKind.choices, default=LawKind.LAW
    )
    document_number = models.CharField(
        _("document number"),
        max_length=60,
        blank=True,
        help_text=_("As it is printed, e.g. 法释〔2025〕8号."),
    )
    adopted_on = models.DateField(_("adopted on"), null=True, blank=True)
    promulgated_on = models.DateField(
        _("promulgated on"),
        null=True,
        blank=True,
        help_text=_("The day on which it was made public or, of a pact, signed."),
    )
    in_force_on = models.DateField(_("in force since"), null=True, blank=True)
    repealed_on = models.DateField(_("repealed on"), null=True, blank=True)
    repealed_by = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="repeals",
        verbose_name=_("repealed by"),
    )

    objects = LawQuerySet.as_manager()

    class Meta:
        ordering = ["slug"]
        constraints = [
            models.CheckConstraint(
                condition=Q(in_force_on__isnull=True)
                | Q(adopted_on__isnull=True)
                | Q(in_force_on__gte=F("adopted_on")),
                name="law_in_force_after_adopted",
            ),
            models.CheckConstraint(
                condition=Q(repealed_on__isnull=True)
                | Q(in_force_on__isnull=True)
                | Q(repealed_on__gte=F("in_force_on")),
                name="law_repealed_after_in_force",
            ),
            one_of("kind", LawKind, "law_kind_known"),
            not_itself("repealed_by", "law_not_repealed_by_itself"),
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
        if self.repealed_by and self.repealed_by.pk == self.pk:
            faults["repealed_by"] = _("A law does not repeal itself.")
        refuse(faults)

    @property
    def cache_key(self) -> str:
        return f"law-{self.slug}"

    @property
    def changed_on(self) -> dt.date | None:
        """Return when it was last amended or repealed, as far as is known."""
        days = [
            version.adopted_on
            for version in self.versions.all()
            if version.adopted_on and not version.is_first
        ]
        days += [self.repealed_on] if self.repealed_on else []
        return max(days, default=None)

    @property
    def newest_version(self) -> "LawVersion | None":
        """Return its last text, also one that is not in force yet."""
        versions = list(self.versions.all())
        return versions[-1] if versions else None

    def version_on(self, day: dt.date) -> "LawVersion | None":
        """Return the text in force on a day; None if the dates do not tell."""
        found = None
        for version in self.versions.all():
            since, adopted = version.since(self), version.adopted(self)
            if since is not None and since <= day:
                found = version
            elif since is None and (adopted is None or adopted <= day):
                # it may have begun before that day or after it
                found = None
        return found

    def version_in(self, year: str) -> "LawVersion | None":
        """Return the text that is called by a year: of its adoption, else of its force.

        “The Civil Procedure Law of 2024” is the text adopted in 2023.
        """
        versions = list(self.versions.all())
        by_year: dict[str, LawVersion] = {}
        for version in versions:
            day = version.since(self)
            by_year[str(day.year) if day else version.key] = version
        # a year of adoption is meant before one in which another text began
        for version in versions:
            day = version.adopted(self)
            by_year[str(day.year) if day else version.key] = version
        by_year |= {version.key: version for version in versions}
        return by_year.get(year)

    def key_in(self, year: str, article: str) -> str:
        """Return the key of an article in the text of a year; "" if it is unknown."""
        version = self.version_in(year)
        if version is None:
            days = (self.adopted_on, self.in_force_on)
            is_only = not self.versions.all() and year in {
                str(day.year) for day in days if day
            }
            return f"{self.slug}/{article}" if is_only else ""
        if version == self.newest_version:
            return f"{self.slug}/{article}"
        return f"{self.slug}/{version.key}/{article}"

    def mark_newest(self) -> None:
        """Let its articles know whether they are in its last text.

        Those of no version, from before any was recorded, are taken for those of the
        last one.
        """
        newest = self.versions.last()
        articles = self.provisions.all()
        if newest is None:
            articles.filter(is_newest=False).update(is_newest=True)
            return
        # in this order, since a number is there once in the newest text
        articles.exclude(version=newest).filter(version__isnull=False).update(
            is_newest=False
        )
        articles.filter(version__isnull=True).update(version=newest)
        articles.filter(version=newest, is_newest=False).update(is_newest=True)


class VersionKind(models.TextChoices):
    # Translators: A version of a law: the text as it was first adopted.
    FIRST = "first", _("first text")
    # by a decision that changes parts (修正), or as a whole (修订)
    # Translators: A version of a law: some articles were changed.
    AMENDED = "amended", _("amended")
    # Translators: A version of a law: the whole law was revised (修订).
    REVISED = "revised", _("revised as a whole")


class LawVersion(models.Model):
    """A text of a law: the first one, or that which an amendment made.

    An article number belongs to a version: an amendment may number articles anew.
    """

    law = models.ForeignKey(Law, models.CASCADE, related_name="versions")
    key = models.CharField(
        _("year"),
        max_length=6,
        blank=True,
        validators=[
            RegexValidator(rf"\A{VERSION_KEY}\Z", _("A year, such as 2023 or 2023-2."))
        ],
        help_text=_(
            "By which it is called and addressed, as 2023. Empty: that of its adoption."
        ),
    )
    kind = models.CharField(
        pgettext_lazy("of a version", "kind"),
        max_length=10,
        choices=VersionKind.choices,
        default=VersionKind.AMENDED,
    )
    adopted_on = models.DateField(
        _("adopted on"),
        null=True,
        blank=True,
        help_text=_("The first text has the dates of the law, and none here."),
    )
    in_force_on = models.DateField(_("in force since"), null=True, blank=True)
    articles = models.PositiveSmallIntegerField(
        _("number of articles"), null=True, blank=True, validators=[at_least(1)]
    )

    class Meta:
        verbose_name = _("version of the text")
        verbose_name_plural = _("versions of the text")
        # the first text has no date of its own
        ordering = ["law", F("adopted_on").asc(nulls_first=True), "key"]
        constraints = [
            models.UniqueConstraint(fields=["law", "key"], name="law_version_once"),
            models.UniqueConstraint(
                fields=["law", "adopted_on"], name="law_version_adopted_once"
            ),
            models.CheckConstraint(
                condition=Q(kind="first", adopted_on__isnull=True)
                | (~Q(kind="first") & Q(adopted_on__isnull=False)),
                name="law_version_dated",
            ),
            models.CheckConstraint(condition=~Q(key=""), name="law_version_has_key"),
            one_of("kind", VersionKind, "law_version_kind_known"),
        ]

    def __str__(self) -> str:
        return f"{self.law} {self.key}"

    def clean(self) -> None:
        faults: Faults = {}
        if self.is_first and (self.adopted_on or self.in_force_on):
            faults["adopted_on"] = _("The first text has the dates of the law.")
        if not self.is_first and self.adopted_on is None:
            faults["adopted_on"] = _("Say on which day it was decided.")
        if not self.key:
            faults["key"] = _("Say by which year it is called.")
        refuse(faults)

    @property
    def is_first(self) -> bool:
        return self.kind == VersionKind.FIRST

    def adopted(self, law: Law) -> dt.date | None:
        """Return the day of its adoption; the law is passed to save a query."""
        return law.adopted_on if self.is_first else self.adopted_on

    def since(self, law: Law) -> dt.date | None:
        """Return since when it is in force."""
        return law.in_force_on if self.is_first else self.in_force_on


class LawVersionText(TextRow):
    version = models.ForeignKey(LawVersion, models.CASCADE, related_name="texts")
    adopted_by = models.CharField(_("by whom, and by which document"), max_length=300)

    class Meta:
        constraints = [text_once("version", "law_version_text_once")]

    def __str__(self) -> str:
        return self.adopted_by


class LawAddress(models.Model):
    """Where the text of a law can be read."""

    law = models.ForeignKey(Law, models.CASCADE, related_name="addresses")
    position = models.PositiveSmallIntegerField()
    url = models.URLField(_("address"), max_length=1000, validators=[web_address])
    language = models.CharField(
        _("language"), max_length=10, choices=CHOICES, default="zh-hans"
    )
    is_official = models.BooleanField(
        _("official"),
        default=True,
        help_text=_("On the site of the body that made or keeps the law."),
    )
    is_checked = models.BooleanField(
        _("opened and read"),
        default=False,
        help_text=_("Off for an address that others cite and nobody here opened."),
    )

    class Meta:
        verbose_name = _("address of the text")
        verbose_name_plural = _("addresses of the text")
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["law", "position"], name="law_address_position"
            ),
            models.CheckConstraint(
                condition=Q(url__startswith="https://") | Q(url__startswith="http://"),
                name="law_address_is_web",
            ),
        ]

    def __str__(self) -> str:
        return self.url
