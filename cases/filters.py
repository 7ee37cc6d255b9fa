"""The filters of the case list; each address can be shared."""

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.models import Case, CollectionItem, CollectionText, CourtText, Membership

UNKNOWN = "unknown"
NO_SET = "none"
Choices = list[tuple[str, str]]


class CaseFilter(django_filters.FilterSet):
    """Court, year, membership of a set and how sure that is."""

    court = django_filters.ChoiceFilter(
        field_name="court__slug",
        label=gettext_lazy("Court"),
        empty_label=gettext_lazy("All courts"),
    )
    year = django_filters.ChoiceFilter(
        method="in_year",
        label=gettext_lazy("Year"),
        empty_label=gettext_lazy("All years"),
    )
    collection = django_filters.ChoiceFilter(
        method="unchanged",
        label=gettext_lazy("Set of cases"),
        empty_label=gettext_lazy("Any or none"),
    )
    certainty = django_filters.ChoiceFilter(
        method="unchanged",
        label=gettext_lazy("One of a set"),
        empty_label=gettext_lazy("Sure or not"),
    )

    class Meta:
        model = Case
        fields: list[str] = []

    def __init__(self, *args: Any, language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, choices in {
            "court": _courts(language),
            "year": _years(),
            "collection": _collections(language),
            "certainty": _certainties(),
        }.items():
            self.filters[name].extra["choices"] = choices

    def filter_queryset(self, queryset: QuerySet[Case]) -> QuerySet[Case]:
        """Ask of one place in one set both what set it is and how sure."""
        found: QuerySet[Case] = super().filter_queryset(queryset)
        chosen = self.form.cleaned_data
        certainty, collection = chosen.get("certainty"), chosen.get("collection")
        places = CollectionItem.objects.filter(
            collection__current_version__isnull=False, case__isnull=False
        )
        if collection:
            places = places.filter(collection__slug=collection)
        if certainty == NO_SET:
            return found.exclude(pk__in=places.values("case"))
        if certainty:
            places = places.filter(certainty=certainty)
        if certainty or collection:
            found = found.filter(pk__in=places.values("case"))
        return found

    def in_year(self, cases: QuerySet[Case], name: str, year: str) -> QuerySet[Case]:
        if year == UNKNOWN:
            return cases.filter(year__isnull=True)
        return cases.filter(year=int(year))

    def unchanged(self, cases: QuerySet[Case], name: str, value: str) -> QuerySet[Case]:
        """Leave it to filter_queryset, which sees both fields at once."""
        return cases


def _courts(language: str) -> Choices:
    shown = Case.objects.published().values("court")
    return _labelled(
        CourtText.objects.filter(
            court__in=shown, language__in=[language, "en"]
        ).values_list("court__slug", "language", "name"),
        language,
    )


def _collections(language: str) -> Choices:
    return _labelled(
        CollectionText.objects.filter(
            collection__current_version__isnull=False, language__in=[language, "en"]
        ).values_list("collection__slug", "language", "title"),
        language,
    )


def _years() -> Choices:
    years = Case.objects.published().order_by().values_list("year", flat=True)
    known = sorted({year for year in years.distinct() if year}, reverse=True)
    return [*((str(year), str(year)) for year in known), (UNKNOWN, _("Unknown"))]


def _certainties() -> Choices:
    return [
        (Membership.CONFIRMED.value, _("Confirmed")),
        (Membership.PROBABLE.value, _("Probably one of the set")),
        (NO_SET, _("In no set")),
    ]


def _labelled(rows: Any, language: str) -> Choices:
    """Return key and label, in the language where there is one, else in English."""
    labels: dict[str, str] = {}
    for key, in_language, label in rows:
        if in_language == language or key not in labels:
            labels[key] = label
    return sorted(labels.items(), key=lambda choice: choice[1])
