"""Filters of the list of drafts."""

from typing import Any

from django.contrib.admin import SimpleListFilter
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from articles.admin.desk import signed_in
from articles.admin.waiting import waiting_for
from articles.models import Edition
from articles.models.edition import EditionQuerySet
from cjo.lib.languages import CHOICES

STATES = {
    "draft": _("Never published"),
    "published": _("Published"),
    "changed": _("Changed since published"),
    "withdrawn": _("Withdrawn"),
}


class StateFilter(SimpleListFilter):
    title = _("state")
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Any:
        return list(STATES.items())

    def queryset(
        self, request: HttpRequest, queryset: QuerySet[Any]
    ) -> QuerySet[Edition]:
        match self.value():
            case "draft":
                return queryset.filter(current_version=None)
            case "published":
                return queryset.filter(
                    current_version__isnull=False, is_withdrawn=False, differs=False
                )
            case "changed":
                return queryset.filter(
                    current_version__isnull=False, is_withdrawn=False, differs=True
                )
            case "withdrawn":
                return queryset.filter(is_withdrawn=True)
        return queryset


class WaitingFilter(SimpleListFilter):
    """What the front page of the desk counts."""

    title = _("what waits")
    parameter_name = "waits"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Any:
        return [(kind.name, kind.title) for kind in waiting_for(signed_in(request))]

    def queryset(
        self, request: HttpRequest, queryset: QuerySet[Any]
    ) -> QuerySet[Edition]:
        user = signed_in(request)
        for kind in waiting_for(user):
            if kind.name == self.value():
                assert isinstance(queryset, EditionQuerySet)  # noqa: S101
                return kind.keep(queryset, user)
        return queryset


class LanguageFilter(SimpleListFilter):
    """Only the languages in which there is something."""

    title = _("language")
    parameter_name = "language"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Any:
        rows = model_admin.get_queryset(request).order_by("language")
        codes = set(rows.values_list("language", flat=True).distinct())
        return [choice for choice in CHOICES if choice[0] in codes]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        return queryset.filter(language=self.value()) if self.value() else queryset
