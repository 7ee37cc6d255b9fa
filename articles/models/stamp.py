"""Stamps and counts: when a surrogate key last changed, how long a list is."""

import datetime as dt
from collections.abc import Iterable

from django.db import models

from cjo.lib.clock import now_after

SITE = "*"  # the key of everything: it sorts before all others


class StampQuerySet(models.QuerySet["Stamp"]):
    def touch(self, keys: Iterable[str]) -> None:
        """Record a change of everything that has one of these surrogate keys.

        Without any it is still a change of the site.
        """
        # in one order, so that no two transactions wait for each other
        ordered = sorted({SITE, *keys})
        known = self.filter(key__in=ordered)
        now = now_after(max(known.values_list("at", flat=True), default=None))
        self.bulk_create(
            [Stamp(key=key, at=now) for key in ordered],
            update_conflicts=True,
            unique_fields=["key"],
            update_fields=["at"],
        )

    def generation(self) -> str:
        """Name the state of all that readers see; each change gives another name.

        Whoever changes something waits for the row of the site, so that no change that
        ends later keeps the name of an earlier one.
        """
        at = self.of_site()
        return at.isoformat() if at else "new"

    def of_site(self) -> dt.datetime | None:
        """Return when anything last changed; None if nothing ever did."""
        return self.latest_of([SITE])

    def latest_of(self, keys: Iterable[str]) -> dt.datetime | None:
        """Return when any of them last changed; None if none ever did."""
        newest = self.filter(key__in=list(keys)).order_by("-at")
        return newest.values_list("at", flat=True).first()


class Stamp(models.Model):
    """The last change of everything that carries one surrogate key."""

    key = models.CharField(max_length=200, primary_key=True)
    at = models.DateTimeField()

    objects = StampQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.key} at {self.at:%Y-%m-%d %H:%M:%S}"


class ListCount(models.Model):
    """How many editions a list holds in one language; kept by publishing.

    `list` is `latest`, `year-2024`, `category-3`, `series-2` or `contributor-7`.
    """

    list = models.CharField(max_length=60)
    language = models.CharField(max_length=10)
    number = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["list", "language"], name="list_count_once")
        ]

    def __str__(self) -> str:
        return f"{self.list} ({self.language}): {self.number}"
