"""Series: articles that continue one another."""

from django.db import models
from django.urls import reverse

from articles.models.address import SLUG_LENGTH, slug_validator
from articles.models.text import TextRow


class Series(models.Model):
    slug = models.CharField(
        max_length=SLUG_LENGTH, unique=True, validators=[slug_validator]
    )
    total = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="How many parts it has, if that is known."
    )

    class Meta:
        ordering = ["slug"]
        verbose_name_plural = "series"

    def __str__(self) -> str:
        return self.slug

    def get_absolute_url(self) -> str:
        return reverse("topic", args=[self.slug])


class SeriesText(TextRow):
    series = models.ForeignKey(Series, models.CASCADE, related_name="texts")
    name = models.CharField(max_length=200)
    description = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["series", "language"], name="series_text_once"
            )
        ]

    def __str__(self) -> str:
        return self.name
