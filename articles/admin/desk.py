"""The base of every page of the desk: rights, the page around it, breadcrumbs."""

from typing import Any, TypeVar, cast

from django.contrib.auth.models import User
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.text import capfirst

from articles import permissions
from articles.admin.choosing import media
from articles.admin.fields import FIGURES
from articles.admin.generics import StackedInline
from articles.admin.history import LoggedAdmin

_Row = TypeVar("_Row", bound=Model)
Crumbs = list[tuple[str, str]]  # label and address


class DeskAdmin(LoggedAdmin[_Row]):
    """For everybody who writes. Rights are decided in articles.permissions."""

    # an action of Django deletes many rows at once
    actions = None
    list_per_page = 50
    # PostgreSQL counts every row for the full count
    show_full_result_count = False
    list_title: str | Promise = ""
    folder = "articles"
    formfield_overrides = FIGURES

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
        context = {"title": self.title_of_list, **(extra_context or {})}
        return super().changelist_view(request, context)

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **options: Any
    ) -> HttpResponse:
        """Add the breadcrumbs, and the name of the row as title."""
        context["crumbs"] = self.crumbs()
        if context["original"] is not None:
            context["title"] = self.name_of(context["original"])
            context["subtitle"] = ""
        return super().render_change_form(request, context, *args, **options)

    def history_view(
        self,
        request: HttpRequest,
        object_id: str,
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        context = {"crumbs": self.crumbs(), **(extra_context or {})}
        return super().history_view(request, object_id, context)

    @property
    def title_of_list(self) -> str:
        return capfirst(str(self.list_title or self.opts.verbose_name_plural))

    def name_of(self, row: Any) -> str:
        return str(row)

    def label_of(self, row: Any) -> str:
        """Return the name by which forms offer a row."""
        return self.name_of(row)

    def key_of(self, row: Any) -> Any:
        """Return the key by which forms name a row."""
        return getattr(row, "slug", None) or getattr(row, "key", None) or row.pk

    def crumbs(self) -> Crumbs:
        """Return the breadcrumbs above a page of one row."""
        name = f"admin:{self.opts.app_label}_{self.opts.model_name}_changelist"
        return [(self.title_of_list, reverse(name))]

    def page(
        self, request: HttpRequest, template: str, status: int = 200, **context: Any
    ) -> HttpResponse:
        """Return a page from our own template, the app's or the one both share."""
        return TemplateResponse(
            request,
            [f"admin/{self.folder}/{template}", f"admin/{template}"],
            {
                **self.admin_site.each_context(request),
                "opts": self.opts,
                "crumbs": self.crumbs(),
                "choosing": media(),
                **context,
            },
            status=status,
        )


class EditorAdmin(DeskAdmin[_Row]):
    """For editors alone."""

    def has_module_permission(self, request: HttpRequest) -> bool:
        return permissions.can_publish(request.user)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return permissions.can_publish(request.user)


class TextInline(StackedInline[_Row]):
    """The words of a row in each language, one form a language."""

    extra = 1
    formfield_overrides = FIGURES

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return permissions.can_publish(request.user)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return permissions.can_publish(request.user)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return permissions.can_publish(request.user)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return permissions.can_publish(request.user)


def whole_number(text: str | int) -> int:
    """Return the number that was sent; 0, which no row has, for anything else."""
    digits = str(text)
    # more digits than a column holds would be an error of the database
    return int(digits) if digits.isdecimal() and len(digits) < 19 else 0


def signed_in(request: HttpRequest) -> User:
    """Return the user, where Django's admin has let nobody else in."""
    return cast(User, request.user)
