"""The filters of the case list; each address can be shared."""

from collections.abc import Container
from typing import Any, cast
from urllib.parse import urlencode

import django_filters
from django import forms
from django.db.models import Case as If
from django.db.models import F, FilteredRelation, Q, QuerySet, When
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from articles.models import Stamp
from cases.case_list.choices import NO_SET, Choices, choices_in
from cases.models import Case, CaseProvision, CollectionItem
from cjo.lib.stamped_cache import Memory

SHOWN = 60  # characters of a value that does not exist
NEWEST = "newest"
SORTS = {
    NEWEST: _("Newest first"),
    "oldest": _("Oldest first"),
    "name": _("By name"),
    "court": _("By court"),
}


_choices: Memory[Choices] = Memory(size=4)

# Both ask of one place in one set
OF_SETS = ("collection", "certainty")


class _KnownValue(forms.CharField):
    """A value that is one of those known.

    A field of choices would make a thousand objects for each request, to check one.
    """

    def __init__(self, *, known: Container[str] = (), **kwargs: Any) -> None:
        super().__init__(strip=False, **kwargs)
        self.known = known

    def validate(self, value: str) -> None:
        super().validate(value)
        if value and value not in self.known:
            raise forms.ValidationError(_("There is no such choice."))


class _KnownFilter(django_filters.Filter):
    """A filter with the words for its not being used."""

    field_class = _KnownValue

    def __init__(self, label: Any, empty: Any) -> None:
        super().__init__(method="all_at_once", label=label)
        self.empty = empty


