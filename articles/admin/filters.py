"""The filters of the lists of drafts and of versions."""

from typing import Any, cast

from django.contrib.admin import SimpleListFilter
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from articles.admin.desk import signed_in
from articles.admin.waiting import tasks_of
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
                # the conditions of Edition.state, as a query
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
    """The same tasks as on the front page of the desk."""

    title = _("task")
    parameter_name = "task"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Any:
        return [(task.name, task.title) for task in tasks_of(signed_in(request))]

    def queryset(
        self, request: HttpRequest, queryset: QuerySet[Any]
    ) -> QuerySet[Edition]:
        user = signed_in(request)
        for task in tasks_of(user):
            if task.name == self.value():
                return task.keep(cast(EditionQuerySet, queryset), user)
        return queryset


class LanguageFilter(SimpleListFilter):
    """Offers only the languages that the list has."""

    title = _("language")
    parameter_name = "language"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Any:
        rows = model_admin.get_queryset(request).order_by("language")
        # twenty languages, of which most sites use a few
        codes = set(rows.values_list("language", flat=True).distinct())
        return [choice for choice in CHOICES if choice[0] in codes]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        return queryset.filter(language=self.value()) if self.value() else queryset
