"""Text rows: the language of a text, and how the text was made."""

from collections.abc import Iterable
from typing import Protocol, TypeVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from cjo.lib.languages import CHOICES


class Method(models.TextChoices):
    """How a text came to be in its language."""

    ORIGINAL = "original", _("written in this language")
    HUMAN = "human", _("translated by a person")
    MACHINE = "machine", _("machine translation, not yet reviewed by a person")
    MACHINE_REVIEWED = (
        "machine_reviewed",
        _("machine translation, reviewed by a person"),
    )


class TextRow(models.Model):
    """The words of a record or of a taxonomy entry in one language."""

    language = models.CharField(_("language"), max_length=10, choices=CHOICES)
    method = models.CharField(
        _("how it came to be in this language"),
        max_length=20,
        choices=Method.choices,
        default=Method.ORIGINAL,
    )
    translated_from = models.CharField(
        _("translated from"),
        max_length=10,
        blank=True,
        choices=CHOICES,
        help_text=_("The language it was translated from; empty for an original."),
    )

    class Meta:
        abstract = True

    def clean(self) -> None:
        if self.translated_from and self.translated_from == self.language:
            message = _("It was translated from another language.")
            raise ValidationError({"translated_from": message})


class InLanguage(Protocol):
    language: str


_Text = TypeVar("_Text", bound=InLanguage)


def choose_text(texts: Iterable[_Text], language: str) -> _Text | None:
    """Return the text in this language, else the English one, else any.

    The caller marks a text in another language than the page with its `lang`.
    """
    ordered = sorted(
        texts, key=lambda text: (text.language != language, text.language != "en")
    )
    return ordered[0] if ordered else None
