"""The form of the case list: how many cases each choice of each filter would leave.

A choice is counted among the cases that the other filters leave, so that its number
is the one that a reader gets by choosing it.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Count
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from cases.case_list.choices import (
    IN_NO_COLLECTION,
    UNKNOWN,
    province_value,
)
from cases.case_list.filters import CaseFilter, every_place
from cases.models import Case, CaseProvision, Provision, provision_key
from cjo.lib.locales import number_text
from cjo.lib.passages import foreign
from cjo.lib.stamped_cache import StampedCache

# The column of a case that each of these filters asks of
COLUMNS = {
    "court": "court__slug",
    "cause": "cause__slug",
    "year": "year",
    "level": "court__level",
    "province": "court__province",
    "outcome": "outcome_kind",
}
PROVISIONS_SHOWN = 60  # of perhaps thousands: those that most cases are on


@dataclass(frozen=True, slots=True)
class Option:
    """A choice in the form; its label has the number of cases that it leaves."""

    value: str
    label: str
    language: str
    selected: bool


@dataclass(frozen=True, slots=True)
class Facet:
    """A filter in the form; `empty` is the label of its not being used."""

    name: str
    label: str
    empty: str
    options: list[Option]
    is_wrong: bool

    @property
    def html(self) -> SafeString:
        # not in a template, which is slow with the options of two hundred courts
        return format_html_join(
            "",
            '<option value="{}"{}{}>{}</option>',
            (
                (
                    option.value,
                    foreign(option.language),
                    format_html(" {}", "selected") if option.selected else "",
                    option.label,
                )
                for option in self.options
            ),
        )

    @property
    def chosen(self) -> Option | None:
        return next((option for option in self.options if option.selected), None)


@dataclass(frozen=True, slots=True)
class CaseCounts:
    """The numbers of each filter by value, and how many cases all filters leave."""

    by_filter: dict[str, Counter[str]]
    total: int


# Ten queries, which many readers of one list need alike
_counts: StampedCache[CaseCounts] = StampedCache(size=512)


def count(chosen: CaseFilter) -> CaseCounts:
    """Count every choice; counted again only when a case has changed."""
    key = tuple(chosen.active.items())
    return _counts.recall(key, chosen.stamp, lambda: _count(chosen))


def facets(chosen: CaseFilter, counts: CaseCounts, language: str) -> list[Facet]:
    return [
        Facet(
            name=name,
            label=str(field.label),
            empty=str(field.empty_label),
            options=list(_options(chosen, name, counts.by_filter[name], language)),
            is_wrong=name in chosen.errors,
        )
        for name, field in chosen.form.fields.items()
        if name in counts.by_filter
    ]


def _count(chosen: CaseFilter) -> CaseCounts:
    by_filter = {name: _by_column(chosen, name) for name in COLUMNS}
    by_filter["provision"] = _by_provision(chosen)
    by_filter["collection"] = _by_collection(chosen)
    by_filter["certainty"] = _by_certainty(chosen)
    return CaseCounts(by_filter, chosen.cases().count())


def _by_column(chosen: CaseFilter, name: str) -> Counter[str]:
    rows = chosen.cases(name).values_list(COLUMNS[name]).annotate(Count("pk"))
    return _counter((_value(name, column), number) for column, number in rows)


def _value(name: str, column: Any) -> str:
    match name:
        case "cause" | "year" if column is None:
            return UNKNOWN
        case "province" if column is not None:  # a case without a court has none
            return province_value(column)
    return str(column)


def _by_provision(chosen: CaseFilter) -> Counter[str]:
    uses = CaseProvision.objects.order_by()
    if chosen.active.keys() - {"provision"}:
        uses = uses.filter(case__in=chosen.cases("provision"))
    else:
        # Few cases are hidden: an index leaves them out five times as fast as it
        # looks up each use among the published ones
        hidden = Case.objects.order_by().filter(current_version=None)
        uses = uses.exclude(case__in=hidden.values("pk"))
    numbers = dict(
        uses.values_list("provision").annotate(number=Count("case", distinct=True))
    )
    provisions = Provision.objects.order_by().values_list(
        *("pk", "law__slug", "number", "suffix", "is_newest", "version__key")
    )
    return _counter(
        (provision_key(law, number, suffix, "" if is_newest else key), numbers[pk])
        for pk, law, number, suffix, is_newest, key in provisions
        if pk in numbers
    )


def _by_collection(chosen: CaseFilter) -> Counter[str]:
    cases = chosen.cases("collection", "certainty")
    places = chosen.places("collection").filter(case__in=cases)
    rows = places.values_list("collection__slug")
    return _counter(rows.annotate(Count("case", distinct=True)))


def _by_certainty(chosen: CaseFilter) -> Counter[str]:
    cases = chosen.cases("collection", "certainty")
    places = chosen.places("certainty").filter(case__in=cases)
    rows = places.values_list("certainty").annotate(Count("case", distinct=True))
    others = chosen.cases("certainty").exclude(pk__in=every_place().values("case"))
    return _counter([*rows, (IN_NO_COLLECTION, others.count())])


def _counter(numbers: Iterable[tuple[str, int]]) -> Counter[str]:
    # added up, for several provinces can have one value in an address
    counter: Counter[str] = Counter()
    for value, number in numbers:
        counter[value] += number
    return counter


def _options(
    chosen: CaseFilter, name: str, numbers: Counter[str], language: str
) -> Iterator[Option]:
    """Yield the choices that leave a case, and the chosen one even if it does not."""
    selected = chosen.active.get(name)
    most = numbers.most_common(PROVISIONS_SHOWN if name == "provision" else None)
    offered = {value for value, number in most if number} | {selected}
    # Translators: A choice of a filter, and how many cases it finds.
    with_number = _("%(choice)s (%(number)s)")
    for value, words in chosen.choices[name]:
        if value in offered:
            number = number_text(numbers[value], language)
            label = with_number % {"choice": words.plain, "number": number}
            yield Option(value, label, words.language, value == selected)
