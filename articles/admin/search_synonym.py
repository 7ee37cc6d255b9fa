"""Synonyms at the desk: words that find each other in a search."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from articles import permissions
from articles.admin.desk import EditorAdmin
from articles.admin.revised import RevisedAdmin
from articles.models import SearchSynonym, Stamp
from articles.search.index import CACHE_KEY


@admin.register(SearchSynonym)
class SearchSynonymAdmin(RevisedAdmin, EditorAdmin[SearchSynonym]):
    list_display = ("words", "language")
    list_filter = ("language",)
    search_fields = ("words",)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return permissions.can_publish(request.user)

    def save_model(
        self, request: HttpRequest, obj: SearchSynonym, form: Any, change: bool
    ) -> None:
        super().save_model(request, obj, form, change)
        Stamp.objects.touch([CACHE_KEY])

    def delete_model(self, request: HttpRequest, obj: SearchSynonym) -> None:
        super().delete_model(request, obj)
        Stamp.objects.touch([CACHE_KEY])
