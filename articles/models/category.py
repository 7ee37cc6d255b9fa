"""Categories: the sections of the site."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from articles.models.address import SLUG_LENGTH, slug_validator
from articles.models.text import TextRow


class Category(models.Model):
    slug = models.CharField(
        _("address"),
        max_length=SLUG_LENGTH,
        unique=True,
        validators=[slug_validator],
        help_text=_(
            "The last part of the address of its page: small letters, digits, hyphens."
        ),
    )
    position = models.PositiveSmallIntegerField(
        _("place"),
        default=0,
        help_text=_("Its place at the head of each page. The smallest comes first."),
    )
    hidden = models.BooleanField(
        _("hidden"),
        default=False,
        help_text=_(
            "No list, menu or form offers it. Its page and its feed stay, for links "
            "that exist."
        ),
    )

    class Meta:
        ordering = ["position", "slug"]
        verbose_name = _("category")
        verbose_name_plural = _("categories")

    def __str__(self) -> str:
        return self.slug

    def get_absolute_url(self) -> str:
        return reverse("topic", args=[self.slug])


class CategoryText(TextRow):
    category = models.ForeignKey(Category, models.CASCADE, related_name="texts")
    name = models.CharField(_("name"), max_length=200)
    description = models.TextField(
        _("description"), blank=True, help_text=_("Readers see it on its page.")
    )

    class Meta:
        verbose_name = _("text in a language")
        verbose_name_plural = _("texts in each language")
        constraints = [
            models.UniqueConstraint(
                fields=["category", "language"], name="category_text_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.get_language_display()})"
