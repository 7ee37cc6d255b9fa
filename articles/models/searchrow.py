"""Search rows: the folded words of a text or record, one row a language."""

from typing import Self

from django.db import models

from cjo.lib.languages import CHOICES
from cjo.lib.search_folding import FOLDING


class SearchRowQuerySet(models.QuerySet["SearchRow"]):
    def stale(self) -> Self:
        """Keep the rows that another folding than this code's has made."""
        return self.exclude(folding=FOLDING)


class SearchRow(models.Model):
    """The words of an article or a record in one language, folded.

    Only `articles.search.index` writes here. The engine updates its own index
    (`articles.search.engines`). Behind the words stand their stems.
    `names` are all names, folded, each on a line of its own. `dated` orders rows that
    match equally well. `folding` is the revision of the folding that made the row.
    """

    kind = models.CharField(max_length=20)
    key = models.CharField(max_length=200)
    language = models.CharField(max_length=10, choices=CHOICES)
    dated = models.DateField(null=True)
    title = models.TextField(blank=True)
    abstract = models.TextField(blank=True)
    text = models.TextField(blank=True)
    names = models.TextField(blank=True)
    folding = models.PositiveSmallIntegerField(default=0)

    objects = SearchRowQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "key", "language"], name="search_row_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind}:{self.key} ({self.language})"
