"""Published versions of records at the desk: a list, and nobody changes them."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from articles.admin.desk import DeskAdmin
from cases.models import RecordVersion


@admin.register(RecordVersion)
class RecordVersionAdmin(DeskAdmin[RecordVersion]):
    list_display = ("key", "kind", "number", "change_type", "published_at")
    list_filter = ("kind", "change_type")
    search_fields = ("key", "change_note")
    ordering = ("-published_at",)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False
