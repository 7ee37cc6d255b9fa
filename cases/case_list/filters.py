"""The filters of the case list; each address of a filtered list can be shared."""

import datetime as dt
from collections.abc import Callable, Mapping
from functools import cached_property, partial
from typing import Any, cast
from urllib.parse import urlencode

from django.db.models import Case as If
from django.db.models import F, FilteredRelation, Q, QuerySet, When
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _
from django_filters import ChoiceFilter, FilterSet

from articles.models import Stamp
from cases.case_list.choices import (
    IN_NO_COLLECTION,
    UNKNOWN,
    Choice,
    choices_in,
    province_value,
)
from cases.models import Case, CaseProvision, CollectionItem, Court
from cjo.lib.stamped_cache import StampedCache

SHOWN = 60  # characters of a value that does not exist
NEWEST = "newest"
SORTS = {
    NEWEST: _("Newest first"),
    "oldest": _("Oldest first"),
    # Translators: A choice after “Sort by”.
    "name": _("By name"),
    # Translators: A choice after “Sort by”.
    "court": _("By court"),
}

# A thousand choices, of which few are new when a case is published
_choices: StampedCache[dict[str, list[Choice]]] = StampedCache(size=4)


class PlaceFilter(ChoiceFilter):
    """Asks of a place in a collection: `CaseFilter` applies both of these together.

    A collection and a certainty, each by itself, could be of two different places.
    """

    def filter(self, cases: QuerySet[Case], value: str) -> QuerySet[Case]:
        return cases