class CaseFilter(django_filters.FilterSet):
    """Where, when, on what, how it ended; one of which set, and how surely."""

    court = _KnownFilter(_("Court"), _("All courts"))
    cause = _KnownFilter(_("Cause of action"), _("All causes"))
    year = _KnownFilter(_("Year decided, else filed"), _("All years"))
    level = _KnownFilter(_("Level of court"), _("All levels"))
    province = _KnownFilter(_("Province"), _("All provinces"))
    provision = _KnownFilter(_("Provision, applied or pointed to"), _("Any provision"))
    outcome = _KnownFilter(_("Outcome"), _("Any outcome"))
    collection = _KnownFilter(_("Set of cases"), _("Any or none"))
    certainty = _KnownFilter(_("One of a set"), _("Sure or not"))
    sort = _KnownFilter(_("Order"), SORTS[NEWEST])

    class Meta:
        model = Case
        fields: list[str] = []

    def __init__(self, data: Any, *, language: str) -> None:
        super().__init__(data, Case.objects.published().order_by())
        # what cases are counted by changes when one is published, and then only
        self.stamp = Stamp.objects.latest_of(["cases"])
        self.choices: Choices = _choices.recall(
            language, self.stamp, lambda: choices_in(language)
        )
        for name in self.filters:
            known = SORTS if name == "sort" else self.choices.of(name)
            self.filters[name].extra["known"] = known

    @property
    def is_known(self) -> bool:
        """Tell whether every filter has a value that exists."""
        return bool(self.form.is_valid())

    @property
    def wrong(self) -> list[str]:
        """Return each filter whose value does not exist, with the value given."""
        self.form.is_valid()
        return [
            _("%(filter)s: “%(value)s”")
            % {"filter": self.form.fields[name].label, "value": self._given(name)}
            for name in self.form.errors
        ]

    def _given(self, name: str) -> str:
        given = str(self.form[name].value())
        shown = given if len(given) <= SHOWN else f"{given[:SHOWN]}…"
        return "".join(sign if sign.isprintable() else "\ufffd" for sign in shown)

    @property
    def active(self) -> dict[str, str]:
        """Return what is filtered by, valid values only, in the order of the form."""
        self.form.is_valid()
        given = ((name, self.form.cleaned_data.get(name)) for name in self.filters)
        return {name: value for name, value in given if value and name != "sort"}

    @property
    def sorted_by(self) -> str:
        self.form.is_valid()
        chosen: str = self.form.cleaned_data.get("sort") or NEWEST
        return chosen

    def pairs(self, *without: str) -> list[tuple[str, str]]:
        pairs = [pair for pair in self.active.items() if pair[0] not in without]
        if self.sorted_by != NEWEST:
            pairs.append(("sort", self.sorted_by))
        return pairs

    def query(self, *without: str) -> str:
        """Return the query that asks for this list: only what is chosen, in order."""
        pairs = self.pairs(*without)
        return f"?{urlencode(pairs)}" if pairs else ""

    def all_at_once(self, cases: Any, name: str, value: str) -> Any:
        """Leave it to filter_queryset, which sees all filters together."""
        return cases

    def filter_queryset(self, queryset: QuerySet[Case]) -> QuerySet[Case]:
        return self.narrowed()

    def narrowed(self) -> QuerySet[Case]:
        """Return the cases that all filters leave."""
        return cast(QuerySet[Case], self.queryset).filter(self.condition())

    def condition(self, *without: str) -> Q:
        """Return what a case must be, published or not, with some filters put aside."""
        return self.fields(*without) & self.of_sets(*without)

    def fields(self, *without: str, of: str = "") -> Q:
        """Return the part of the condition that asks of the case itself.

        `of` leads to the case from another row: `case__` from a place in a set.
        """
        condition = Q()
        for name, value in self._left(without).items():
            if name not in OF_SETS:
                condition &= self._where(name, value, of)
        return condition

    def of_sets(self, *without: str, of: str = "") -> Q:
        """Return the part of the condition that asks in which sets a case is."""
        left, condition = self._left(without), Q()
        if left.get("certainty") == NO_SET:
            condition &= ~Q(**{f"{of}pk__in": every_place().values("case")})
        if "collection" in left or left.get("certainty", NO_SET) != NO_SET:
            condition &= Q(**{f"{of}pk__in": self.places(*without).values("case")})
        return condition

    def places(self, *without: str) -> QuerySet[CollectionItem]:
        """Return the places in sets that the filters on sets leave."""
        left, places = self._left(without), every_place()
        if "collection" in left:
            ids = self.choices.ids("collection", left["collection"])
            places = places.filter(collection__in=ids)
        if left.get("certainty", NO_SET) != NO_SET:
            places = places.filter(certainty=left["certainty"])
        return places

    def in_order(self, cases: QuerySet[Case]) -> QuerySet[Case]:
        """Return the cases in the chosen order; what is unknown comes last."""
        match self.sorted_by:
            case "oldest":
                dated = If(When(year__isnull=True, then=1), default=0)
                return cases.order_by(dated, "listed_on", "slug")
            case "name":
                cases, key = self._with_key(cases, "texts", "title_key")
                return cases.order_by(key.asc(nulls_last=True), "slug")
            case "court":
                cases, key = self._with_key(cases, "court__texts", "name_key")
                return cases.order_by(key.asc(nulls_last=True), "-listed_on", "slug")
        return cases.order_by("-listed_on", "slug")

    def _with_key(
        self, cases: QuerySet[Case], texts: str, key: str
    ) -> tuple[QuerySet[Case], Any]:
        """Join the key of a text in the language of the page, else in English."""
        found = []
        for language in dict.fromkeys((self.choices.language, "en")):
            name = f"text_{language.replace('-', '_')}"
            condition = Q(**{f"{texts}__language": language})
            row = FilteredRelation(texts, condition=condition)
            cases = cases.annotate(**{name: row})
            found.append(F(f"{name}__{key}"))
        return cases, Coalesce(*found) if len(found) > 1 else found[0]

    def _left(self, without: tuple[str, ...]) -> dict[str, str]:
        return {n: value for n, value in self.active.items() if n not in without}

    def _where(self, name: str, value: str, of: str) -> Q:
        """Return what a case must be for one filter."""
        ids = self.choices.ids(name, value)
        match name:
            case "outcome":
                return Q(**{f"{of}outcome_kind": value})
            case "cause" | "year" if not ids:
                return Q(**{f"{of}{name}__isnull": True})
            case "cause" | "year":
                return Q(**{f"{of}{name}__in": ids})
            case "provision":
                beside = CaseProvision.objects.order_by().filter(provision__in=ids)
                return Q(**{f"{of}pk__in": beside.values("case")})
        return Q(**{f"{of}court__in": ids})


def every_place() -> QuerySet[CollectionItem]:
    """Return every place of a published set that has its case."""
    return CollectionItem.objects.order_by().filter(
        collection__current_version__isnull=False, case__isnull=False
    )
