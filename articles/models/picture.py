"""Pictures: re-encoded at upload, kept by the hash of their bytes."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.text import TextRow


class Picture(models.Model):
    """A photo or illustration with its credit and licence.

    `sizes` lists its files, smallest first: width, height (pixels), hash, extension.
    """

    class Kind(models.TextChoices):
        PHOTO = "photo", _("Photo")
        ILLUSTRATION = "illustration", _("Illustration")

    hash = models.CharField(max_length=64, unique=True, editable=False)
    extension = models.CharField(max_length=5, editable=False)
    width = models.PositiveIntegerField(editable=False)
    height = models.PositiveIntegerField(editable=False)
    sizes = models.JSONField(default=list, editable=False)
    kind = models.CharField(max_length=20, choices=Kind.choices, default=Kind.PHOTO)
    creator = models.CharField(max_length=200, help_text="Who made it, as credited.")
    creator_url = models.URLField(max_length=500, blank=True)
    source = models.CharField(
        max_length=200, blank=True, help_text="Where it was published, e.g. Unsplash."
    )
    source_url = models.URLField(max_length=500, blank=True)
    licence = models.CharField(max_length=100)
    licence_url = models.URLField(max_length=500, blank=True)

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.creator} ({self.hash[:8]})"


class PictureText(TextRow):
    """What a picture shows, for those who do not see it."""

    picture = models.ForeignKey(Picture, models.CASCADE, related_name="texts")
    alt = models.CharField(
        "alternative text",
        max_length=500,
        help_text="What the picture shows, in a sentence, for those who cannot see it.",
    )
    note = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["picture", "language"], name="picture_text_once"
            )
        ]

    def __str__(self) -> str:
        return self.alt
