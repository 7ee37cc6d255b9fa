"""Synonyms: words that find each other in a search."""

import re

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from cjo.lib.languages import CHOICES

_SEPARATORS = re.compile(r"[,，、;；\n]")
MOST = 10  # words of a row: a search asks for each of them


class SearchSynonym(models.Model):
    """Words and phrases of a language, separated by commas, that mean the same."""

    language = models.CharField(
        _("language"), max_length=10, choices=CHOICES, default="en"
    )
    words = models.CharField(
        _("words that mean the same"),
        max_length=300,
        help_text=_(
            "Words or phrases, separated by commas, such as: face, facial. A search "
            "for one of them finds the others too. English plurals, endings and "
            "British spellings are known without it."
        ),
    )

    class Meta:
        verbose_name = _("synonyms for the search")
        verbose_name_plural = _("synonyms for the search")
        ordering = ["language", "words"]
        constraints = [
            models.UniqueConstraint(
                fields=["language", "words"], name="search_synonym_once"
            )
        ]

    def __str__(self) -> str:
        return self.words

    def clean(self) -> None:
        if not 2 <= len(self.phrases) <= MOST:
            message = _("Give from two to %(most)s words, separated by commas.")
            raise ValidationError({"words": message % {"most": MOST}})

    @property
    def phrases(self) -> list[str]:
        parts = (part.strip() for part in _SEPARATORS.split(self.words))
        return list(dict.fromkeys(part for part in parts if part))
