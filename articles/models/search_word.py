"""Words that texts have, in Latin and Cyrillic letters: spellings to offer."""

from django.db import models

from cjo.lib.languages import CHOICES


class SearchWord(models.Model):
    """A folded word of the texts in a language; `articles.search.index` writes it.

    It may be left from a text that is no longer published: whoever offers it asks the
    index first.
    """

    language = models.CharField(max_length=10, choices=CHOICES)
    word = models.CharField(max_length=64)
    initial = models.CharField(max_length=1)
    length = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["language", "word"], name="search_word_once"
            )
        ]
        indexes = [
            models.Index(
                fields=["language", "initial", "length"], name="search_word_alike"
            )
        ]

    def __str__(self) -> str:
        return self.word
