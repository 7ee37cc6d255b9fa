"""Pictures: re-encoded at upload, kept by the hash of their bytes."""

import re
from collections.abc import Collection, Iterable, Iterator
from typing import Self

from django.db import models
from django.db.models import Q
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _

from articles.models.document import PrintedPicture
from articles.models.picture_files import fault_of
from articles.models.text import TextRow

ADDRESS = re.compile(r"/media/([0-9a-f]{64})\.[a-z0-9]{1,5}")


class PictureQuerySet(models.QuerySet["Picture"]):
    def by_file(self, hashes: Collection[str]) -> dict[str, "Picture"]:
        """Return the pictures with these files, by the hash of the file."""
        # a text may name a smaller copy; few do, so that a search in JSON is cheap
        pictures = {picture.hash: picture for picture in self.filter(hash__in=hashes)}
        for file in set(hashes) - {*pictures}:
            copies = self.annotate(files=Cast("sizes", models.TextField()))
            picture = copies.filter(files__contains=file).first()
            if picture is not None:
                pictures[file] = picture
        return pictures

    def taken_down(self, files: Iterable[str]) -> frozenset[str]:
        """Return those of these files whose picture was taken down."""
        pictures = self.by_file([*files])
        return frozenset(f for f, picture in pictures.items() if picture.is_taken_down)

    def offered(self) -> Self:
        """Keep those that forms offer."""
        return self.filter(hidden=False, taken_down_at=None)

    def gone(self, file: str) -> "Picture | None":
        """Return the picture with this file if it was taken down or withdrawn."""
        # few were: their copies are compared here
        rows = self.filter(Q(taken_down_at__isnull=False) | Q(is_withdrawn=True))
        return next((row for row in rows if file in row.hashes), None)

    def faults_of_files(self) -> Iterator[str]:
        """Yield a sentence for each file that is missing or another."""
        for picture in self.order_by("pk").iterator():
            files = [{"hash": picture.hash, "extension": picture.extension}]
            for file in [*files, *picture.sizes]:
                if fault := fault_of(file["hash"], file["extension"]):
                    yield fault

    def shown_in(self, text: str, language: str) -> list[PrintedPicture]:
        """Return the pictures that a Markdown text shows, each once, in order.

        `hash` is that of the file that the text names.
        """
        hashes = [*dict.fromkeys(ADDRESS.findall(text))]
        pictures = self.by_file(hashes) if hashes else {}
        return [
            {**pictures[file].printed(language), "hash": file}
            for file in hashes
            if file in pictures
        ]


class Picture(models.Model):
    """A photo or illustration with its credit and licence.

    `sizes` lists its files, smallest first: width, height (pixels), hash, extension.
    """

    class Kind(models.TextChoices):
        PHOTO = "photo", _("Photo")
        ILLUSTRATION = "illustration", _("Illustration")

    # unique: the same file uploaded twice is one picture
    hash = models.CharField(max_length=64, unique=True, editable=False)
    extension = models.CharField(max_length=5, editable=False)
    width = models.PositiveIntegerField(editable=False)
    height = models.PositiveIntegerField(editable=False)
    sizes = models.JSONField(default=list, editable=False)
    kind = models.CharField(
        _("kind"), max_length=20, choices=Kind.choices, default=Kind.PHOTO
    )
    creator = models.CharField(
        _("made by"),
        max_length=200,
        help_text=_("As the credit line names the person."),
    )
    creator_url = models.URLField(_("page of the maker"), max_length=500, blank=True)
    source = models.CharField(
        _("published at"),
        max_length=200,
        blank=True,
        help_text=_(
            "The site or archive that the picture comes from, such as Unsplash."
        ),
    )
    source_url = models.URLField(
        _("page of the picture there"), max_length=500, blank=True
    )
    licence = models.CharField(
        _("licence"), max_length=100, help_text=_("Such as CC BY 4.0.")
    )
    licence_url = models.URLField(_("page of the licence"), max_length=500, blank=True)

    hidden = models.BooleanField(
        _("hidden"),
        default=False,
        help_text=_("No form offers it. The texts that show it stay as they are."),
    )
    taken_down_at = models.DateTimeField(null=True, editable=False)
    taken_down_reason = models.TextField(blank=True, editable=False)
    # every text that shows it was withdrawn; only publishing writes it
    is_withdrawn = models.BooleanField(default=False, editable=False)

    objects = PictureQuerySet.as_manager()

    class Meta:
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.creator} ({self.hash[:8]})"

    @property
    def hashes(self) -> set[str]:
        """Return the hashes of all its files."""
        return {self.hash, *(file["hash"] for file in self.sizes)}

    @property
    def is_taken_down(self) -> bool:
        return self.taken_down_at is not None

    def printed(self, language: str) -> PrintedPicture:
        """Return description and credit as a Version freezes them."""
        text = self.texts.filter(language=language).first()
        return {
            "hash": self.hash,
            "alt": text.alt if text else "",
            "kind": self.kind,
            "creator": self.creator,
            "creator_url": self.creator_url,
            "source": self.source,
            "source_url": self.source_url,
            "licence": self.licence,
            "licence_url": self.licence_url,
            "note": text.note if text else "",
        }


class PictureText(TextRow):
    """The description of a picture for readers who do not see it."""

    picture = models.ForeignKey(Picture, models.CASCADE, related_name="texts")
    alt = models.CharField(
        _("description"),
        max_length=500,
        help_text=_(
            "What the picture shows, in a sentence, for people who cannot see it."
        ),
    )
    note = models.CharField(
        _("addition to the credit"),
        max_length=500,
        blank=True,
        help_text=_("For the credit line, if the licence asks for more words."),
    )

    class Meta:
        verbose_name = _("text in a language")
        verbose_name_plural = _("texts in each language")
        constraints = [
            models.UniqueConstraint(
                fields=["picture", "language"], name="picture_text_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.alt} ({self.get_language_display()})"
