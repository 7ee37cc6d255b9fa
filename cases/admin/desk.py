"""What records have in common at the desk: for now they can be looked at only."""

from typing import Any, ClassVar, TypeVar

from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import permissions
from articles.admin.desk import DeskAdmin
from articles.admin.generics import StackedInline
from cases.models import Record

_Row = TypeVar("_Row", bound=Model)
_RecordRow = TypeVar("_RecordRow", bound=Record)


class ReadOnlyAdmin(DeskAdmin[_Row]):
    """Records are changed by cases.publishing; its forms come later."""

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False


class ReadOnlyInline(StackedInline[_Row]):
    extra = 0
    can_delete = False

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return permissions.can_write_any(request.user)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class RecordAdmin(ReadOnlyAdmin[_RecordRow]):
    """A record with its newest version and the page that readers see."""

    list_display = ("slug", "version", "page_of")
    list_select_related = ("current_version",)
    search_fields: ClassVar[tuple[str, ...]] = ("slug", "texts__title")
    ordering = ("slug",)

    @admin.display(description=gettext_lazy("version"))
    def version(self, record: Record) -> str:
        return str(record.current_version.number) if record.current_version else ""

    @admin.display(description=gettext_lazy("page"))
    def page_of(self, record: Record) -> SafeString | str:
        if record.current_version is None:
            return _("not published")
        return page_link(record)


def page_link(row: Any) -> SafeString:
    """Return a link to the page that readers see."""
    return format_html('<a href="{}">{}</a>', row.get_absolute_url(), _("Open"))
