"""Articles: a work, whatever the languages it is told in."""

from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from articles.models.address import SLUG_LENGTH, slug_validator
from articles.models.category import Category
from articles.models.picture import Picture
from articles.models.series import Series
from cjo.lib.locales import Precision


class Article(models.Model):
    """The work. Its date, people and picture reach readers through a Version."""

    class Kind(models.TextChoices):
        ARTICLE = "article", _("Article")
        PAGE = "page", _("Page")
        LISTING = "listing", _("Listing: only title, date or people are known")

    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.ARTICLE)
    slug = models.CharField(
        "address",
        max_length=SLUG_LENGTH,
        unique=True,
        validators=[slug_validator],
        help_text="The last part of its address in every language. Once readers have "
        "seen it, a change leaves a redirect from the old one.",
    )
    dated = models.DateField(
        "date",
        null=True,
        blank=True,
        help_text="The date line. For a known month or year, its first day.",
    )
    dated_precision = models.CharField(
        "how exactly",
        max_length=10,
        choices=[(kind.value, kind.value) for kind in Precision],
        default=Precision.DAY,
    )
    categories = models.ManyToManyField(Category, blank=True, related_name="articles")
    series = models.ForeignKey(
        Series, models.PROTECT, null=True, blank=True, related_name="articles"
    )
    series_part = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="Its number in the series, if known."
    )
    picture = models.ForeignKey(
        Picture, models.PROTECT, null=True, blank=True, related_name="articles"
    )
    lead_since = models.DateTimeField(
        "leads the front page since",
        null=True,
        blank=True,
        help_text="The front page leads with the latest of these; empty: not chosen.",
    )
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-dated", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(dated__isnull=True, dated_precision="unknown")
                | models.Q(dated__isnull=False) & ~models.Q(dated_precision="unknown"),
                name="article_date_and_precision_agree",
            )
        ]

    def __str__(self) -> str:
        return self.slug

    def get_absolute_url(self) -> str:
        name = "page" if self.kind == self.Kind.PAGE else "article"
        return reverse(name, args=[self.slug])

    def clean(self) -> None:
        if (self.dated is None) != (self.dated_precision == Precision.UNKNOWN):
            raise ValidationError(
                {"dated_precision": "Choose “unknown” exactly when there is no date."}
            )

    @property
    def is_page(self) -> bool:
        return self.kind == self.Kind.PAGE

    @property
    def is_listing(self) -> bool:
        return self.kind == self.Kind.LISTING
