"""Checks before a record is published or withdrawn; each problem names its field."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from articles.publishing.problems import Named, Problem
from cases.models import Case, Collection, Overview, Record, Statistic
from cases.publishing import affected
from cases.snapshots.parts import period_of
from cases.snapshots.periods import is_same
from cases.snapshots.schema import PeriodShape

# addresses under /cases/ that a case of the same slug would never be found at
RESERVED = {
    "case": frozenset({"collections", "list", "number", "overviews", "sources"})
}


def problems_of(record: Record) -> list[Problem]:
    """Return the problems that no constraint of the database can find."""
    problems = []
    if record.slug in RESERVED.get(record.kind, ()):
        problems.append(
            Problem("slug", _("“%(slug)s” is an address of its own.") % vars(record))
        )
    if isinstance(record, Case | Collection | Overview) and not record.texts.exists():
        problems.append(Problem("texts", _("Give the record a text in one language.")))
    if isinstance(record, Collection):
        problems.extend(_collection(record))
    if isinstance(record, Overview):
        problems.extend(_overview(record))
    return problems


def withdrawal_problems(record: Record, seen: int | None = None) -> list[Problem]:
    """Return the problems of withdrawing a record.

    `seen` is the key of the version that the editor decided about.
    """
    if record.current_version is None:
        return [Problem("", _("It is withdrawn already."))]
    if seen not in (None, record.current_version.pk):
        changed = _("Somebody changed it meanwhile. Look at it again, then decide.")
        return [Problem("", changed)]
    message = _(
        "The collection “%(collection)s” shows it or names it. Take it out there first."
    )
    return [
        Problem(
            "",
            message % {"collection": collection.slug},
            Named("collection", collection.pk, collection.slug),
        )
        for collection in affected.of_record(record)
    ]


def _collection(collection: Collection) -> Iterator[Problem]:
    items = list(collection.items.select_related("case"))
    related = list(collection.related_decisions.select_related("case"))
    for field, rows in (("items", items), ("related_decisions", related)):
        for case in (row.case for row in rows):
            if case is not None and case.is_withdrawn:
                yield _gone(field, case)
    if collection.overview is not None and collection.overview.is_withdrawn:
        yield _gone("overview", collection.overview)
    if collection.size is not None and len(items) != collection.size:
        yield Problem(
            "items",
            _("The collection has %(size)d places, and %(count)d are listed.")
            % {"size": collection.size, "count": len(items)},
        )
    for item in items:
        number, size = item.official_number, collection.size
        if number and size and number > size:
            yield Problem(
                "items",
                _("Number %(number)d is beyond the size of the collection.")
                % {"number": item.official_number},
            )
    beside = {decision.case_id for decision in related}
    if beside & {item.case_id for item in items}:
        yield Problem(
            "related_decisions",
            _("A decision cannot be in the collection and related to it too."),
        )


def _gone(field: str, record: Record) -> Problem:
    message = _("Readers cannot read “%(slug)s”: it was withdrawn.")
    named = Named(str(record.kind), record.pk, record.slug)
    return Problem(field, message % {"slug": record.slug}, named)


def _overview(overview: Overview) -> Iterator[Problem]:
    statistics = list(
        overview.statistics.select_related("base", "group").prefetch_related(
            "printed", "texts"
        )
    )
    for group in overview.groups.prefetch_related("texts"):
        if not group.texts.all():
            yield Problem(
                f"groups/{group.key}/texts",
                _("%(key)s has no heading: give it words in one language.")
                % {"key": group.key},
            )
    for statistic in statistics:
        if not statistic.texts.all():
            message = _("%(key)s does not say what was counted: give it words.")
            yield _of(statistic, "texts", message)
        if statistic.group.overview_id != overview.pk:
            yield _of(
                statistic, "group", _("%(key)s stands in a group of another overview.")
            )
        if statistic.base is not None:
            yield from _share(overview, statistic, statistic.base)
        elif statistic.printed.all():
            yield _of(
                statistic,
                "base",
                _("%(key)s has a printed share, and nothing it is a share of."),
            )
    yield from _circles(statistics)
    yield from _parts(statistics)


def _share(
    overview: Overview, statistic: Statistic, base: Statistic
) -> Iterator[Problem]:
    if base.overview_id != overview.pk:
        yield _of(statistic, "base", _("The base of %(key)s is in another overview."))
    elif not is_same(_period(base, overview), _period(statistic, overview)):
        yield _of(
            statistic,
            "base",
            _(
                "%(key)s and its base, %(base)s, were counted in different periods: "
                "the one cannot be a share of the other."
            ),
        )
    if base.value == 0:
        yield _of(
            statistic,
            "base",
            _("%(key)s cannot be a share of %(base)s, which is nought."),
        )
    elif statistic.value > base.value:
        yield _of(
            statistic,
            "value",
            _(
                "%(key)s is more than its base, %(base)s: "
                "%(value)s of %(base_value)s is no share."
            ),
        )


def _circles(statistics: list[Statistic]) -> Iterator[Problem]:
    """Refuse a statistic that is, through its bases, a share of itself."""
    bases = {statistic.pk: statistic.base_id for statistic in statistics}
    for statistic in statistics:
        seen, at = set(), statistic.base_id
        while at is not None and at not in seen:
            seen.add(at)
            at = bases.get(at)
        if statistic.pk in seen:
            yield _of(
                statistic,
                "base",
                _("%(key)s is, by way of its base, a share of itself."),
            )


def _parts(statistics: list[Statistic]) -> Iterator[Problem]:
    """Refuse a group of parts without one common base."""
    groups: dict[str, list[Statistic]] = {}
    for statistic in statistics:
        if statistic.group.parts:
            groups.setdefault(statistic.group.key, []).append(statistic)
    for key, parts in groups.items():
        bases = {part.base_id for part in parts}
        if None in bases or len(bases) > 1:
            yield Problem(
                f"groups/{key}/parts",
                _(
                    "The figures of %(key)s are said to add up to their base, "
                    "and have no base in common."
                )
                % {"key": key},
            )


def _period(statistic: Statistic, overview: Overview) -> PeriodShape | None:
    return period_of(statistic) or period_of(overview)


def _of(statistic: Statistic, field: str, message: str) -> Problem:
    """Return a problem whose field names the figure too: `statistics/KEY/value`."""
    base = statistic.base
    names = {
        "key": statistic.key,
        "value": statistic.value,
        "base": base.key if base else "",
        "base_value": base.value if base else "",
    }
    return Problem(f"statistics/{statistic.key}/{field}", message % names)
