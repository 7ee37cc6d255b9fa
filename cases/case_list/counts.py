"""How many cases each choice of each filter would leave: all by one query.

A choice is counted among the cases that the other filters leave, so that its number
is what a reader gets by choosing it.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import CharField, Count, QuerySet, Value
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from cases.case_list.choices import NO_SET, UNKNOWN
from cases.case_list.filters import OF_SETS, CaseFilter, every_place
from cases.models import Case, CaseProvision
from cjo.lib.locales import number_text
from cjo.lib.stamped_cache import Memory

# The column that a filter's choices are grouped by: of a case, a provision beside
# it, or its place in a set
COLUMNS = {
    "court": "court",
    "level": "court",
    "province": "court",
    "cause": "cause",
    "year": "year",
    "outcome": "outcome_kind",
    "provision": "provision",
    "collection": "collection",
    "certainty": "certainty",
}
# Those of the columns that hold words; the others hold numbers
OF_TEXT = ("outcome", "certainty")
PROVISIONS_SHOWN = 60  # of perhaps thousands: those that most cases stand beside


@dataclass(frozen=True, slots=True)
class Option:
    """A choice in the form, with the number of cases that it leaves."""

    value: str
    label: str
    tag: str
    selected: bool


@dataclass(frozen=True, slots=True)
class Facet:
    """A filter in the form."""

    name: str
    label: str
    empty: str
    options: list[Option]
    is_wrong: bool

    @property
    def html(self) -> SafeString:
        """Return the choices as HTML: two hundred of them are slow in a template."""
        return format_html_join(
            "",
            '<option value="{}"{}{}>{}</option>',
            (
                (
                    one.value,
                    format_html(' lang="{}"', one.tag) if one.tag else "",
                    format_html(" {}", "selected") if one.selected else "",
                    one.label,
                )
                for one in self.options
            ),
        )

    @property
    def chosen(self) -> Option | None:
        return next((one for one in self.options if one.selected), None)


@dataclass(frozen=True, slots=True)
class Counted:
    """The numbers of each filter by value, and how many cases all filters leave."""

    by_filter: dict[str, Counter[str]]
    total: int


def count(chosen: CaseFilter) -> Counted:
    """Count every choice; what many ask for is remembered until a case changes."""
    key = tuple(chosen.active.items())
    return _counts.recall(key, chosen.stamp, lambda: _count(chosen))


def _count(chosen: CaseFilter) -> Counted:
    names = [name for name in COLUMNS if chosen.choices.of(name)]
    parts = {_part(name, chosen): name for name in names}
    rows: dict[str, Counter[str]] = {name: Counter() for name in parts.values()}
    for name, pk, text, number in _union(
        _counted(name, chosen) for name in parts.values()
    ):
        rows[name][text if name in OF_TEXT else _key(pk)] += number
    numbers = {name: rows[parts[_part(name, chosen)]] for name in names}
    return Counted(
        {name: _by_value(name, numbers[name], chosen) for name in names},
        _total(numbers["year"], chosen),
    )


_counts: Memory[Counted] = Memory(size=512)


def facets(chosen: CaseFilter, counted: Counted, language: str) -> list[Facet]:
    """Return the form with its numbers."""
    return [
        Facet(
            name=name,
            label=str(chosen.filters[name].label),
            empty=str(chosen.filters[name].empty),
            options=list(_options(name, chosen, counted, language)),
            is_wrong=name in chosen.form.errors,
        )
        for name in chosen.filters
        if name != "sort"
    ]


def _part(name: str, chosen: CaseFilter) -> tuple[str, frozenset[str]]:
    """Return what makes two counts the same: the column, and the filters left."""
    return COLUMNS[name], frozenset(chosen.active) - {name}


def _counted(name: str, chosen: CaseFilter) -> list[Any]:
    """Return the queries that count the choices of a filter."""
    if name in OF_SETS:
        return _of_sets(name, chosen)
    if name == "provision":
        return [_grouped(_beside(name, chosen), name, Count("case", distinct=True))]
    of_cases = Case.objects.order_by().filter(chosen.condition(name))
    # counts what is published without asking for it, which an index alone answers
    return [_grouped(of_cases, name, Count("current_version"))]


def _beside(name: str, chosen: CaseFilter) -> QuerySet[CaseProvision]:
    """Return the provisions beside the cases that the other filters leave.

    No join with cases: there may be more provisions than cases, and an index of
    theirs answers alone.
    """
    beside = CaseProvision.objects.order_by().exclude(case__in=_hidden())
    beside = beside.filter(chosen.of_sets(name, of="case__"))
    if fields := chosen.fields(name):
        cases = Case.objects.order_by().filter(fields)
        beside = beside.filter(case__in=cases.values("pk"))
    return beside


def _hidden() -> Any:
    """Return what is not published, which is little: to leave it out asks no row."""
    return Case.objects.order_by().filter(current_version=None).values("pk")


def _of_sets(name: str, chosen: CaseFilter) -> list[Any]:
    """Count places, for one place in one set has both set and certainty."""
    places = chosen.places(name).exclude(case__in=_hidden())
    places = places.filter(chosen.fields(name, of="case__"))
    found = _grouped(places, name, Count("case", distinct=True))
    if name == "collection":
        in_none = chosen.active.get("certainty") == NO_SET
        return [found.none() if in_none else found]
    outside = Case.objects.order_by().filter(chosen.condition(name))
    outside = outside.exclude(pk__in=every_place().values("case"))
    none = Value(NO_SET, output_field=CharField())
    return [found, _grouped(outside, name, Count("current_version"), text=none)]


def _grouped(rows: Any, name: str, number: Count, text: Any = None) -> Any:
    """Count by a number or by a text, each as it is stored: a cast has no index."""
    facet, nothing = Value(name, output_field=CharField()), Value("")
    if name in OF_TEXT:
        key: list[Any] = [Value(0), text or COLUMNS[name]]
    else:
        key = [COLUMNS[name], nothing]
    return rows.values_list(facet, *key).annotate(number=number)


def _union(parts: Iterable[list[Any]]) -> Iterable[tuple[str, int | None, str, int]]:
    queries = [query for part in parts for query in part]
    first: Any = queries[0]
    rows: Iterable[tuple[str, int | None, str, int]]
    rows = first.union(*queries[1:], all=True)
    return rows


def _key(pk: int | None) -> str:
    return "" if pk is None else str(pk)


def _by_value(name: str, numbers: Counter[str], chosen: CaseFilter) -> Counter[str]:
    """Return numbers by what stands in an address instead of by what is stored."""
    if name in OF_TEXT:
        return numbers
    found: Counter[str] = Counter()
    for value, choice in chosen.choices.of(name).items():
        found[value] = sum(numbers[str(pk)] for pk in choice.ids)
        if value == UNKNOWN and not choice.ids:
            found[value] = numbers[""]
    return found


def _total(years: Counter[str], chosen: CaseFilter) -> int:
    """Return how many cases are left: each has one year, or none."""
    year = chosen.active.get("year")
    if year is None:
        return years.total()
    return years["" if year == UNKNOWN else year]


def _options(
    name: str, chosen: CaseFilter, counted: Counted, language: str
) -> Iterable[Option]:
    """Return the choices that leave a case, and the chosen one even if it does not."""
    selected = chosen.active.get(name)
    numbers = counted.by_filter.get(name, Counter())
    most = numbers.most_common(PROVISIONS_SHOWN if name == "provision" else None)
    offered = {value for value, number in most if number} | {selected or ""}
    with_number = _("%(choice)s (%(number)s)")
    for value, choice in chosen.choices.of(name).items():
        if value not in offered:
            continue
        number = number_text(numbers[value], language)
        label = with_number % {"choice": choice.words.plain, "number": number}
        tag = choice.words.tag if choice.words.foreign else ""
        yield Option(value, label, tag, value == selected)
