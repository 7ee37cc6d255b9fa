"""Published versions of records at the desk: a list, and nobody changes them."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from articles.admin.desk import DeskAdmin
from cases.models import RecordVersion
from cjo.lib.languages import page_language
from cjo.lib.locales import moment_element


@admin.register(RecordVersion)
class RecordVersionAdmin(DeskAdmin[RecordVersion]):
    list_display = ("key", "kind", "number", "change_type", "published")
    list_filter = ("kind", "change_type")
    search_fields = ("key", "change_note")
    ordering = ("-published_at",)

    @admin.display(description=_("published"), ordering="published_at")
    def published(self, version: RecordVersion) -> SafeString:
        return moment_element(version.published_at, page_language())

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False
