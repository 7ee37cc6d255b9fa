"""What every page of the desk has in common: rights, and the page around it."""

from typing import Any, TypeVar, cast

from django.contrib.auth.models import User
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.functional import Promise
from django.utils.text import capfirst

from articles import permissions
from articles.admin.generics import ModelAdmin, StackedInline

_Row = TypeVar("_Row", bound=Model)


class DeskAdmin(ModelAdmin[_Row]):
    """For everybody who writes. Rights are asked in articles.permissions."""

    actions = None
    list_per_page = 50
    show_full_result_count = False
    list_title: str | Promise = ""
    folder = "articles"

    def has_module_permission(self, request: HttpRequest) -> bool:
        return permissions.can_write_any(request.user)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return permissions.can_write_any(request.user)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return permissions.can_publish(request.user)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return permissions.can_publish(request.user)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False  # an address once used is never given to anything else

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        title = self.list_title or self.opts.verbose_name_plural
        context = {"title": capfirst(str(title)), **(extra_context or {})}
        return super().changelist_view(request, context)

    def page(
        self, request: HttpRequest, template: str, status: int = 200, **context: Any
    ) -> HttpResponse:
        """Return a page of our own, with the desk around it."""
        around = {**self.admin_site.each_context(request), "opts": self.opts}
        return TemplateResponse(
            request,
            f"admin/{self.folder}/{template}",
            {**around, **context},
            status=status,
        )


class EditorAdmin(DeskAdmin[_Row]):
    """For editors alone."""

    def has_module_permission(self, request: HttpRequest) -> bool:
        return permissions.can_publish(request.user)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return permissions.can_publish(request.user)


def whole_number(text: str | int) -> int:
    """Return the number that somebody sent; 0, which no row has, for anything else."""
    digits = str(text)
    return int(digits) if digits.isdecimal() and len(digits) < 19 else 0


def signed_in(request: HttpRequest) -> User:
    """Return who is at the desk: Django's admin lets nobody else in."""
    return cast(User, request.user)


class TextInline(StackedInline[_Row]):
    """The words of a row in each language, one form a language."""

    extra = 1

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return permissions.can_publish(request.user)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return permissions.can_publish(request.user)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return permissions.can_publish(request.user)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return permissions.can_publish(request.user)