class CaseFilter(FilterSet):
    court = ChoiceFilter("court__slug", label=_("Court"), empty_label=_("All courts"))
    cause = ChoiceFilter(
        "cause__slug",
        label=_("Cause of action"),
        empty_label=_("All causes"),
        null_value=UNKNOWN,
    )
    year = ChoiceFilter(
        label=_("Year of decision, or of filing"),
        empty_label=_("All years"),
        null_value=UNKNOWN,
    )
    level = ChoiceFilter(
        "court__level", label=_("Level of court"), empty_label=_("All levels")
    )
    province = ChoiceFilter(
        method="in_province", label=_("Province"), empty_label=_("All provinces")
    )
    provision = ChoiceFilter(
        method="on_provision",
        # Translators: The label of a filter: an article of a law that the court
        # applied, or that this site relates to the case.
        label=_("Provision, applied or related by us"),
        empty_label=_("Any provision"),
    )
    outcome = ChoiceFilter(
        "outcome_kind",
        # Translators: The label of a row and of a filter: how the case ended.
        label=_("Outcome"),
        empty_label=_("Any outcome"),
    )
    collection = PlaceFilter(
        label=_("Collection"),
        # Translators: The empty choice of the filter “Collection”: cases in a
        # collection or in none.
        empty_label=_("Any or none"),
    )
    certainty = PlaceFilter(
        # Translators: The label of a filter: how sure it is that a case belongs to the
        # collection.
        label=_("In a collection"),
        # Translators: The empty choice of the filter “In a collection”.
        empty_label=_("Any certainty"),
    )
    sort = ChoiceFilter(
        method="in_order",
        label=_("Sort by"),
        empty_label=None,
        choices=list(SORTS.items()),
    )

    class Meta:
        model = Case
        fields: list[str] = []

    def __init__(self, data: Any, *, language: str) -> None:
        super().__init__(data, Case.objects.published().order_by())
        self.language = language
        # publishing a case changes its stamp, and nothing else changes the choices
        self.stamp: dt.datetime | None = Stamp.objects.latest_of(["cases"])
        self.choices = _choices.recall(
            language, self.stamp, partial(choices_in, language)
        )
        for name, offered in self.choices.items():
            self.filters[name].extra["choices"] = _function_of(offered)

    @property
    def is_known(self) -> bool:
        return bool(self.form.is_valid())

    @property
    def wrong(self) -> list[str]:
        """Return each filter whose value does not exist, with the value given."""
        return [
            # Translators: filter is the label of a filter, value what its address asks
            # for.
            _("%(filter)s: “%(value)s”")
            % {"filter": self.form.fields[name].label, "value": self._given(name)}
            for name in self.errors
        ]

    def _given(self, name: str) -> str:
        # from the address, so perhaps long, and perhaps not to be printed
        given = str(self.form[name].value())
        shown = given if len(given) <= SHOWN else f"{given[:SHOWN]}…"
        return "".join(sign if sign.isprintable() else "\ufffd" for sign in shown)

    @cached_property
    def active(self) -> dict[str, str]:
        """Return the filters in use, with valid values only, in the form's order."""
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
        """Return the query that asks for this list, with some filters put aside."""
        pairs = self.pairs(*without)
        return f"?{urlencode(pairs)}" if pairs else ""

    def filter_queryset(self, queryset: QuerySet[Case]) -> QuerySet[Case]:
        return self.in_order(self.cases(), "sort", self.sorted_by)

    def cases(self, *without: str) -> QuerySet[Case]:
        """Return the cases that the filters leave, with some put aside; unsorted."""
        chosen = self._chosen(without)
        cases = cast(QuerySet[Case], self.queryset)
        for name, value in chosen.items():
            cases = self.filters[name].filter(cases, value)
        certainty = chosen.get("certainty")
        if certainty == IN_NO_COLLECTION:
            cases = cases.exclude(pk__in=every_place().values("case"))
        if "collection" in chosen or certainty not in (None, IN_NO_COLLECTION):
            cases = cases.filter(pk__in=self.places(*without).values("case"))
        return cases

    def places(self, *without: str) -> QuerySet[CollectionItem]:
        """Return the places in collections that the filters of places leave."""
        chosen, places = self._chosen(without), every_place()
        if "collection" in chosen:
            places = places.filter(collection__slug=chosen["collection"])
        if "certainty" in chosen:
            places = places.filter(certainty=chosen["certainty"])
        return places

    def _chosen(self, without: tuple[str, ...]) -> Mapping[str, str]:
        return {
            name: value for name, value in self.active.items() if name not in without
        }

    def in_province(
        self, cases: QuerySet[Case], name: str, value: str
    ) -> QuerySet[Case]:
        return cases.filter(court__province__in=self._provinces)

    @cached_property
    def _provinces(self) -> list[str]:
        provinces = Court.objects.order_by().values_list("province", flat=True)
        chosen = self.active.get("province")
        return [each for each in provinces.distinct() if province_value(each) == chosen]

    def on_provision(
        self, cases: QuerySet[Case], name: str, value: str
    ) -> QuerySet[Case]:
        law, *version, article = value.split("/")
        number, _hyphen, suffix = article.partition("-")
        uses = CaseProvision.objects.order_by().filter(
            provision__law__slug=law,
            provision__number=number,
            provision__suffix=suffix or 0,
        )
        if version:
            uses = uses.filter(
                provision__version__key=version[0], provision__is_newest=False
            )
        else:
            uses = uses.filter(provision__is_newest=True)
        return cases.filter(pk__in=uses.values("case"))

    def in_order(self, cases: QuerySet[Case], name: str, value: str) -> QuerySet[Case]:
        """Return the cases in an order of SORTS, those without its key last."""
        match value:
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
        # in the language of the page, else in English, as the cards are
        keys = []
        for language in dict.fromkeys((self.language, "en")):
            name = f"text_{language.replace('-', '_')}"
            condition = Q(**{f"{texts}__language": language})
            row = FilteredRelation(texts, condition=condition)
            cases = cases.annotate(**{name: row})
            keys.append(F(f"{name}__{key}"))
        return cases, Coalesce(*keys) if len(keys) > 1 else keys[0]


# A form makes a deep copy of a list of choices, and none of a function
def _function_of(choices: list[Choice]) -> Callable[[], list[Choice]]:

    def offered() -> list[Choice]:
        return choices

    return offered


def every_place() -> QuerySet[CollectionItem]:
    """Return every place of a published collection whose case is known."""
    return CollectionItem.objects.order_by().filter(
        collection__current_version__isnull=False, case__isnull=False
    )
