"""Published states that follow one another, each naming the hash of the last."""

import json
from collections.abc import Iterator
from typing import ClassVar

from django.apps import apps
from django.db import models

from articles.models.document import digest
from articles.models.frozen import FrozenModel


class ChainedModel(FrozenModel):
    """A frozen row whose `canonical` JSON holds the hash of its predecessor.

    `chained_by` names the fields that say to which chain a row belongs.
    """

    number = models.PositiveIntegerField()
    canonical = models.TextField()
    hash = models.CharField(max_length=64, unique=True)

    chained_by: ClassVar[tuple[str, ...]]

    class Meta:
        abstract = True

    @property
    def named_predecessor(self) -> str:
        """Return the hash that the canonical JSON names; "" in a first one."""
        return json.loads(self.canonical)["previous"] or ""

    @property
    def is_intact(self) -> bool:
        """Tell whether the hash is still that of the canonical JSON."""
        return digest(self.canonical) == self.hash


def chained_models() -> list[type[ChainedModel]]:
    return [model for model in apps.get_models() if issubclass(model, ChainedModel)]


def breaks_in(rows: Iterator[ChainedModel]) -> Iterator[str]:
    """Yield a sentence for each row that is not as it was published.

    The rows come in order of their chains and numbers.
    """
    chain: tuple[object, ...] | None = None
    last_number, last_hash = 0, ""
    for row in rows:
        own = tuple(getattr(row, field) for field in row.chained_by)
        if own != chain:
            chain, last_number, last_hash = own, 0, ""
        if not row.is_intact:
            yield f"{row}: its hash is not that of its text."
        if row.number != last_number + 1 or row.named_predecessor != last_hash:
            yield f"{row}: it does not follow its predecessor."
        last_number, last_hash = row.number, row.hash
