"""Articles: a work in all its languages."""

from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from articles.models.address import SLUG_LENGTH, slug_validator
from articles.models.category import Category
from articles.models.picture import Picture
from articles.models.series import Series
from cjo.lib.locales import PRECISION_CHOICES, Precision


class Article(models.Model):
    """The work. Its date, people and picture reach readers through a Version."""

    class Kind(models.TextChoices):
        ARTICLE = "article", _("Article")
        PAGE = "page", _("Page")
        LISTING = "listing", _("Listing: only title, date or people are known")

    kind = models.CharField(
        _("kind"), max_length=10, choices=Kind.choices, default=Kind.ARTICLE
    )
    slug = models.CharField(
        _("address"),
        max_length=SLUG_LENGTH,
        unique=True,
        validators=[slug_validator],
        help_text=_(
            "The last part of its address in every language, such as court-opens: "
            "small letters, digits and hyphens. Choose it well: it should never change."
        ),
    )
    dated = models.DateField(
        _("date"),
        null=True,
        blank=True,
        help_text=_(
            "The date that readers see. If only the month or the year is known, enter "
            "its first day."
        ),
    )
    dated_precision = models.CharField(
        _("how exactly the date is known"),
        max_length=10,
        choices=PRECISION_CHOICES,
        default=Precision.DAY,
    )
    happened = models.DateField(
        _("date of the event"),
        null=True,
        blank=True,
        help_text=_(
            "The day of the decision, the release or whatever else the text is about. "
            "Readers see it beside the date of the text."
        ),
    )
    happened_precision = models.CharField(
        _("how exactly the date of the event is known"),
        max_length=10,
        choices=PRECISION_CHOICES,
        default=Precision.UNKNOWN,
    )
    categories = models.ManyToManyField(
        Category, verbose_name=_("categories"), blank=True, related_name="articles"
    )
    series = models.ForeignKey(
        Series,
        models.PROTECT,
        verbose_name=_("series"),
        null=True,
        blank=True,
        related_name="articles",
    )
    series_part = models.PositiveSmallIntegerField(
        _("part of the series"),
        null=True,
        blank=True,
        help_text=_("Its number in the series, if that is known."),
    )
    picture = models.ForeignKey(
        Picture,
        models.PROTECT,
        verbose_name=_("lead picture"),
        null=True,
        blank=True,
        related_name="articles",
        help_text=_("Type a word of its description."),
    )
    # The front page leads with the article that was chosen last
    lead_since = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")
        ordering = ["-dated", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(dated__isnull=True, dated_precision="unknown")
                | models.Q(dated__isnull=False) & ~models.Q(dated_precision="unknown"),
                name="article_date_and_precision_agree",
            ),
            models.CheckConstraint(
                condition=models.Q(happened__isnull=True, happened_precision="unknown")
                | models.Q(happened__isnull=False)
                & ~models.Q(happened_precision="unknown"),
                name="article_event_and_precision_agree",
            ),
        ]
        indexes = [
            # the desk lists the newest first; few were ever chosen to lead
            models.Index(fields=["-created_at", "-id"], name="article_newest"),
            models.Index(fields=["kind", "id"], name="article_kind"),
            models.Index(
                fields=["-lead_since"],
                condition=models.Q(lead_since__isnull=False),
                name="article_leads",
            ),
        ]

    def __str__(self) -> str:
        return self.slug

    def get_absolute_url(self) -> str:
        return reverse("page" if self.is_page else "article", args=[self.slug])

    def url_of(self, name: str, *arguments: int | str) -> str:
        """Return the address of its `history`, of a `version` by its number…"""
        kind = "page" if self.is_page else "article"
        return reverse(f"{kind}_{name}", args=[self.slug, *arguments])

    def clean(self) -> None:
        message = _("Choose “not known” if, and only if, you give no date.")
        wrong = {
            name: message
            for name, date, precision in (
                ("dated_precision", self.dated, self.dated_precision),
                ("happened_precision", self.happened, self.happened_precision),
            )
            if (date is None) != (precision == Precision.UNKNOWN)
        }
        if wrong:
            raise ValidationError(wrong)

    @property
    def is_page(self) -> bool:
        return self.kind == self.Kind.PAGE

    @property
    def is_listing(self) -> bool:
        return self.kind == self.Kind.LISTING
