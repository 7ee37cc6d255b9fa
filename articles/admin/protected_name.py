"""Protected names at the desk: for editors alone, and by number everywhere else."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from articles import permissions
from articles.admin.desk import EditorAdmin, TextInline
from articles.admin.revised import RevisedAdmin
from articles.models import Homonym, ProtectedName


class HomonymInline(TextInline[Homonym]):
    model = Homonym


@admin.register(ProtectedName)
class ProtectedNameAdmin(RevisedAdmin, EditorAdmin[ProtectedName]):
    list_display = ("__str__", "names", "initials")
    search_fields = ("names", "initials")
    inlines = (HomonymInline,)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return permissions.can_publish(request.user)
