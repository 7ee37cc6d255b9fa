"""Cases, collections, overviews and their versions, to be looked at."""

from typing import ClassVar

from django.contrib import admin

from cases.admin.desk import ReadOnlyAdmin, ReadOnlyInline, RecordAdmin
from cases.models import (
    Amount,
    Case,
    CaseProvision,
    CaseText,
    Collection,
    CollectionItem,
    CollectionText,
    Overview,
    OverviewText,
    Proceeding,
    RecordVersion,
    RelatedDecision,
    Statistic,
)


class CaseTextInline(ReadOnlyInline[CaseText]):
    model = CaseText


class CaseProvisionInline(ReadOnlyInline[CaseProvision]):
    model = CaseProvision


class ProceedingInline(ReadOnlyInline[Proceeding]):
    model = Proceeding


class AmountInline(ReadOnlyInline[Amount]):
    model = Amount


@admin.register(Case)
class CaseAdmin(RecordAdmin[Case]):
    inlines = (CaseTextInline, ProceedingInline, AmountInline, CaseProvisionInline)
    list_filter = ("court",)
    search_fields: ClassVar[tuple[str, ...]] = (
        "slug",
        "case_number",
        "texts__title",
        "texts__name",
    )


class CollectionTextInline(ReadOnlyInline[CollectionText]):
    model = CollectionText


class CollectionItemInline(ReadOnlyInline[CollectionItem]):
    model = CollectionItem


class RelatedDecisionInline(ReadOnlyInline[RelatedDecision]):
    model = RelatedDecision


@admin.register(Collection)
class CollectionAdmin(RecordAdmin[Collection]):
    inlines = (CollectionTextInline, CollectionItemInline, RelatedDecisionInline)


class OverviewTextInline(ReadOnlyInline[OverviewText]):
    model = OverviewText


class StatisticInline(ReadOnlyInline[Statistic]):
    model = Statistic
    fk_name = "overview"


@admin.register(Overview)
class OverviewAdmin(RecordAdmin[Overview]):
    inlines = (OverviewTextInline, StatisticInline)


@admin.register(RecordVersion)
class RecordVersionAdmin(ReadOnlyAdmin[RecordVersion]):
    list_display = ("key", "kind", "number", "change_type", "published_at")
    list_filter = ("kind", "change_type")
    search_fields = ("key", "change_note")
    ordering = ("-published_at",)
