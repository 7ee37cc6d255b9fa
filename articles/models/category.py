"""Categories: the sections of the site."""

from django.db import models
from django.urls import reverse

from articles.models.address import SLUG_LENGTH, slug_validator
from articles.models.text import TextRow


class Category(models.Model):
    slug = models.CharField(
        max_length=SLUG_LENGTH, unique=True, validators=[slug_validator]
    )
    position = models.PositiveSmallIntegerField(
        default=0, help_text="Its place in the masthead, smallest first."
    )

    class Meta:
        ordering = ["position", "slug"]
        verbose_name_plural = "categories"

    def __str__(self) -> str:
        return self.slug

    def get_absolute_url(self) -> str:
        return reverse("topic", args=[self.slug])


class CategoryText(TextRow):
    category = models.ForeignKey(Category, models.CASCADE, related_name="texts")
    name = models.CharField(max_length=200)
    description = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["category", "language"], name="category_text_once"
            )
        ]

    def __str__(self) -> str:
        return self.name
