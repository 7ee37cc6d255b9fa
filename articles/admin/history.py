"""What Django's admin does is written in our log, and read from it."""

import json
from typing import Any, TypeVar, cast

from django.contrib.admin.models import LogEntry
from django.contrib.admin.utils import unquote
from django.contrib.admin.views.main import PAGE_VAR
from django.contrib.auth.models import User
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse

from articles.admin.generics import ModelAdmin
from articles.models import Act, AuditEntry
from articles.publishing import audit

_Row = TypeVar("_Row", bound=Model)
ON_A_PAGE = 100


class LoggedAdmin(ModelAdmin[_Row]):
    """Django's own log, which any program can change, stays as it was."""

    def log_addition(self, request: HttpRequest, obj: _Row, message: Any) -> Any:
        _log(request, obj, Act.ADDED, message)

    def log_change(self, request: HttpRequest, obj: _Row, message: Any) -> Any:
        _log(request, obj, Act.CHANGED, message)

    def log_deletions(self, request: HttpRequest, queryset: QuerySet[_Row]) -> Any:
        for row in queryset:
            _log(request, row, Act.DELETED, "")

    def history_view(
        self,
        request: HttpRequest,
        object_id: str,
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        about = AuditEntry.objects.about(self.model, unquote(object_id)).order_by("pk")
        entries = self.get_paginator(request, about, ON_A_PAGE)
        page = entries.get_page(request.GET.get(PAGE_VAR, 1))
        return super().history_view(
            request,
            object_id,
            {
                "action_list": page,
                "page_range": entries.get_elided_page_range(page.number),
                **(extra_context or {}),
            },
        )


def log_refusal(request: HttpRequest, row: Model, refused: Exception) -> None:
    _log(request, row, Act.REFUSED, str(refused))


def _log(request: HttpRequest, row: Model, act: Act, message: Any) -> None:
    # a list of changes, which Django's own entries put into words
    changes = message if isinstance(message, str) else json.dumps(message)
    words = LogEntry(change_message=changes).get_change_message()
    audit.log(cast(User, request.user), row, act, words)
