"""What stands in the way of publishing a record, in plain words."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from articles.extensions import Problem
from cases.models import Case, Collection, Overview, Record, Statistic

RESERVED = {"case": frozenset({"collections", "overviews", "number"})}


def problems_of(record: Record) -> list[Problem]:
    """Return everything that no constraint of the database can see."""
    found = []
    if record.slug in RESERVED.get(record.kind, ()):
        found.append(
            Problem("slug", _("“%(slug)s” is an address of its own.") % vars(record))
        )
    if isinstance(record, Case | Collection | Overview) and not record.texts.exists():
        found.append(Problem("texts", _("Give the record a text in one language.")))
    if isinstance(record, Collection):
        found.extend(_collection(record))
    if isinstance(record, Overview):
        found.extend(_overview(record))
    return found


def _collection(collection: Collection) -> Iterator[Problem]:
    items = list(collection.items.all())
    if len(items) != collection.size:
        yield Problem(
            "items",
            _("The set has %(size)d places, and %(count)d are listed.")
            % {"size": collection.size, "count": len(items)},
        )
    for item in items:
        if item.official_number and item.official_number > collection.size:
            yield Problem(
                "items",
                _("Number %(number)d is beyond the size of the set.")
                % {"number": item.official_number},
            )
    beside = set(collection.related_decisions.values_list("case", flat=True))
    if beside & {item.case_id for item in items}:
        yield Problem(
            "related", _("A decision cannot be one of the set and beside it.")
        )


def _overview(overview: Overview) -> Iterator[Problem]:
    statistics = overview.statistics.select_related("base", "group")
    for statistic in statistics:
        if statistic.group.overview_id != overview.pk:
            yield Problem(
                "statistics",
                _("%(key)s stands in a group of another overview.") % vars(statistic),
            )
        if statistic.base is not None:
            yield from _share(overview, statistic, statistic.base)
        elif statistic.printed.exists():
            yield Problem(
                "statistics",
                _("%(key)s has a printed share, and nothing it is a share of.")
                % vars(statistic),
            )


def _share(
    overview: Overview, statistic: Statistic, base: Statistic
) -> Iterator[Problem]:
    names = {"key": statistic.key, "base": base.key}
    if base.overview_id != overview.pk:
        yield Problem(
            "statistics", _("The base of %(key)s is in another overview.") % names
        )
    if base.value == 0:
        yield Problem(
            "statistics",
            _("%(key)s cannot be a share of %(base)s, which is nought.") % names,
        )
    elif statistic.value > base.value:
        yield Problem(
            "statistics", _("%(key)s is more than its base, %(base)s.") % names
        )
